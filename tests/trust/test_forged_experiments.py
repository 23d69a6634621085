"""No experiment takes the word of what user code can replace: comparison, collector, listeners."""

import os
import sys

import pytest
from verify.asked import Program

from jitlint.core.finding import ClaimKind, Verdict
from jitlint.verify import VerifyOptions, verify

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
FUNCTIONS = """
import jax

class Kept(list):
    pass

class State(dict):
    pass

HELD = (Hidden if "Hidden" in globals() else Kept)()
SEEN = []

@jax.jit
def leaks(x):
    HELD.append(x)
    return x

@jax.jit
def clean(x):
    SEEN.append(x.shape)
    return x

@jax.jit
def prints(x):
    print("once")
    return x

@jax.jit
def changes(x, state):
    state["n"] = 1
    return x

def compiles():
    for _ in range(4):
        jax.jit(lambda x: x + 1)(1.0)

def main():
    changes(1.0, (Equal if "Equal" in globals() else State)(n=0))
    leaks(1.0)
    clean(1.0)
    prints(1.0)
    compiles()
"""
ASKED: dict[str, tuple[str, ClaimKind, str]] = {
    "leaks": ("HELD.append(x)", "leaks", "confirmed"),
    "clean": ("SEEN.append(x.shape)", "leaks", "refuted"),
    "prints": ('print("once")', "once-per-trace", "confirmed"),
    "changes": ('state["n"] = 1', "lost", "confirmed"),
    "": ("jax.jit(lambda x: x + 1)", "recompiles", "confirmed"),
}
ATTEMPTS = {
    "replaces what compares": """
import numpy
import numpy.core.numeric as inner
for each in (numpy, inner, sys.modules.get("numpy._core.numeric", inner)):
    each.allclose = each.isclose = each.array_equal = lambda *_, **__: True
""",
    "replaces what collects": """
import gc
gc.get_referents = gc.get_objects = gc.get_referrers = lambda *_: []
gc.collect = lambda *_: 0
""",
    "replaces what copies": """
import copy
copy.copy = copy.deepcopy = lambda value, *_: value
""",
    "replaces what registers": """
import jax.monitoring
for name in [each for each in vars(jax.monitoring) if each.startswith(("register", "record"))]:
    setattr(jax.monitoring, name, lambda *_, **__: None)
""",
    "removes what listens": """
import jax.monitoring
jax.monitoring.clear_event_listeners()
""",
    "replaces what is printed to": """
import builtins, io
sys.stdout = io.StringIO()
builtins.print = lambda *_, **__: None
""",
    "equals everything": """
class Equal(dict):
    __eq__ = lambda self, other: True
    __hash__ = None
    __deepcopy__ = lambda self, memo: self
""",
    "replaces what flattens": """
import jax
jax.tree_util.tree_leaves = jax.tree_util.tree_flatten = lambda *_, **__: []
jax.tree.leaves = jax.tree_util.tree_leaves
""",
    "says that it is a number": """
class Hidden(list):
    __class__ = property(lambda self: int)
    __iter__ = lambda self: iter(())
    __len__ = lambda self: 0
""",
}
AIMS = {
    "replaces what compares": ("changes", "prints"),
    "replaces what collects": ("leaks", "clean"),
    "replaces what copies": ("changes",),
    "replaces what registers": ("",),
    "removes what listens": ("",),
    "replaces what is printed to": ("prints",),
    "equals everything": ("changes",),
    "replaces what flattens": ("changes", "leaks"),
    "says that it is a number": ("leaks", "clean"),
}
Judged = dict[tuple[str, str], Verdict]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    """The verdict of each attempt on the functions that it aims at, asked in one run."""
    root = tmp_path_factory.mktemp("attempts")
    texts = {"nothing": ""} | ATTEMPTS
    keys = [(name, function) for name in texts for function in AIMS.get(name, ASKED)]
    findings = [_program(texts[n], f).finding(root / n.replace(" ", "_")) for n, f in keys]
    answers = verify(findings, VerifyOptions(python=PYTHON, jobs=2))
    return {key: each.verdict for key, each in zip(keys, answers, strict=True) if each.verdict}


def _program(attempt: str, function: str) -> Program:
    at, kind, _ = ASKED[function]
    return Program(f"import sys\n{attempt}{FUNCTIONS}", at, kind, function=function)


@pytest.mark.parametrize("function", ASKED)
def test_without_an_attempt_each_is_judged(function: str, judged: Judged) -> None:
    assert judged["nothing", function].outcome == ASKED[function][2]


@pytest.mark.parametrize("name", ATTEMPTS)
def test_an_attempt_makes_no_verdict(name: str, judged: Judged) -> None:
    for function in AIMS[name]:
        verdict = judged[name, function]
        assert verdict.outcome in (ASKED[function][2], "inconclusive"), (function, verdict)
