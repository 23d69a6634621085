"""The parameters, the code and the globals of a callable; annotations are evaluated if possible."""

import contextlib
import inspect
from types import CodeType
from typing import Any

from .user_code import value_or


def signature_of(callee: Any) -> dict[str, inspect.Parameter]:
    """Returns the parameters by name; an annotation that cannot be evaluated stays text."""
    signature = _signature(callee)
    if isinstance(callee, type) and _is_variadic(signature):
        own = _signature(callee.__init__)
        signature = own.replace(parameters=list(own.parameters.values())[1:])
    namespace = namespace_of(callee)
    return {name: _with_annotation(each, namespace) for name, each in signature.parameters.items()}


def _signature(callee: Any) -> inspect.Signature:
    """A function in C may have no signature that Python can read."""
    evaluated = value_or(None, lambda: inspect.signature(callee, eval_str=True))
    return evaluated or value_or(inspect.Signature(), lambda: inspect.signature(callee))


def _is_variadic(signature: inspect.Signature) -> bool:
    """Whether only `*args, **kwargs` is declared, as by a metaclass that forwards them."""
    kinds = {each.kind for each in signature.parameters.values()}
    return kinds == {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def code_of(callee: Any) -> CodeType | None:
    """Returns the code that runs when something is called."""
    return getattr(function_of(callee), "__code__", None)


def namespace_of(callee: Any) -> dict[str, Any]:
    """Returns the globals of the module that something callable is written in."""
    return getattr(function_of(callee), "__globals__", {})


def function_of(callee: Any) -> Any:
    """Returns the innermost function of something callable; of a class, that of its `__init__`."""
    function = unwrapped(callee.__init__ if isinstance(callee, type) else callee)
    return getattr(function, "__func__", function)


def closure_of(function: Any) -> dict[str, Any]:
    """Returns the values of a function's free variables, as far as they are set."""
    names = getattr(getattr(function, "__code__", None), "co_freevars", ())
    found: dict[str, Any] = {}
    for name, cell in zip(names, getattr(function, "__closure__", None) or (), strict=False):
        with contextlib.suppress(ValueError):
            found[name] = cell.cell_contents
    return found


def unwrapped(callee: Any) -> Any:
    """Returns the innermost wrapped function; `__wrapped__` may be cyclic, or raise."""
    return value_or(callee, lambda: inspect.unwrap(callee))


def _with_annotation(parameter: inspect.Parameter, namespace: dict[str, Any]) -> inspect.Parameter:
    text = parameter.annotation
    if not isinstance(text, str):
        return parameter
    return value_or(parameter, lambda: parameter.replace(annotation=eval(text, namespace)))
