"""What each fix makes of a line, whether it is safe, and what it leaves alone."""

from pathlib import Path

import pytest
from mending import HEAD, mended_text

TRACED = "@jax.jit\ndef f(x, y):\n"

SAFE = {
    "return np.sin(x)": "return jnp.sin(x)",
    "return np.linalg.norm(x + y)": "return jnp.linalg.norm(x + y)",
    "return np.concatenate([x, y], axis=0)": "return jnp.concatenate([x, y], axis=0)",
    "return math.atan2(x, y)": "return jnp.atan2(x, y)",
    "return max(x, 0.0)": "return jnp.maximum(x, 0.0)",
    "return (x + y).block_until_ready()": "return jax.block_until_ready(x + y)",
    'jax.debug.print(f"{x} of {y * 2}")': 'jax.debug.print("{x} of {}", y * 2, x=x)',
    "jax.debug.print(f'say \"{x}\"')": "jax.debug.print('say \"{x}\"', x=x)",
    'jax.debug.print(f"{{y}} {x!r}")': 'jax.debug.print("{y} {x!r}", x=x)',
    "x = jnp.sin(x); x[0] = 1": "x = jnp.sin(x); x = x.at[0].set(1)",
    "x = jnp.sin(x); x[1:, ::2] -= y  #": "x = jnp.sin(x); x = x.at[1:, ::2].subtract(y)  #",
    "x = jnp.sin(x); x[0] = 1, 2": "x = jnp.sin(x); x = x.at[0].set((1, 2))",
}
UNSAFE = {
    'print("x", x)': 'jax.debug.print("x {x}", x=x)',
    'print(f"{{{x}}}", x.T)': 'jax.debug.print("{{{x}}} {}", x.T, x=x)',
    "x.at[0].set(1)": "x = x.at[0].set(1)",
}
LEFT = [
    "return np.sin([x, y])",
    "return np.sin(x, dtype=float)",
    "return np.unique(x + y)",
    "return math.log(x, 2)",
    "return max(x, y, 0.0)",
    "return max([x, y])",
    "return x.sharding",
    'jax.debug.print(f"{x:.2f}")',
    'jax.debug.print(f"{x}", ordered=True)',
    "print(x, type(x))",  # with which `jax.debug.print` fails
    'print("traced for", x.shape)',  # which tells when JAX traces
    "print(*x)",
    "del x[0]",
    "x = jnp.sin(x); x[0] //= 2",
    "x = jnp.sin(x); x[0] = y[0] = 1",
    "x[x > 0] = jnp.sin(y)",
    "jnp.append(x, y)",
    "f(x, x).at[0].set(1)",
]


def after(line: str, folder: Path, *, unsafe: bool, head: str = HEAD) -> str:
    """Returns a line of a traced function after its fix, and nothing else has changed."""
    text = f"{head}{TRACED}    {line}\n    return x\n"
    fixed = mended_text(text, folder, unsafe=unsafe)
    assert fixed.startswith(f"{head}{TRACED}    ")
    return fixed.removeprefix(f"{head}{TRACED}    ").removesuffix("\n    return x\n")


@pytest.mark.parametrize(("line", "fixed"), SAFE.items())
def test_a_safe_fix(line: str, fixed: str, tmp_path: Path) -> None:
    assert after(line, tmp_path, unsafe=False) == fixed


@pytest.mark.parametrize(("line", "fixed"), UNSAFE.items())
def test_a_fix_that_changes_what_the_code_does(line: str, fixed: str, tmp_path: Path) -> None:
    assert after(line, tmp_path, unsafe=False) == line
    assert after(line, tmp_path, unsafe=True) == fixed


@pytest.mark.parametrize("line", LEFT)
def test_what_is_not_sure_is_left_alone(line: str, tmp_path: Path) -> None:
    assert after(line, tmp_path, unsafe=True) == line


@pytest.mark.parametrize(
    ("imports", "line", "fixed"),
    [
        ("import jax\nimport numpy as np\n", "np.sin(x)", "jax.numpy.sin(x)"),
        ("import jax\nfrom jax import numpy as xp\nimport numpy as np\n", "np.sin(x)", "xp.sin(x)"),
        ("import jax\nfrom numpy import sin\n", "sin(x)", "jax.numpy.sin(x)"),
        ("import jax, jax.numpy as jnp\nimport numpy\n", "numpy.sin(x)", "jnp.sin(x)"),
    ],
)
def test_the_names_are_those_of_the_file(
    imports: str, line: str, fixed: str, tmp_path: Path
) -> None:
    assert after(line, tmp_path, unsafe=False, head=imports) == fixed


def test_an_import_is_added_where_there_is_none(tmp_path: Path) -> None:
    text = '"""Doc."""\n\nfrom __future__ import annotations\n\nfrom jax import jit\n'
    text += "import numpy as np\n\n@jit\ndef f(x):\n    return np.sin(x) + np.cos(x)\n"
    fixed = mended_text(text, tmp_path, unsafe=True)
    assert fixed == text.replace("from jax", "import jax.numpy as jnp\nfrom jax").replace(
        "np.sin(x) + np.cos", "jnp.sin(x) + jnp.cos"
    )


def test_a_name_that_is_taken_is_not_imported_anew(tmp_path: Path) -> None:
    text = "from jax import jit\nimport numpy as np\njnp = 1\n"
    text += "\n@jit\ndef f(x):\n    return np.sin(x)\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


def test_what_others_may_call_too_is_not_safe(tmp_path: Path) -> None:
    text = f"{HEAD}def helper(x):\n    return np.sin(x)\n\n\n"
    text += "@jax.jit\ndef f(x):\n    return helper(x)\n"
    assert mended_text(text, tmp_path) == text
    assert mended_text(text, tmp_path, unsafe=True) == text.replace("np.sin", "jnp.sin")


def test_a_variable_of_another_scope_is_left_alone(tmp_path: Path) -> None:
    text = f"{HEAD}x = jnp.zeros(3)\n\n\ndef f():\n    x[0] = 1\n    x.at[0].set(1)\n\n\nf()\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


@pytest.mark.parametrize(
    ("before", "fixed"),
    [
        ("import jax\njax.tree_map(abs, 1)\n", "import jax\njax.tree.map(abs, 1)\n"),
        ("import jax as j\nj.tree_leaves(1)\n", "import jax as j\nj.tree.leaves(1)\n"),
        ("from jax import tree_map\n", "from jax.tree import map as tree_map\n"),
        (
            "from jax import tree_map as tm, jit, vmap\n",
            "from jax import jit, vmap\nfrom jax.tree import map as tm\n",
        ),
        ("if 1:\n    from jax.config import config\n", "if 1:\n    from jax import config\n"),
        ("import jax.linear_util as lu\n", "import jax.extend.linear_util as lu\n"),
    ],
)
def test_a_removed_name_gets_the_one_that_is_the_same(
    before: str, fixed: str, tmp_path: Path
) -> None:
    assert mended_text(before, tmp_path) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "import jax\nisinstance(1, jax.random.KeyArray)\n",
        "import jax\njax.numpy.in1d([1], [1])\n",
        "import jax\njax.linear_util.wrap_init\n",
        "from jax import (\n    tree_map,  # why\n)\n",
    ],
)
def test_a_removed_name_without_an_equal_one_stays(text: str, tmp_path: Path) -> None:
    assert mended_text(text, tmp_path, unsafe=True) == text


def test_a_list_for_a_static_argument_becomes_a_tuple(tmp_path: Path) -> None:
    text = f"{HEAD}@functools.partial(jax.jit, static_argnums=1)\ndef f(x, n):\n    return x\n\n\n"
    calls = "f(1, [2])\nf(1, [\n    2,  # why\n    3\n])\nf(1, [])\nf(1, [[2]])\n"
    fixed = "f(1, (2,))\nf(1, (\n    2,  # why\n    3\n))\nf(1, ())\nf(1, [[2]])\n"
    assert mended_text(text + calls, tmp_path) == text + fixed


def test_a_static_method_is_made_of_the_jitted_function(tmp_path: Path) -> None:
    text = f"{HEAD}class A:\n    @jax.jit\n    @staticmethod\n    def f(x):\n        return x\n"
    swapped = "    @staticmethod\n    @jax.jit\n"
    assert mended_text(text, tmp_path) == text.replace("    @jax.jit\n    @staticmethod\n", swapped)


def test_a_class_method_is_left_alone(tmp_path: Path) -> None:
    text = f"{HEAD}class A:\n    @jax.jit\n    @classmethod\n    def f(cls, x):\n        return x\n"
    assert mended_text(text, tmp_path, unsafe=True) == text
