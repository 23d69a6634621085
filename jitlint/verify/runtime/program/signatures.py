"""The parameters, the code and the globals of a callable; annotations are evaluated if possible."""

import inspect
from types import CodeType
from typing import Any


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
    try:
        return inspect.signature(callee, eval_str=True)
    except Exception:
        pass
    try:
        return inspect.signature(callee)
    except (TypeError, ValueError):
        return inspect.Signature()


def _is_variadic(signature: inspect.Signature) -> bool:
    """Whether only `*args, **kwargs` is declared, as by a metaclass that forwards them."""
    kinds = {each.kind for each in signature.parameters.values()}
    return kinds == {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}


def code_of(callee: Any) -> CodeType | None:
    """Returns the code that runs when something is called."""
    function = unwrapped(callee.__init__ if isinstance(callee, type) else callee)
    return getattr(getattr(function, "__func__", function), "__code__", None)


def unwrapped(callee: Any) -> Any:
    """Returns the innermost wrapped function; `__wrapped__` may be cyclic, or raise."""
    try:
        return inspect.unwrap(callee)
    except Exception:
        return callee


def _with_annotation(parameter: inspect.Parameter, namespace: dict[str, Any]) -> inspect.Parameter:
    if not isinstance(parameter.annotation, str):
        return parameter
    try:
        return parameter.replace(annotation=eval(parameter.annotation, namespace))
    except Exception:
        return parameter


def namespace_of(callee: Any) -> dict[str, Any]:
    """Returns the globals of the module that something callable is written in."""
    function = unwrapped(callee.__init__ if isinstance(callee, type) else callee)
    return getattr(getattr(function, "__func__", function), "__globals__", {})
