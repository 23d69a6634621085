"""Loops over different functions and objects: each turn calls its own with what goes with it."""

from kinds import Agree


def test_each_of_many_functions_is_called_in_its_turn(agree: Agree) -> None:
    agree("""
    def double(x):
        return x * 2

    def first(x):
        return x[0]

    def largest(x):
        return x.max()

    def mean(x):
        return x.mean()

    def sign(x):
        return 1.0 if x.sum() > 0 else -1.0  # raises

    def whole(x):
        return int(x.sum())  # raises

    def run(functions):
        for function in functions:
            jax.jit(lambda x, f=function: f(x))(jnp.ones(2))

    def harmless():
        for function in (double, first, largest, mean, jnp.sum):
            jax.jit(lambda x, f=function: f(x))(jnp.ones(2))

    def raising():
        for function in (double, first, largest, mean, sign):
            jax.jit(lambda x, f=function: f(x))(jnp.ones(2))

    def last():
        for function, x in ((double, 1.0), (first, jnp.ones(2)), (whole, jnp.ones(2))):
            jax.jit(function)(x)

    # run: harmless()
    # run: raising()
    # run: last()
    """)


def test_what_goes_with_one_function_does_not_reach_another(agree: Agree) -> None:
    agree("""
    def repeat(x, n):
        for _ in range(n):
            x = x + 1
        return x

    def scale(x, factor):
        return x * factor

    class Layer:
        def __init__(self, width):
            self.width = width
        def __call__(self, x, turns):
            return repeat(x, turns) * self.width

    @jax.jit
    def f(x):
        for function, argument in ((repeat, 2), (scale, x), (Layer(3), 4)):
            x = function(x, argument)
        return x

    @jax.jit
    def g(x):
        for function, argument in ((repeat, 2), (scale, x), (repeat, 3)):
            if function is None:
                continue
            x = function(x, argument)
        else:
            x = x + 1
        return x

    def stopped(x):
        for function in (scale, repeat):
            x = function(x, 2.0)
            break
        return x

    # run: f(1.0)
    # run: g(1.0)
    # run: jax.jit(stopped)(1.0)
    """)


def test_each_of_more_functions_than_alternatives_is_called_in_its_turn(agree: Agree) -> None:
    kept = "\n".join(f"            lambda x: x + {number}," for number in range(10))
    agree(f"""
    def sign(x):
        return 1.0 if x.sum() > 0 else -1.0  # raises

    def raising():
        for function in (
            sign,
{kept}
            jnp.sin,
            lambda x: x * 2,
            lambda x: x * 3,
        ):
            jax.jit(function)(jnp.ones(2))

    # run: raising()
    """)


def test_a_loop_over_names_looks_each_up(agree: Agree) -> None:
    agree("""
    def double(x):
        return x * 2

    def sign(x):
        return 1.0 if x.sum() > 0 else -1.0  # raises

    def halve(x):
        return x / 2

    TABLE = {"double": double, "sign": sign, "halve": halve, "zero": jnp.zeros_like}
    TABLE |= {"one": jnp.ones_like, "sine": jnp.sin}

    def harmless():
        for name in ("double", "halve"):
            jax.jit(TABLE[name])(jnp.ones(2))

    def raising():
        for name in ("double", "sign", "halve"):
            jax.jit(TABLE[name])(jnp.ones(2))

    # run: harmless()
    # run: raising()
    """)


def test_a_function_of_another_module_is_called_with_each_of_many_functions(agree: Agree) -> None:
    calls = "\n".join(f"        # call: run(lambda x: x + {number}.0)" for number in range(16))
    agree(
        {
            "library.py": """
        import jax.numpy as jnp

        def positive(f, x):
            y = f(x)
            return y, jnp.sum(y)
        """,
            "main.py": f"""
        import library

        def sign(x):
            return 1.0 if x.sum() > 0 else -1.0  # raises

        def run(f):
            return jax.jit(lambda x: library.positive(f, x))(jnp.ones(2))

{calls}
        # call: run(sign)
        """,
        }
    )
