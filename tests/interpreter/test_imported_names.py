"""Names: whatever the way a function is imported, it is the same function."""

from kinds import Agree

BAD = """
def bad(x):
    return x if x > 0 else -x  # raises
"""


def test_an_init_facade_hands_names_on(agree: Agree) -> None:
    agree(
        {
            "pkg/__init__.py": """
        from pkg.ops import bad, good as fine
        from pkg import ops
        __all__ = ["bad", "fine"]
        """,
            "pkg/ops.py": BAD
            + """
def good(x, n=2):
    return x if n > 1 else -x
""",
            "main.py": """
        import pkg
        from pkg import bad

        f = jax.jit(bad)
        g = jax.jit(pkg.fine)
        h = jax.jit(pkg.ops.bad)

        # run: f(1.0)
        # run: g(1.0)
        # run: h(1.0)
        """,
        }
    )


def test_a_star_import_takes_what_all_names(agree: Agree) -> None:
    agree(
        {
            "ops.py": """
        __all__ = ["_bad", "helper"]

        def _bad(x):
            return x if x > 0 else -x  # raises

        def helper(x):
            return x

        def hidden(x):
            return x if x > 0 else -x
        """,
            "main.py": """
        from ops import *

        def hidden(x):
            return x

        f = jax.jit(_bad)
        g = jax.jit(lambda x: helper(hidden(x)))

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_a_star_import_does_not_shadow_what_all_leaves_out(agree: Agree) -> None:
    agree(
        {
            "ops.py": """
        __all__ = ["helper"]

        def helper(x):
            return x

        def clip(x):
            return x if x > 0 else -x
        """,
            "main.py": """
        def clip(x):
            return jnp.clip(x, 0, 1)

        from ops import *

        f = jax.jit(lambda x: helper(clip(x)))

        # run: f(1.0)
        """,
        }
    )


def test_a_star_import_without_all_takes_public_names(agree: Agree) -> None:
    agree(
        {
            "ops.py": BAD
            + """
def _private(x):
    return x
""",
            "mid.py": "from ops import *\n",
            "main.py": """
        from mid import *

        f = jax.jit(bad)

        # run: f(1.0)
        """,
        }
    )


def test_relative_imports_climb_and_descend(agree: Agree) -> None:
    agree(
        {
            "app/__init__.py": "",
            "app/core/__init__.py": "from . import maths\nfrom .maths import bad as worst\n",
            "app/core/maths.py": BAD,
            "app/train/__init__.py": "",
            "app/train/loop.py": """
        from .. import core
        from ..core import worst
        from ..core.maths import bad
        from . import extra

        f = jax.jit(core.maths.bad)
        g = jax.jit(worst)
        h = jax.jit(bad)
        k = jax.jit(extra.fine)

        # run: f(1.0)
        # run: g(1.0)
        # run: h(1.0)
        # run: k(1.0)
        """,
            "app/train/extra.py": """
        def fine(x, n=1):
            return x if n else -x
        """,
        }
    )


def test_dotted_imports_with_and_without_a_name(agree: Agree) -> None:
    agree(
        {
            "a/__init__.py": "",
            "a/b/__init__.py": "",
            "a/b/c.py": BAD,
            "main.py": """
        import a.b.c
        import a.b.c as d
        from a.b import c as e

        f = jax.jit(lambda x: a.b.c.bad(x))
        g = jax.jit(d.bad)
        h = jax.jit(e.bad)

        # run: f(1.0)
        # run: g(1.0)
        # run: h(1.0)
        """,
        }
    )


def test_an_optional_import_falls_back_to_the_program(agree: Agree) -> None:
    agree(
        {
            "fallback.py": BAD,
            "main.py": """
        try:
            from not_installed_at_all import bad
        except ImportError:
            from fallback import bad

        try:
            import tqdm_not_there as tqdm
        except ModuleNotFoundError:
            tqdm = None

        f = jax.jit(bad)

        @jax.jit
        def g(x):
            if tqdm is not None:
                x = x + 1
            return x

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_a_name_imported_for_types_only_is_no_value(agree: Agree) -> None:
    agree(
        {
            "types_.py": """
        class State:
            x: float
        """,
            "main.py": """
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            from types_ import State

        @jax.jit
        def f(s: "State"):
            return s["x"] if s["x"] > 0 else s["n"]  # raises

        # call: f({"x": 1.0, "n": 2.0})
        """,
        }
    )


def test_a_local_module_named_like_a_standard_one_is_the_programs(agree: Agree) -> None:
    agree(
        {
            "utils.py": """
        def flag(x, verbose=False):
            if verbose:
                return x if x > 0 else -x
            return x
        """,
            "types_of.py": "import utils\nflag = utils.flag\n",
            "main.py": """
        import types_of

        f = jax.jit(types_of.flag)

        # run: f(1.0)
        """,
        }
    )


def test_a_conditionally_defined_function_is_both(agree: Agree) -> None:
    agree("""
    HAVE = hasattr(jax, "no_such_thing")
    if HAVE:
        def relu(x):
            return jax.no_such_thing(x)
    else:
        def relu(x):
            return x if x > 0 else 0.0 * x  # raises

    f = jax.jit(relu)

    # run: f(1.0)
    """)
