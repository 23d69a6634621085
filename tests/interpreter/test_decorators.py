"""Decorators written in the project: what is called, with what, and what stays static."""

from kinds import Agree


def test_a_plain_wrapper_of_the_project_hands_arguments_on(agree: Agree) -> None:
    agree("""
    def logged(fn):
        def wrapper(*args, **kwargs):
            return fn(*args, **kwargs)
        return wrapper

    @jax.jit
    @logged
    def f(x, n=2):
        for _ in range(n):
            x = x + 1
        return x if x > 0 else -x  # raises

    @logged
    @jax.jit
    def g(x, flag=True):
        if flag:
            x = x + 1
        return x if x > 0 else -x  # raises

    # call: f(1.0)
    # call: g(1.0)
    """)


def test_a_wrapper_with_functools_wraps_and_static_names_from_inside(agree: Agree) -> None:
    agree("""
    import functools

    def timed(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            out = fn(*args, **kwargs)
            return out
        return wrapper

    @partial(jax.jit, static_argnames=("n",))
    @timed
    def f(x, n):
        for _ in range(n):
            x = x + 1
        if n > 2:
            x = x * 2
        return x if x > 0 else -x  # raises

    @timed
    @partial(jax.jit, static_argnums=1)
    def g(x, n):
        for _ in range(n):
            x = x + 1
        return x

    # call: f(1.0, n=3)
    # call: g(1.0, 3)
    """)


def test_decorators_with_arguments_and_decorators_that_jit(agree: Agree) -> None:
    agree("""
    import functools

    def jit_with(static):
        def decorate(fn):
            return jax.jit(fn, static_argnames=static)
        return decorate

    @jit_with(("n",))
    def f(x, n):
        for _ in range(n):
            x = x + 1
        return x if x > 0 else -x  # raises

    def maybe_jit(enabled=True):
        def decorate(fn):
            if not enabled:
                return fn
            return jax.jit(fn)
        return decorate

    @maybe_jit()
    def g(x):
        return x if x > 1 else -x  # raises

    @maybe_jit(enabled=False)
    def h(x):
        return x if x > 1 else -x

    my_jit = partial(jax.jit, static_argnums=(1,))

    @my_jit
    def k(x, n):
        return x * n if n > 2 else x

    def scaled(factor):
        def decorate(fn):
            @functools.wraps(fn)
            def wrapper(x):
                if factor > 1:
                    x = x * factor
                return fn(x)
            return wrapper
        return decorate

    @jax.jit
    @scaled(2.0)
    def m(x):
        return x if x > 1 else -x  # raises

    # call: f(1.0, n=3)
    # call: g(1.0)
    # call: h(1.0)
    # call: k(1.0, 3)
    # call: m(1.0)
    """)


def test_a_decorator_that_is_a_class(agree: Agree) -> None:
    agree("""
    class counted:
        def __init__(self, fn):
            self.fn = fn
            self.verbose = False

        def __call__(self, *args):
            if self.verbose:
                print(args)
            return self.fn(*args)

    @counted
    def helper(x, n):
        for _ in range(n):
            x = x + 1
        return x if x > 0 else -x  # raises

    @jax.jit
    def f(x):
        return helper(x, 3)

    # run: f(1.0)
    """)


def test_custom_derivatives_are_traced_with_their_functions(agree: Agree) -> None:
    agree("""
    @partial(jax.custom_vjp, nondiff_argnums=(1,))
    def f(x, n):
        return x * n if n > 1 else x

    def fwd(x, n):
        return f(x, n), x

    def bwd(n, res, g):
        return (g * n if n > 1 else g,)

    f.defvjp(fwd, bwd)

    @jax.custom_jvp
    def h(x):
        return jnp.abs(x)

    @h.defjvp
    def h_jvp(primals, tangents):
        (x,), (t,) = primals, tangents
        return h(x), t * x

    @jax.jit
    def step(x):
        y = f(x, 3) + h(x)
        return y if y > 0 else x  # raises

    # run: step(1.0)
    # run: jax.grad(lambda x: f(x, 3) + h(x))(1.0)
    """)


def test_a_decorator_that_nobody_has_seen_may_choose_between_functions_of_one_name(
    agree: Agree,
) -> None:
    agree("""
    dispatch = eval(
        "(lambda made: lambda *types: lambda f: made.append((types, f)) or (lambda *args: next("
        "g for each, g in made if all(map(isinstance, args, each)))(*args)))([])"
    )

    @dispatch(jax.Array, object)
    def dot(matrix, vector):
        return matrix @ vector

    @dispatch(list, object)
    def dot(matrix, vector):
        return sum(matrix) if vector.sum() > 0 else vector

    @jax.jit
    def dots(matrix, vector):
        return dot(matrix, vector)

    # call: dots(jnp.ones((2, 2)), jnp.ones(2))
    # call: dot([1, 2], jnp.ones(2))
    """)


def test_a_function_that_an_unseen_decorator_made_may_be_given_others_to_choose_from(
    agree: Agree,
) -> None:
    agree("""
    dispatching = eval('''lambda others: lambda f: type("Dispatcher", (), {
        "add": lambda self, g: others.append(g),
        "__call__": lambda self, *args: next((
            g for g in others if all(map(isinstance, args, g.__annotations__.values()))
        ), f)(*args),
    })()''')

    class Operator:
        def __init__(self, matrix):
            self.matrix = matrix

    @dispatching([])
    def minus(first: Operator, second: Operator):
        return Operator(first.matrix - second.matrix)

    @minus.add
    def _(first: jax.Array, second: Operator):
        return first - second.matrix

    @jax.jit
    def halved(x):
        return minus(x, Operator(x / 2))

    # call: halved(jnp.ones(2))
    """)
