"""The parameters of a callable, with what their annotations mean, as far as that can be found."""

import inspect
from collections.abc import Callable
from types import CodeType
from typing import Any


def signature_of(callee: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """Returns the parameters by name; an annotation that cannot be evaluated stays text."""
    try:
        signature = inspect.signature(callee, eval_str=True)
    except Exception:
        signature = inspect.signature(callee)
    namespace = namespace_of(callee)
    return {name: _meant(each, namespace) for name, each in signature.parameters.items()}


def code_of(callee: Any) -> CodeType | None:
    """Returns the code that runs when something is called."""
    function = inspect.unwrap(callee.__init__ if isinstance(callee, type) else callee)
    return getattr(getattr(function, "__func__", function), "__code__", None)


def _meant(parameter: inspect.Parameter, namespace: dict[str, Any]) -> inspect.Parameter:
    if not isinstance(parameter.annotation, str):
        return parameter
    try:
        return parameter.replace(annotation=eval(parameter.annotation, namespace))
    except Exception:
        return parameter


def namespace_of(callee: Any) -> dict[str, Any]:
    """Returns the globals of the module that something callable is written in."""
    function = inspect.unwrap(callee.__init__ if isinstance(callee, type) else callee)
    return getattr(getattr(function, "__func__", function), "__globals__", {})
