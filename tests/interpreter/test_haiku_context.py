"""What Haiku refuses outside of a transform: all that jitlint speaks of, and no other class."""

import inspect
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from jitlint.check.pipeline import check
from jitlint.interpreter.analyses.haiku_context import FUNCTIONS, MODULES

hk = pytest.importorskip("haiku")
GIVEN: tuple[tuple[Any, ...], ...] = (
    (), (2,), ("w",), (str,), (2, 2), ("w", (2,)), ("w", 1), ([2], [1]), (True, True, 0.9),
    (2, 3, 4), (0, 2, abs, 0), (abs, 0, range(2)), (True, abs, abs, 0), (0, [abs, abs], 0),
    (bool, abs, 0), (abs, range(2)), (2, 2, 2, 2),
)  # fmt: skip
HEAD = "import haiku as hk\nimport jax\nimport jax.numpy as jnp\n"


def named(name: str) -> Any:
    found: Any = hk
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def outcomes(function: Callable[..., Any]) -> list[Exception | None]:
    """What calls with different arguments come to, but for those that do not fit the signature."""
    found: list[Exception | None] = []
    for given in GIVEN:
        try:
            function(*given)
        except TypeError:
            continue
        except Exception as error:
            found.append(error)
        else:
            found.append(None)
    return found


@pytest.mark.parametrize("name", sorted(MODULES | FUNCTIONS))
def test_haiku_refuses_each_outside_of_a_transform(name: str) -> None:
    found = named(name)
    if inspect.isabstract(found):
        found = type("Whole", (found,), dict.fromkeys(found.__abstractmethods__, print))
    answers = outcomes(found)
    assert answers
    assert all(type(each) is ValueError for each in answers), answers
    assert all("hk.transform" in str(each) or "params_frozen" in str(each) for each in answers)


def test_each_module_that_haiku_exports_is_spoken_of() -> None:
    exported = chain(
        ((f"haiku.{name}", value) for name, value in vars(hk).items()),
        ((f"haiku.nets.{name}", value) for name, value in vars(hk.nets).items()),
    )
    modules = {n for n, v in exported if inspect.isclass(v) and issubclass(v, hk.Module)}
    assert modules == MODULES


@pytest.mark.parametrize("name", ["to_module", "PRNGSequence", "layer_stack"])
def test_what_needs_no_transform_is_not_spoken_of(name: str) -> None:
    assert None in outcomes(getattr(hk, name))
    assert f"haiku.{name}" not in MODULES | FUNCTIONS


# What stands around the call, and whether the program is one that Haiku refuses.
AROUND = {
    "def f():\n    return hk.Linear(3)\nf()\n": True,
    "def f():\n    return hk.Linear(3)\njax.jit(f)\n": False,
    "def f():\n    return hk.Linear(3)\ng = hk.transform(f)\ng.init(jax.random.key(0))\n": False,
    "def f():\n    return hk.Linear(3)\nhk.transform(jax.jit(f)).init(None)\n": False,
    "import other\nwith other.context():\n    hk.Linear(3)\n": False,
    "with jax.default_matmul_precision('float32'):\n    hk.Linear(3)\n": True,
    "with open('a'):\n    hk.Linear(3)\n": True,
    "import unittest.mock\nwith unittest.mock.patch('f'):\n    hk.Linear(3)\n": False,
    "import other\n@other.decorator\ndef f():\n    return hk.Linear(3)\nf()\n": False,
    "import other\n@other.decorator\ndef f():\n    hk.Linear(3)\njax.vmap(f)()\n": False,
    "import other\nif other.asks():\n    hk.Linear(3)\n": False,
    "if __name__ == '__main__':\n    hk.Linear(3)\n": True,
    "import other\nif __name__ == '__main__':\n    if other.asks():\n        hk.Linear(3)\n": False,
    "class A:\n    def f(self):\n        return hk.Linear(3)\nA().f()\n": True,
    "class A(hk.Module, metaclass=type(hk.Module)):\n    pass\nA()\n": False,
    "layers = (hk.Linear(n) for n in (1, 2))\n": False,
    "layers = [hk.Linear(n) for n in (1, 2)]\n": True,
    "layers = map(hk.Linear, (1, 2))\n": False,
    "layers = map(lambda n: hk.Linear(n), (1, 2))\n": False,
    "def f(n):\n    return hk.Linear(n)\nlayers = map(f, (1, 2))\n": False,
    "layers = jax.tree.map(lambda n: hk.Linear(n), (1, 2))\n": True,
    "async def f():\n    return hk.Linear(3)\nf()\n": False,
    "import other\nother.run(lambda: hk.Linear(3))\n": False,
    "def f(x):\n    return hk.Linear(3)(x)\ny = jax.jit(f)(jnp.ones(3))\n": True,
}


@pytest.mark.parametrize("program", AROUND)
def test_an_alarm_is_given_only_where_the_whole_way_is_known(program: str, tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(HEAD + program)
    codes = [finding.code for finding in check([str(path)]).findings]
    assert codes == ["JIT420"] * AROUND[program]
