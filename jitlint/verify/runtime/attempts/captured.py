"""State that a traced function reads besides its arguments, and how to change it."""

import ast
from dataclasses import dataclass
from typing import Any

from ..program.attempt import Attempt
from ..program.userjax import jax, numpy
from .attempt_plan import AttemptPlan


@dataclass(frozen=True, slots=True)
class CapturedState:
    """A global or an attribute: `holder` is the module's namespace, or the object."""

    name: str
    holder: Any
    key: str
    value: Any
    is_global: bool

    def change(self) -> None:
        """Gives it another value of its type."""
        self._set(_other(self.value))

    def restore(self) -> None:
        """Gives it its value back."""
        self._set(self.value)

    def _set(self, value: Any) -> None:
        if self.is_global:
            self.holder[self.key] = value
        else:
            setattr(self.holder, self.key, value)


def captured(plan: AttemptPlan, attempt: Attempt) -> CapturedState | None:
    """Returns the state that the flagged expression is, if it is any that can be changed."""
    expression = plan.expression()
    if not isinstance(expression, (ast.Name, ast.Attribute)):
        return None
    root, *path = ast.unparse(expression).split(".")
    subject = attempt.subject
    names = list(_arguments(attempt))
    namespace: dict[str, Any] = getattr(subject.function, "__globals__", {})
    objects = subject.leading or attempt.call.args[: attempt.call.with_self]
    if root in names[len(objects) :]:
        return None
    if root in names:
        held: Any = objects[0]
    elif root in namespace:
        held = namespace[root]
    else:
        return None
    holder: Any = namespace
    for key in path:
        holder, held = held, getattr(held, key)
    key = path[-1] if path else root
    is_number = isinstance(held, (bool, int, float, complex, str, jax.Array, numpy.ndarray))
    name = ast.unparse(expression)
    return CapturedState(name, holder, key, held, not path) if is_number else None


def _arguments(attempt: Attempt) -> tuple[str, ...]:
    code = getattr(attempt.subject.function, "__code__", None)
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount] if code else ()


def _other(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    return value + "x" if isinstance(value, str) else value + 1
