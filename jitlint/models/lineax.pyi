"""lineax: an operator made of a function traces it."""

class FunctionLinearOperator:
    def __init__(
        self, fn: Traces[Tree], input_structure: Any, tags: Any = (), closure_convert: Any = True
    ) -> Any: ...

class JacobianLinearOperator:
    def __init__(
        self,
        fn: Traces[x, Any],
        x: Any,
        args: Any = None,
        tags: Any = (),
        jac: Any = None,
        closure_convert: Any = True,
    ) -> Any: ...

def linear_solve(
    operator: Any,
    vector: Any,
    solver: Any = ...,
    *,
    options: Any = None,
    state: Any = ...,
    throw: Any = True,
) -> Any: ...
