"""64 bits that are switched on after arrays were made, beside what JAX makes of the programs."""

from pathlib import Path

import jax
import pytest

from jitlint.check.pipeline import check

SWITCH = 'jax.config.update("jax_enable_x64", True)'
HEAD = "import jax\nimport jax.numpy as jnp\n"
TOO_LATE = {
    "read at once": f"step = jnp.full(3, 0.1)\n{SWITCH}\nprint(step)",
    "read by a function": f"step = jnp.ones(3)\ndef f(x):\n    return x * step\n{SWITCH}\nf(1.0)",
    "read by a method": (
        f"step = jnp.ones(3)\n{SWITCH}\nclass M:\n    def f(self, x):\n        return x * step"
    ),
    "computed from others": f"x = jnp.ones(3)\ny = (2 * x, x)[0] + jnp.exp(x)\n{SWITCH}\nprint(y)",
    "random numbers": f"x = jax.random.normal(jax.random.PRNGKey(0), (3,))\n{SWITCH}\nprint(x)",
    "by another name": (
        f"from jax import config\nx = jnp.ones(3)\n{SWITCH.removeprefix('jax.')}\nprint(x)"
    ),
    "spoken of in a comment": f"x = jnp.ones(3)\n# now x64\n{SWITCH}  # x64\nprint(x)",
}
IN_TIME = {
    "first of all": f"{SWITCH}\nstep = jnp.full(3, 0.1)\nprint(step)",
    "nothing is made": f"rate = 0.1\n{SWITCH}\nprint(jnp.ones(3) * rate)",
    "of a type that is asked for": f"x = jnp.ones(3, dtype=jnp.float32)\n{SWITCH}\nprint(x)",
    "of a type given by position": f"x = jnp.ones(3, 'float32')\n{SWITCH}\nprint(x)",
    "converted on purpose": f"x = jnp.float32(0.1) * jnp.ones(3)\n{SWITCH}\nprint(x)",
    "integers": f"x = jnp.arange(3)\n{SWITCH}\nprint(x)",
    "of an array of NumPy": (
        f"import numpy as np\nx = jnp.asarray(np.ones(3, 'float32'))\n{SWITCH}\nprint(x)"
    ),
    "never read": f"x = jnp.ones(3)\n{SWITCH}\nprint(jnp.zeros(3))",
    "read before": f"x = jnp.ones(3)\nprint(x)\n{SWITCH}",
    "made anew": f"x = jnp.ones(3)\n{SWITCH}\nx = jnp.ones(3)\nprint(x)",
    "another of that name": f"x = jnp.ones(3)\n{SWITCH}\ndef f(x):\n    return x\nf(1.0)",
    "switched off": f"x = jnp.ones(3)\n{SWITCH.replace('True', 'False')}\nprint(x)",
}
SILENT = {
    "perhaps": f"import sys\nx = jnp.ones(3)\nif sys.argv:\n    {SWITCH}\nprint(x)",
    "on before": f"{SWITCH}\nx = jnp.ones(3)\n{SWITCH}\nprint(x)",
    "by the environment": (
        f"import os\nos.environ['JAX_ENABLE_X64'] = '1'\nx = jnp.ones(3)\n{SWITCH}\nprint(x)"
    ),
    "by a package": f"import netket\nx = jnp.ones(3)\n{SWITCH}\nprint(x)",
}


def _codes(text: str, directory: Path) -> list[str]:
    file = directory / "main.py"
    file.write_text(HEAD + text)
    return [finding.code for finding in check([str(directory)]).findings]


def _types(text: str, on: bool) -> dict[str, str]:
    """Returns the types of the arrays that a program ends up with, as JAX makes them."""
    names: dict[str, object] = {}
    before = jax.config.read("jax_enable_x64")
    jax.config.update("jax_enable_x64", on)
    try:
        exec(HEAD + text, names)
    finally:
        jax.config.update("jax_enable_x64", before)
    return {key: str(each.dtype) for key, each in names.items() if isinstance(each, jax.Array)}


@pytest.mark.parametrize("text", TOO_LATE.values(), ids=TOO_LATE)
def test_an_array_that_is_there_already_keeps_its_32_bits(text: str, tmp_path: Path) -> None:
    assert _codes(text, tmp_path) == ["JIT610"]
    assert "float32" in _types(text, on=False).values()
    assert "float32" not in _types(text, on=True).values()


@pytest.mark.parametrize("text", IN_TIME.values(), ids=IN_TIME)
def test_nothing_is_too_late(text: str, tmp_path: Path) -> None:
    assert _codes(text, tmp_path) == []
    _types(text, on=False)


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_they_may_have_been_on_before(text: str, tmp_path: Path) -> None:
    assert _codes(text, tmp_path) == []


@pytest.mark.parametrize(
    "other",
    ['from jax import config\nconfig.update("jax_enable_x64", True)\n', "import netket\n"],
)
def test_what_the_module_imports_may_have_switched_them_on(other: str, tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text(other)
    text = f"x = jnp.ones(3)\n{SWITCH}\nprint(x)"
    assert _codes(f"import settings\n{text}", tmp_path) == []
    (tmp_path / "settings.py").write_text("import numpy\n")
    assert _codes(f"import settings\n{text}", tmp_path) == ["JIT610"]


def test_another_module_of_the_program_may_have(tmp_path: Path) -> None:
    (tmp_path / "start.py").write_text(f"import jax\n{SWITCH}\nimport main\n")
    assert _codes(f"x = jnp.ones(3)\n{SWITCH}\nprint(x)", tmp_path) == []
