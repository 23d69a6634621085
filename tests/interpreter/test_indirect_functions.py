"""Functions that a program finds by name or by class: in a module, in `globals()`, by dispatch."""

from kinds import Agree

STEPS = """
def double(x):
    return 2 * x

def positive(x):
    return x if x > 0 else -x  # raises
"""


def test_a_function_is_found_in_a_module_by_each_name_of_a_loop(agree: Agree) -> None:
    agree(
        {
            "steps.py": STEPS,
            "main.py": """
            import steps

            def run_all():
                for name in ("double", "positive"):
                    jax.jit(getattr(steps, name))(1.0)

            def run_good():
                for name in ("double",):
                    jax.jit(getattr(steps, name))(1.0)

            # call: run_all()
            # call: run_good()
            """,
        }
    )


def test_a_function_is_found_in_its_own_module_by_name(agree: Agree) -> None:
    agree("""
    import sys

    def double(x):
        return 2 * x

    def positive(x):
        return x if x > 0 else -x  # raises

    def negative(x):
        return x if x < 0 else -x  # raises

    def never(x):
        return x if x < 0 else -x

    # call: jax.jit(getattr(sys.modules[__name__], "positive"))(1.0)
    # call: jax.jit(globals()["negative"])(1.0)
    # call: jax.jit(globals()["double"])(1.0)
    # call: jax.jit(getattr(sys.modules[__name__], "double"))(1.0)
    """)


def test_singledispatch_takes_a_tracer_for_no_array(agree: Agree) -> None:
    agree("""
    import functools

    @functools.singledispatch
    def size(x):
        return x if x > 0 else -x  # raises

    @size.register(int)
    def _(x):
        return x if x > 1 else -x

    @size.register
    def _of_array(x: jax.Array):
        return x if x > 2 else -x

    @jax.jit
    def f(x):
        return size(x)

    @jax.jit
    def g(x):
        return x + size(3)

    # call: f(1.0)
    # call: g(1.0)
    """)


def test_singledispatch_calls_what_is_registered_for_tracers(agree: Agree) -> None:
    agree("""
    import functools

    @functools.singledispatch
    def size(x):
        return x if x > 0 else -x

    @size.register(jax.core.Tracer)
    def _of_tracer(x):
        return x if x > 2 else -x  # raises

    @functools.singledispatch
    def length(x):
        return x if x > 0 else -x

    @length.register
    def _of_any_tracer(x: jax.core.Tracer):
        return jnp.abs(x)

    @jax.jit
    def f(x):
        return size(x)

    @jax.jit
    def g(x):
        return length(x)

    # call: f(1.0)
    # call: g(1.0)
    # call: size(1.0)
    """)


def test_singledispatchmethod_chooses_by_what_follows_the_object(agree: Agree) -> None:
    agree("""
    import functools

    class Model:
        @functools.singledispatchmethod
        def size(self, x):
            return x if x > 0 else -x

        @size.register
        def _(self, x: jax.core.Tracer):
            return x if x > 1 else -x  # raises

        @size.register(str)
        def _of_text(self, x):
            return 1 if x > "a" else 2

        @functools.singledispatchmethod
        def length(self, x):
            return x if x > 0 else -x

        @length.register(jax.core.Tracer)
        def _of_tracer(self, x):
            return self.doubled(x)

        def doubled(self, x):
            return 2 * x

    @jax.jit
    def f(x):
        return Model().size(x)

    @jax.jit
    def g(x):
        return x + Model().size("b") + Model().length(x)

    # call: f(1.0)
    # call: g(1.0)
    """)


def test_what_a_partial_of_jax_holds_is_traced_with_it(agree: Agree) -> None:
    agree("""
    def power(n, x):
        if n > 1:  # raises
            return x * x
        return x

    def scale(n, x):
        return n * x

    def shaped(n, x, *, axis):
        return x if axis > 1 else n  # raises

    def unlike(n, x):
        return x if n > 1 else n

    @jax.jit
    def apply(function, x):
        return function(x)

    @jax.jit
    def apply_any(function, x):
        return function(x)

    @jax.jit
    def apply_with_axis(function, x):
        return function(x)

    # call: apply(jax.tree_util.Partial(power, 2.0), 2.0)
    # call: apply_any(jax.tree_util.Partial(scale, 2.0), 2.0)
    # call: apply_with_axis(jax.tree_util.Partial(shaped, 2.0, axis=1), 2.0)
    # call: jax.jit(jax.tree_util.Partial(unlike, 2.0))(1.0)
    """)


def test_a_wrapper_with_static_arguments_is_the_one_that_is_chosen_for_them(agree: Agree) -> None:
    agree("""
    import inspect

    def jitted(static):
        def decorate(function):
            made = {}
            signature = inspect.signature(function)
            def wrapper(*args):
                given = signature.bind(*args).arguments
                names = frozenset(name for name in static if not hasattr(given[name], "shape"))
                if names not in made:
                    if names:
                        made[names] = jax.jit(function, static_argnames=names)
                    else:
                        made[names] = jax.jit(function)
                return made[names](*args)
            return wrapper
        return decorate

    @jitted(["order"])
    def f(x, order):
        return x if order > 1 else x * 2

    # run: f(1.0, 2)
    """)
