"""A library's own modules: what it exports under a name that a stub knows is that function."""

from pathlib import Path

import pytest

from jitlint.check.pipeline import check

HELPER = """
def halve(x):
    if x > 0:
        return x / 2
    return x
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Returns the directory of a package that calls itself JAX and makes `jit` in private."""
    files = {
        "jax/__init__.py": "from jax._src.api import jit as jit\nfrom jax import lax as lax\n",
        "jax/lax.py": "from jax._src.control import scan\n",
        "jax/_src/__init__.py": "",
        "jax/_src/api.py": "def jit(fun, **options):\n    return compiled(fun)\n",
        "jax/_src/control.py": "def scan(f, init, xs=None):\n    return loop(f, init, xs)\n",
        "jax/_src/helper.py": HELPER,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "user",
    [
        "from jax._src.api import jit\nfrom jax._src import helper\nf = jit(helper.halve)",
        "from jax._src import api, helper\nf = api.jit(helper.halve)",
        "from . import api\nfrom .helper import halve\nf = api.jit(halve)",
        "from .control import scan\nfrom .helper import halve\n"
        "def f(xs):\n    return scan(lambda c, x: (halve(c), x), xs[0], xs)",
    ],
)
def test_a_private_name_of_a_public_function_traces(library: Path, user: str) -> None:
    (library / "jax/_src/user.py").write_text(user)
    (found,) = check([str(library)]).findings
    assert (found.code, Path(found.at.path).name, found.at.row) == ("JIT101", "helper.py", 3)


def test_a_private_function_that_nobody_exports_is_only_itself(library: Path) -> None:
    user = "from jax._src.api import compiled\nfrom .helper import halve\nf = compiled(halve)"
    (library / "jax/_src/user.py").write_text(user)
    assert not check([str(library)]).findings
