"""Finds the traced function among what the module holds, and an instance when it is a method."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import FunctionType, MethodType, ModuleType
from typing import Any

from ..limits import MOST_WRAPPER_LAYERS
from .attempt import Subject
from .locations import real
from .observed_calls import TargetFunction
from .user_code import attribute_or_none

Instances = Callable[[type], Any]

LAYERS = ("__wrapped__", "__func__", "func", "fun", "_fun", "f")


class Unreachable(Exception):
    """The function cannot be had, or not called; the message is a verdict's reason."""


def follow(module: ModuleType, qualname: str) -> tuple[Any, type | None]:
    """Returns what stands at a `__qualname__`, and the class that holds it."""
    held: Any = module
    owner = None
    for name in qualname.split("."):
        owner = held if isinstance(held, type) else None
        try:
            held = inspect.getattr_static(held, name)
        except AttributeError:
            raise Unreachable(f"unreachable_scope: no `{qualname}` in the module") from None
    return held, owner


def layers(value: Any) -> Iterator[Any]:
    """Yields a callable and what it wraps, from the outside in."""
    for _ in range(MOST_WRAPPER_LAYERS):
        yield value
        for name in LAYERS:
            inner = inspect.getattr_static(value, name, None)
            inner = getattr(value, name, None) if inner is not None else None
            if callable(inner) and inner is not value:
                value = inner
                break
        else:
            return


def _target_in(held: Iterable[Any], target: TargetFunction) -> FunctionType | None:
    """Returns the traced function if it is among some callables."""
    functions = ((each, each.__code__) for each in held if isinstance(each, FunctionType))
    found = (each for each, code in functions if target.is_code(real(code.co_filename), code))
    return next(found, None)


def jitted(value: Any) -> Any:
    """Returns the jit wrapper that a callable is, or None."""
    is_wrapper = not isinstance(value, (type, MethodType)) and all(
        hasattr(value, name) for name in ("trace", "lower", "__wrapped__")
    )
    return value if is_wrapper else None


def library_jit(value: Any) -> str:
    """Returns the name of the jit that has made a callable, if it is equinox's."""
    is_wrapper = hasattr(value, "lower") and hasattr(value, "__wrapped__")
    is_filtered = type(value).__module__.partition(".")[0] == "equinox"
    return "equinox.filter_jit" if is_wrapper and is_filtered else ""


def search(holders: Iterable[Any], target: TargetFunction) -> Iterator[tuple[str, Any]]:
    """Yields the values in modules, instances or containers that the target is inside of."""
    for holder in holders:
        for name, value in _held(holder):
            if callable(value) and _target_in(layers(value), target) is not None:
                yield name, value


def _held(holder: Any) -> list[tuple[str, Any]]:
    if isinstance(holder, (tuple, list)):
        return [("", each) for each in holder]  # type: ignore[reportUnknownVariableType]
    if isinstance(holder, dict):
        return [(str(key), each) for key, each in holder.items()]  # type: ignore[reportUnknownVariableType]
    held: dict[str, Any] = attribute_or_none(holder, "__dict__") or {}
    inside = list(held.items())
    return [("", holder), *inside] if callable(holder) else inside


def subject_of(value: Any, name: str, target: TargetFunction) -> Subject:
    """Returns a callable as a subject; raises Unreachable if the target is not inside of it."""
    held = [*layers(value)]
    function = _target_in(held, target)
    if function is None:
        raise Unreachable(f"unreachable_scope: `{name}` is not the function that was traced")
    bound = next((each.__self__ for each in held if isinstance(each, MethodType)), None)
    if bound is not None:
        return Subject(name, function, (bound,))
    return Subject(name, function, (), jitted(value))


def function_at(module: ModuleType, target: TargetFunction, instance: Instances) -> Subject:
    """Returns the target where its `__qualname__` says, bound to an instance if it is a method."""
    value, owner = follow(module, target.qualname)
    subject = subject_of(value, target.qualname, target)
    if owner is None or isinstance(value, staticmethod) or not _takes_instance(subject):
        return subject
    if isinstance(value, classmethod):
        return replace(subject, leading=(owner,))
    try:
        return replace(subject, leading=(instance(owner),), owner=owner)
    except Unreachable:
        return replace(subject, owner=owner)


def _of_holder(holder: Any, name: str) -> Any:
    """A property is user code, and may raise anything."""
    try:
        return getattr(holder, name)
    except BaseException as error:
        reason = f"{type(error).__name__} from `{name}` of a {type(holder).__name__}"
        raise Unreachable(f"unreachable_scope: {reason}") from None


def _takes_instance(subject: Subject) -> bool:
    """Some classes keep plain functions, which are called through the class."""
    first = next(iter(subject.function.__code__.co_varnames), "")
    return first.lstrip("_").startswith(("self", "cls", "this"))


def host_at(module: ModuleType, qualname: str, instance: Instances) -> Subject:
    """Returns what is at a `__qualname__`, to be called just as it is; `__init__` is a class."""
    value, owner = follow(module, qualname)
    name = qualname.rpartition(".")[2]
    if owner is not None and name == "__init__":
        return Subject(owner.__name__, owner, host=True)
    if owner is not None:
        holder = owner if isinstance(value, (staticmethod, classmethod)) else instance(owner)
        value = _of_holder(holder, name)
    if not callable(value):
        raise Unreachable(f"unreachable_scope: `{qualname}` cannot be called")
    return Subject(qualname, value, host=True)
