"""The signature of a function, and calls of it made from values by parameter name."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "ordinary",
    inspect.Parameter.VAR_POSITIONAL: "star",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_KEYWORD: "stars",
}
REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `default` is `REQUIRED` where a call must give it."""

    name: str
    kind: str
    default: Any = REQUIRED

    @property
    def required(self) -> bool:
        """Whether a call must give it: one value at least for a starred one."""
        return self.default is REQUIRED and self.kind != "stars"


def signature(function: Callable[..., Any], spelled: str = "") -> tuple[Parameter, ...] | None:
    """Returns the parameters, from `spelled` where given; None where nobody knows them."""
    if spelled:
        scope: dict[str, Any] = {}
        exec(f"def function{spelled}: ...", scope)
        return _inspected(scope["function"])
    try:
        found = _inspected(function)
    except (TypeError, ValueError):
        found = None
    vague = not found or found[0].kind == "star"
    return _of_ufunc(function) if vague and _is_ufunc(function) else found


def call(
    function: Callable[..., Any], parameters: tuple[Parameter, ...], values: dict[str, Any]
) -> Any:
    """Calls by position as far as the values go without a gap, and by keyword from there."""
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    gap = False
    for parameter in parameters:
        if parameter.name not in values:
            gap = True
        elif parameter.kind == "star":
            positional.extend(values[parameter.name])
        elif parameter.kind == "stars":
            keywords.update(values[parameter.name])
        elif gap or parameter.kind == "keyword":
            keywords[parameter.name] = values[parameter.name]
        else:
            positional.append(values[parameter.name])
    return function(*positional, **keywords)


def _inspected(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    found = inspect.signature(function).parameters.values()
    return tuple(Parameter(p.name, KINDS[p.kind], p.default) for p in found)


def _is_ufunc(function: Callable[..., Any]) -> bool:
    return isinstance(getattr(function, "nin", None), int)


def _of_ufunc(function: Any) -> tuple[Parameter, ...]:
    names = ["x"] if function.nin == 1 else [f"x{n}" for n in range(1, function.nin + 1)]
    inputs = tuple(Parameter(name, "positional") for name in names)
    return (*inputs, Parameter("out", "ordinary", None), Parameter("where", "keyword", None))
