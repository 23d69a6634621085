"""diffrax: a term's vector field is traced by `diffeqsolve`, with `args` as they are."""

class ODETerm:
    def __init__(self, vector_field: Traces[Array, Tree, Any]) -> Any: ...

class ControlTerm:
    def __init__(self, vector_field: Traces[Array, Tree, Any], control: Any) -> Any: ...

def diffeqsolve(
    terms: Any,
    solver: Any,
    t0: Any,
    t1: Any,
    dt0: Any,
    y0: Any,
    args: Any = None,
    *,
    saveat: Any = ...,
    stepsize_controller: Any = ...,
    adjoint: Any = ...,
    event: Any = None,
    max_steps: Any = 4096,
    throw: Any = True,
    progress_meter: Any = ...,
    solver_state: Any = None,
    controller_state: Any = None,
    made_jump: Any = None,
    discrete_terminating_event: Any = None,
) -> Any: ...
