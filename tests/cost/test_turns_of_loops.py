"""The body of a loop is evaluated again only as long as that may show something new."""

import sys
from pathlib import Path
from types import FrameType

import pytest

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import LOOP_ROUNDS

MARK = 12345
HEAD = "import jax\n\n@jax.jit\ndef f(xs, y):\n"
CASES = {
    "what each turn binds": ("    for x in xs:\n        z = x + 12345\n", 2),
    "new containers like those before": ("    for x in xs:\n        z = [x, 12345]\n", 2),
    "new functions like those before": ("    for x in xs:\n        z = lambda v, w=12345: v\n", 2),
    "what the turn before has bound": ("    z = 0\n    for x in xs:\n        z = z + 12345\n", 2),
    "what may be bound": ("    for x in xs:\n        if y: z = 12345\n", 2),
    "what a function reads": (
        "    g = lambda: z\n    for x in xs:\n        z = x + 12345\n        g()\n",
        2,
    ),
    "what comes another turn later each": (
        "    a = b = c = 0\n    for x in xs:\n        a, b, c = b, c, 12345 + x\n",
        LOOP_ROUNDS,
    ),
}


def evaluations(path: Path, body: str) -> int:
    """Returns how often the marked constant of a function is evaluated."""
    path.write_text(HEAD + body)
    times = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal times
        if event == "call" and frame.f_code.co_qualname == "Interpreter.evaluate":
            node = frame.f_locals["node"]
            times += isinstance(node, ir.Constant) and node.value == MARK

    sys.setprofile(count)
    try:
        check([str(path)], Settings([str(path)], resources=Resources(cached=False)))
    finally:
        sys.setprofile(None)
    return times


@pytest.mark.parametrize("what", CASES)
def test_a_body_is_evaluated_as_often_as_it_needs(what: str, tmp_path: Path) -> None:
    body, times = CASES[what]
    once = evaluations(tmp_path / "once.py", "    12345\n")
    assert evaluations(tmp_path / "loop.py", body) == times * once
