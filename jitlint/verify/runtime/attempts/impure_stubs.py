"""Replaces what an impure call answers to the user's code, to see whether the jaxpr changes."""

import ast
import contextlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..program.attempt import Attempt
from ..program.locations import frame_above
from ..program.userjax import numpy
from .attempt_plan import AttemptPlan


def changed_callee(plan: AttemptPlan, attempt: Attempt) -> str:
    """Returns the callee's name if the jaxpr changes with its answers, and with nothing else."""
    if attempt.subject.host:
        return ""
    found = _callee(plan, attempt)
    if found is None:
        return ""
    name, holder, attribute = found
    answers = RecordedAnswers(getattr(holder, attribute), plan)
    try:
        setattr(holder, attribute, answers)
        first = attempt.jaxpr()
        answers.replay(change=False)
        again = attempt.jaxpr()
        answers.replay(change=True)
        changed = attempt.jaxpr()
    except BaseException:
        return ""
    finally:
        with contextlib.suppress(AttributeError, TypeError):
            setattr(holder, attribute, answers.original)
    return name if answers.given and _same(first, again) and not _same(first, changed) else ""


@dataclass(slots=True)
class RecordedAnswers:
    """Stands for a function: notes its answers to user code, then gives them again, or others."""

    original: Callable[..., Any]
    plan: AttemptPlan
    given: list[Any] = field(default_factory=list[Any])
    _left: list[Any] | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not self.plan.files.user(frame_above(1).f_code.co_filename):
            return self.original(*args, **kwargs)
        if self._left:
            return self._left.pop(0)
        answer = self.original(*args, **kwargs)
        self.given.append(answer)
        return answer

    def replay(self, change: bool) -> None:
        """From now on gives the noted answers, or others of the same type."""
        self._left = [_other(answer) if change else answer for answer in self.given]


def _other(answer: Any) -> Any:
    if isinstance(answer, str):
        return answer + "x"
    if isinstance(answer, (int, float, complex, numpy.ndarray, numpy.generic)):
        return answer + 1
    return "1" if answer is None else answer


def _callee(plan: AttemptPlan, attempt: Attempt) -> tuple[str, Any, str] | None:
    """Returns the flagged call's function by name, and what holds it."""
    namespace: dict[str, Any] = getattr(attempt.subject.function, "__globals__", {})
    match plan.expression():
        case ast.Call(function) if not any(
            isinstance(node, ast.Call) for node in ast.walk(function)
        ):
            pass
        case _:
            return None
    name = ast.unparse(function)
    path, _, attribute = name.rpartition(".")
    if not path:
        module = sys.modules.get(namespace.get("__name__", ""))
        return (name, module, attribute) if module and hasattr(module, attribute) else None
    try:
        holder = eval(path, namespace)
        getattr(holder, attribute)
    except Exception:
        return None
    return name, holder, attribute


def _same(one: Any, other: Any) -> bool:
    leaves = zip(one.consts, other.consts, strict=False)
    return str(one) == str(other) and all(numpy.array_equal(a, b) for a, b in leaves)
