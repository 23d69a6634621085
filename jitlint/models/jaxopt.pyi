"""jaxopt: a solver's `run` traces its function; what comes after the parameters may be static."""

class GradientDescent:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        prox: Any = ...,
        value_and_grad: Any = False,
        has_aux: Static = False,
        stepsize: Any = 0.0,
        maxiter: Any = 500,
        maxls: Any = 15,
        tol: Any = 0.001,
        acceleration: Any = True,
        decrease_factor: Any = 0.5,
        verbose: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class LBFGS:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        value_and_grad: Any = False,
        has_aux: Static = False,
        maxiter: Any = 500,
        tol: Any = 0.001,
        stepsize: Any = 0.0,
        linesearch: Any = "zoom",
        linesearch_init: Any = "increase",
        stop_if_linesearch_fails: Any = False,
        condition: Any = None,
        maxls: Any = 30,
        decrease_factor: Any = None,
        increase_factor: Any = 1.5,
        max_stepsize: Any = 1.0,
        min_stepsize: Any = 1e-06,
        history_size: Any = 10,
        use_gamma: Any = True,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
        verbose: Any = False,
    ) -> Any: ...

class BFGS:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        value_and_grad: Any = False,
        has_aux: Static = False,
        maxiter: Any = 500,
        tol: Any = 0.001,
        stepsize: Any = 0.0,
        linesearch: Any = "zoom",
        linesearch_init: Any = "increase",
        condition: Any = None,
        maxls: Any = 30,
        decrease_factor: Any = None,
        increase_factor: Any = 1.5,
        max_stepsize: Any = 1.0,
        min_stepsize: Any = 1e-06,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
        verbose: Any = False,
    ) -> Any: ...

class ProjectedGradient:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        projection: Any,
        value_and_grad: Any = False,
        has_aux: Static = False,
        stepsize: Any = 0.0,
        maxiter: Any = 500,
        maxls: Any = 15,
        tol: Any = 0.001,
        acceleration: Any = True,
        decrease_factor: Any = 0.5,
        verbose: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class ProximalGradient:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        prox: Any = ...,
        value_and_grad: Any = False,
        has_aux: Static = False,
        stepsize: Any = 0.0,
        maxiter: Any = 500,
        maxls: Any = 15,
        tol: Any = 0.001,
        acceleration: Any = True,
        decrease_factor: Any = 0.5,
        verbose: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class NonlinearCG:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        value_and_grad: Any = False,
        has_aux: Static = False,
        maxiter: Any = 100,
        tol: Any = 0.001,
        method: Any = "polak-ribiere",
        linesearch: Any = "zoom",
        linesearch_init: Any = "increase",
        condition: Any = None,
        maxls: Any = 30,
        decrease_factor: Any = None,
        increase_factor: Any = 1.2,
        max_stepsize: Any = 1.0,
        min_stepsize: Any = 1e-06,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
        verbose: Any = False,
    ) -> Any: ...

class OptaxSolver:
    def __init__(
        self,
        fun: Traces[Tree, *Any],
        opt: Any,
        value_and_grad: Any = False,
        pre_update: Any = None,
        maxiter: Any = 500,
        tol: Any = 0.001,
        verbose: Any = False,
        implicit_diff: Any = False,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class GaussNewton:
    def __init__(
        self,
        residual_fun: Traces[Tree, *Any],
        maxiter: Any = 30,
        tol: Any = 1e-05,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        verbose: Any = False,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class LevenbergMarquardt:
    def __init__(
        self,
        residual_fun: Traces[Tree, *Any],
        maxiter: Any = 30,
        damping_parameter: Any = 1e-06,
        stop_criterion: Any = "grad-l2-norm",
        tol: Any = 0.001,
        xtol: Any = 0.001,
        gtol: Any = 0.001,
        solver: Any = ...,
        geodesic: Any = False,
        verbose: Any = False,
        jac_fun: Any = None,
        materialize_jac: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class FixedPointIteration:
    def __init__(
        self,
        fixed_point_fun: Traces[Tree, *Any],
        maxiter: Any = 100,
        tol: Any = 1e-05,
        has_aux: Static = False,
        verbose: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class AndersonAcceleration:
    def __init__(
        self,
        fixed_point_fun: Traces[Tree, *Any],
        history_size: Any = 5,
        mixing_frequency: Any = 1,
        beta: Any = 1.0,
        maxiter: Any = 100,
        tol: Any = 1e-05,
        ridge: Any = 1e-05,
        has_aux: Static = False,
        verbose: Any = False,
        implicit_diff: Any = True,
        implicit_diff_solve: Any = None,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class Bisection:
    def __init__(
        self,
        optimality_fun: Traces[Tree, *Any],
        lower: Any,
        upper: Any,
        maxiter: Any = 30,
        tol: Any = 1e-05,
        check_bracket: Any = True,
        verbose: Any = False,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        jit: Any = True,
        unroll: Static = "auto",
    ) -> Any: ...

class ScipyMinimize:
    def __init__(
        self,
        method: Static = None,
        dtype: Any = ...,
        jit: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        fun: Differentiates[Tree, *Any] = None,
        callback: Host = None,
        tol: Any = None,
        options: Any = None,
        maxiter: Any = 500,
        value_and_grad: Any = False,
    ) -> Any: ...

class ScipyBoundedMinimize:
    def __init__(
        self,
        method: Static = None,
        dtype: Any = ...,
        jit: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        fun: Differentiates[Tree, *Any] = None,
        callback: Host = None,
        tol: Any = None,
        options: Any = None,
        maxiter: Any = 500,
        value_and_grad: Any = False,
    ) -> Any: ...

class ScipyRootFinding:
    def __init__(
        self,
        method: Static = None,
        dtype: Any = ...,
        jit: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        optimality_fun: Differentiates[Tree, *Any] = None,
        tol: Any = None,
        options: Any = None,
        use_jacrev: Any = True,
    ) -> Any: ...

class ScipyLeastSquares:
    def __init__(
        self,
        method: Static = None,
        dtype: Any = ...,
        jit: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        fun: Differentiates[Tree, *Any] = None,
        loss: Static = "linear",
        options: Any = None,
        use_jacrev: Any = True,
    ) -> Any: ...

class ScipyBoundedLeastSquares:
    def __init__(
        self,
        method: Static = None,
        dtype: Any = ...,
        jit: Any = True,
        implicit_diff_solve: Any = None,
        has_aux: Static = False,
        fun: Differentiates[Tree, *Any] = None,
        loss: Static = "linear",
        options: Any = None,
        use_jacrev: Any = True,
    ) -> Any: ...
