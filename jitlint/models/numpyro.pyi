"""NumPyro: what a model samples is traced when inference runs it; its own arguments are not."""

def sample(
    name: Static,
    fn: Any,
    obs: Any = None,
    rng_key: Any = None,
    sample_shape: Any = (),
    infer: Any = None,
    obs_mask: Any = None,
) -> If[obs, obs, Array]: ...
def deterministic(name: Static, value: Any) -> value: ...
def param(name: Static, init_value: Any = None, **kwargs: Any) -> Tree: ...
def factor(name: Static, log_factor: Any) -> Static[None]: ...
def subsample(data: Any, event_dim: Any) -> Like[data]: ...

class plate:
    """Its `with` gives the indices of the subsample."""

# module: numpyro.infer

class NUTS:
    def __init__(
        self,
        model: Traces[*Any] = None,
        potential_fn: Traces[Any] = None,
        kinetic_fn: Any = None,
        step_size: Any = 1.0,
        inverse_mass_matrix: Any = None,
        adapt_step_size: Any = True,
        adapt_mass_matrix: Any = True,
        dense_mass: Any = False,
        target_accept_prob: Any = 0.8,
        trajectory_length: Any = None,
        max_tree_depth: Any = 10,
        init_strategy: Any = ...,
        find_heuristic_step_size: Any = False,
        forward_mode_differentiation: Any = False,
        regularize_mass_matrix: Any = True,
    ) -> Any: ...

class HMC:
    def __init__(
        self,
        model: Traces[*Any] = None,
        potential_fn: Traces[Any] = None,
        kinetic_fn: Any = None,
        step_size: Any = 1.0,
        inverse_mass_matrix: Any = None,
        adapt_step_size: Any = True,
        adapt_mass_matrix: Any = True,
        dense_mass: Any = False,
        target_accept_prob: Any = 0.8,
        num_steps: Any = None,
        trajectory_length: Any = 6.283185307179586,
        init_strategy: Any = ...,
        find_heuristic_step_size: Any = False,
        forward_mode_differentiation: Any = False,
        regularize_mass_matrix: Any = True,
    ) -> Any: ...

class SVI:
    def __init__(
        self, model: Traces[*Any], guide: Traces[*Any], optim: Any, loss: Any, **static_kwargs: Any
    ) -> Any: ...

class MCMC:
    def __init__(
        self,
        sampler: Any,
        *,
        num_warmup: Any,
        num_samples: Any,
        num_chains: Any = 1,
        thinning: Any = 1,
        postprocess_fn: Any = None,
        chain_method: Any = "parallel",
        progress_bar: Any = True,
        progress_rate: Any = None,
        jit_model_args: Any = False,
    ) -> Any: ...
    def run(
        self,
        rng_key: Any,
        *args: Any,
        extra_fields: Any = (),
        init_params: Any = None,
        **kwargs: Any,
    ) -> Static[None]: ...
    def get_samples(self, group_by_chain: Any = False) -> Any: ...

class Predictive:
    def __init__(
        self,
        model: Traces[*Any],
        posterior_samples: Any = None,
        *,
        guide: Traces[*Any] = None,
        params: Any = None,
        num_samples: Any = None,
        return_sites: Any = None,
        infer_discrete: Any = False,
        parallel: Any = False,
        batch_ndims: Any = None,
        condition_deterministic: Any = None,
        exclude_deterministic: Any = None,
    ) -> Any: ...

# module: numpyro.contrib.control_flow

def scan(
    f: Traces[init, Each[xs]],
    init: Any,
    xs: Any,
    length: Static = None,
    reverse: Static = False,
    history: Any = 1,
) -> Result[f]: ...
def cond(
    pred: Any, true_fun: Traces[operand], false_fun: Traces[operand], operand: Any
) -> Result[true_fun, false_fun]: ...
