"""Imports are resolved where a name is first read, and bind what Python binds."""

from kinds import Agree


def test_importing_a_module_below_binds_the_package(agree: Agree) -> None:
    agree("""
    import jax.numpy
    import jax.scipy.special

    @jax.jit
    def sign(x):
        if x > 0:  # raises
            return jax.scipy.special.erf(x)
        return jax.numpy.sin(x)

    # run: sign(1.0)
    """)


def test_modules_that_import_each_other_find_each_others_functions(agree: Agree) -> None:
    agree(
        {
            "pkg/__init__.py": "",
            "pkg/one.py": """
        from pkg import two
        from pkg.two import double

        def halve(x):
            return x / 2 if x > 0 else two.double(x)  # raises

        def twice(x):
            return double(double(x))
        """,
            "pkg/two.py": """
        from pkg import one

        def double(x):
            return 2 * x

        f = jax.jit(lambda x: one.halve(x))
        """,
            "main.py": """
        import pkg.one
        from pkg import two

        # run: two.f(1.0)
        """,
        }
    )


def test_what_cannot_be_imported_is_bound_by_the_handler(agree: Agree) -> None:
    agree(
        {
            "fast.py": "def helper(x):\n    return x\n",
            "main.py": """
        try:
            from fast import nothing as helper
        except ImportError:
            def helper(x):
                return x if x > 0 else -x  # raises

        f = jax.jit(helper)

        # run: f(1.0)
        """,
        }
    )


def test_what_only_a_type_checker_imports_makes_no_cycle(agree: Agree) -> None:
    agree(
        {
            "base.py": """
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            from derived import Derived

        class Base:
            def __call__(self, x):
                return x if x > 0 else -x  # raises

            def derived(self) -> "Derived":
                raise NotImplementedError
        """,
            "derived.py": """
        from base import Base

        class Derived(Base):
            pass
        """,
            "main.py": """
        from derived import Derived

        f = jax.jit(lambda x: Derived()(x))

        # run: f(1.0)
        """,
        }
    )


def test_what_a_type_checker_is_not_shown_is_what_runs(agree: Agree) -> None:
    agree("""
    import typing

    if typing.TYPE_CHECKING:
        choose = jnp.where
    else:
        def choose(test, then, other):
            return then if test else other  # raises

    f = jax.jit(lambda x: choose(x > 0, x, -x))

    # run: f(1.0)
    """)
