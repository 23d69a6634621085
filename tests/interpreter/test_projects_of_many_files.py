"""Projects: packages without `__init__`, `src` layouts, cycles, and files that know no JAX."""

from pathlib import Path

from kinds import Agree
from readers import chosen

from jitlint.check.pipeline import CheckRequest, check

BAD = """
def bad(x):
    return x if x > 0 else -x  # raises
"""


def test_namespace_packages_need_no_init(agree: Agree) -> None:
    agree(
        {
            "space/ops/maths.py": BAD,
            "main.py": """
        from space.ops.maths import bad
        from space.ops import maths

        f = jax.jit(bad)
        g = jax.jit(maths.bad)

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_a_src_layout_is_imported_from_src(agree: Agree) -> None:
    agree(
        {
            "src/proj/__init__.py": "",
            "src/proj/maths.py": BAD,
            "scripts/train.py": """
        from proj.maths import bad
        import proj.maths as m

        f = jax.jit(bad)
        g = jax.jit(lambda x: m.bad(x))

        # run: f(1.0)
        # run: g(1.0)
        """,
            "pyproject.toml": "",
        }
    )


def test_modules_that_import_each_other(agree: Agree) -> None:
    agree(
        {
            "one.py": """
        import two

        def start(x):
            return two.middle(x)

        def end(x):
            return x if x > 0 else -x  # raises
        """,
            "two.py": """
        import one

        def middle(x):
            return one.end(x)
        """,
            "main.py": """
        from one import start

        f = jax.jit(start)

        # run: f(1.0)
        """,
        }
    )


def test_an_import_inside_a_function_breaks_a_cycle(agree: Agree) -> None:
    agree(
        {
            "pkg/__init__.py": "from .model import Model\n",
            "pkg/model.py": """
        class Model:
            def __call__(self, x):
                from .helpers import bad
                return bad(x)
        """,
            "pkg/helpers.py": """
        from .model import Model

        def bad(x):
            return x if x > 0 else -x  # raises

        def good(x):
            m = Model()
            return x if isinstance(m, Model) else -x
        """,
            "main.py": """
        from pkg import Model
        from pkg.helpers import good

        model = Model()

        @jax.jit
        def f(x):
            return model(x)

        g = jax.jit(good)

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_a_submodule_is_reached_by_attribute_after_import(agree: Agree) -> None:
    agree(
        {
            "lib/__init__.py": "from lib import nn\n",
            "lib/nn/__init__.py": "from lib.nn.layers import *\nfrom lib.nn import layers\n",
            "lib/nn/layers.py": BAD,
            "main.py": """
        import lib

        f = jax.jit(lib.nn.bad)
        g = jax.jit(lib.nn.layers.bad)

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_jax_may_be_imported_in_many_ways(agree: Agree) -> None:
    agree(
        {
            "compat.py": """
        import jax as j
        from jax import jit as compiled, numpy as xp, lax
        import jax.numpy
        from jax.lax import scan as fold
        my_jit = j.jit
        """,
            "main.py": """
        import compat
        from compat import compiled, xp, my_jit, fold
        from jax import jit, vmap

        @compiled
        def f(x):
            return x if xp.sum(x) > 0 else -x  # raises

        @my_jit
        def g(x):
            return x if x > 0 else -x  # raises

        @compat.j.jit
        def h(x):
            return x if x > 0 else -x  # raises

        def body(c, x):
            return (c if c > 0 else -c), x  # raises

        def k(xs):
            return fold(body, 0.0, xs)

        # run: f(1.0)
        # run: g(1.0)
        # run: h(1.0)
        # run: k(jnp.ones(2))
        """,
        }
    )


def test_a_global_rebound_by_a_function_is_not_trusted(agree: Agree) -> None:
    agree("""
    _fn = None
    LEVEL = 0

    def setup(level):
        global _fn, LEVEL
        LEVEL = level
        _fn = jax.jit(inner)

    def inner(x):
        if LEVEL > 1:
            x = x + 1
        return x if x > 0 else -x  # raises

    def main(x):
        setup(2)
        return _fn(x)

    # call: main(1.0)
    """)


def test_names_of_a_file_with_no_jax_are_followed(agree: Agree) -> None:
    agree(
        {
            "plain.py": """
        def clamp(v, lo, hi):
            return max(lo, min(v, hi))  # raises

        def schedule(step, total):
            if total > 10:
                return 0.1
            return 0.2
        """,
            "main.py": """
        import plain

        @jax.jit
        def f(x):
            return plain.clamp(x, 0, 1)

        @jax.jit
        def g(x):
            return x * plain.schedule(x, 20)

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_a_file_that_knows_only_the_project_s_own_wrapper_is_read(agree: Agree) -> None:
    agree(
        {
            "proj/__init__.py": "from .wrappers import compiled",
            "proj/wrappers.py": "import jax\n\ndef compiled(f):\n    return jax.jit(f)\n",
            "proj/maths.py": f"""
from . import compiled

@compiled
{BAD.strip()}

# run: bad(1.0)
""",
        }
    )


def test_objects_of_another_module_are_known_though_it_makes_many(agree: Agree) -> None:
    agree(
        {
            "blocks.py": """
        class Inner:
            def __call__(self, x):
                return x if x > 0 else -x  # raises

        class Block:
            def __init__(self, width, name):
                self.width, self.name, self.inner = width, name, Inner()

            def __call__(self, x):
                return self.inner(x)
        """,
            "main.py": """
        from blocks import Block

        first, second = Block(1, "first"), Block((1, 2), None)
        third, fourth = Block([1], ("third",)), Block(None, ["fourth"])
        fifth = Block({1: 2}, "fifth")
        f = jax.jit(lambda x: fifth(x))

        # run: f(1.0)
        """,
        }
    )


def test_a_traced_function_does_not_answer_for_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "rates.py").write_text("""
import jax

rate = 0.1

def change(value):
    global rate
    rate = value

@jax.jit
def step(x):
    return x * rate
""")
    (tmp_path / "traced.py").write_text("""
import jax

@jax.jit
def change(value):
    return value
""")
    found = check([str(tmp_path)], CheckRequest(reader=chosen, select=("JIT205",))).findings
    assert [(finding.code, finding.at.row) for finding in found] == [("JIT205", 12)]
