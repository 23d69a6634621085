"""blackjax: the log density is differentiated at every step, with concrete tracers outside jit."""

def nuts(logdensity_fn: Differentiates[Tree], *args: Any, **kwargs: Any) -> Any: ...
def hmc(logdensity_fn: Differentiates[Tree], *args: Any, **kwargs: Any) -> Any: ...
def mala(logdensity_fn: Differentiates[Tree], *args: Any, **kwargs: Any) -> Any: ...
def window_adaptation(
    algorithm: Any,
    logdensity_fn: Differentiates[Tree],
    is_mass_matrix_diagonal: Static = True,
    initial_inverse_mass_matrix: Any = None,
    imm_shrinkage_to_previous: Any = 0.0,
    initial_step_size: Any = 1.0,
    target_acceptance_rate: Any = 0.8,
    adaptation_info_fn: Any = ...,
    integrator: Any = ...,
    **extra_parameters: Any,
) -> Any: ...
