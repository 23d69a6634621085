"""Programs that were written to mislead: their marks are true, and no verdict on them is wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import adversarial

PROGRAMS = sorted(adversarial.PROGRAMS.glob("*.py"))
# One of each kind, which the first word of the name tells.
FIRST = [*{path.stem.partition("_")[0]: path for path in reversed(PROGRAMS)}.values()]
OTHERS = [path for path in PROGRAMS if path not in FIRST]
SLOW = pytest.mark.slow


def raises(function: Callable[[], Any]) -> str:
    """The name of the class of what a function raises."""
    try:
        function()
    except BaseException as error:
        return type(error).__name__
    return ""


def of_all(path: Path) -> Any:
    """A program as a parameter; the default run has one of each kind."""
    return pytest.param(path, id=path.stem, marks=() if path in FIRST else SLOW)


@pytest.mark.parametrize("program", [*map(of_all, PROGRAMS)])
def test_a_program_does_what_its_marks_say(program: Path) -> None:
    text = program.read_text("utf-8")
    namespace: dict[str, Any] = {"__name__": program.stem, "raises": raises}
    exec(compile(text, program, "exec"), namespace)
    truths = re.findall(r"^# truth: (.*)$", text, re.MULTILINE)
    assert truths
    assert [each for each in truths if not eval(each, namespace)] == []


@pytest.mark.parametrize("programs", [FIRST, pytest.param(OTHERS, marks=SLOW)], ids=len)
def test_no_verdict_is_wrong(programs: list[Path], python: str) -> None:
    marks = adversarial.judged(programs, python)
    assert len(marks) == len(programs) > 12
    print("\n".join(adversarial.table(marks)))
    assert [each for each in marks if each.pair in adversarial.WRONG] == []
    bugs = [each.pair for each in marks if each.truth == "bug"]
    assert bugs.count(("bug", "confirmed")) >= 0.85 * len(bugs)
