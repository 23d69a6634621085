"""optimistix: the function is traced with a traced `y`, and `args` as they are."""

def root_find(
    fn: Traces[y0, Any],
    solver: Any,
    y0: Any,
    args: Any = None,
    options: Any = None,
    *,
    has_aux: Static = False,
    max_steps: Any = 256,
    adjoint: Any = ...,
    throw: Any = True,
    tags: Any = ...,
) -> Any: ...
def minimise(
    fn: Traces[y0, Any],
    solver: Any,
    y0: Any,
    args: Any = None,
    options: Any = None,
    *,
    has_aux: Static = False,
    max_steps: Any = 256,
    adjoint: Any = ...,
    throw: Any = True,
    tags: Any = ...,
) -> Any: ...
def least_squares(
    fn: Traces[y0, Any],
    solver: Any,
    y0: Any,
    args: Any = None,
    options: Any = None,
    *,
    has_aux: Static = False,
    max_steps: Any = 256,
    adjoint: Any = ...,
    throw: Any = True,
    tags: Any = ...,
) -> Any: ...
def fixed_point(
    fn: Traces[y0, Any],
    solver: Any,
    y0: Any,
    args: Any = None,
    options: Any = None,
    *,
    has_aux: Static = False,
    max_steps: Any = 256,
    adjoint: Any = ...,
    throw: Any = True,
    tags: Any = ...,
) -> Any: ...
