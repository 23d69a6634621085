"""Modules that import all of each other: which is executed first changes no finding."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from readers import chosen

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import check
from jitlint.check.request import CheckRequest

PACKAGE = {
    "pkg/__init__.py": "from .model import *\nfrom .train import *\n",
    "pkg/model.py": """
import jax
from . import *

@jax.jit
def run(x):
    return jax.lax.scan(step, x, x)
""",
    "pkg/train.py": "def step(carry, x):\n    return carry\n",
}
PAIR = {
    "a.py": """
import jax
from b import *

def taken(x):
    return x if x > 0 else -x
""",
    "b.py": """
import jax
from a import *

@jax.jit
def run(x):
    return taken(x)
""",
}
CHAIN = {
    "a.py": "from b import *\n\ndef taken(x):\n    return x if x > 0 else -x\n",
    "b.py": "from c import *\n",
    "c.py": "from a import *\n",
    "d.py": "import jax\nfrom b import *\n\nf = jax.jit(taken)\n",
}
Found = list[tuple[str, str, int]]


def findings(directory: Path, cache: Path | None = None) -> Found:
    """Returns the codes, files and rows of what is found in a directory."""
    options = CheckRequest(reader=chosen, cache=CacheStore(str(cache)) if cache else None)
    run = check([str(directory)], options)
    assert run.notes == ()
    return [(each.code, Path(each.at.path).name, each.at.row) for each in run.findings]


def write(directory: Path, files: Mapping[str, str]) -> list[Path]:
    for name, text in files.items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(text)
    return [directory / name for name in files]


@pytest.mark.parametrize("files", [PACKAGE, PAIR, CHAIN], ids=["package", "pair", "chain"])
def test_a_change_of_one_module_finds_what_a_run_without_a_cache_does(
    files: Mapping[str, str], tmp_path: Path
) -> None:
    tree, cache = tmp_path / "tree", tmp_path / "cache"
    paths = write(tree, files)
    for path in paths:
        findings(tree, cache)
        path.write_text(f"{path.read_text().rstrip()}  # changed\n")
        assert findings(tree, cache) == findings(tree)


def test_a_name_is_found_whichever_module_of_a_circle_comes_first(tmp_path: Path) -> None:
    renamed = {
        "b.py": PAIR["a.py"].replace("from b", "from a"),
        "a.py": PAIR["b.py"].replace("from a", "from b"),
    }
    one, other = tmp_path / "one", tmp_path / "other"
    write(one, PAIR)
    write(other, renamed)
    assert [code for code, *_ in findings(one)] == [code for code, *_ in findings(other)]
    assert [code for code, *_ in findings(one)] == ["JIT101"]


def test_a_circle_gives_no_module_what_python_has_of_its_own(tmp_path: Path) -> None:
    files = {**PAIR, "a.py": PAIR["a.py"].replace("taken", "abs")}
    write(tmp_path, files | {"b.py": PAIR["b.py"].replace("taken", "abs")})
    assert findings(tmp_path) == []
