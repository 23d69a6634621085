"""The ways to have an instance of a class: one that is there, constructors, factories."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

MOST_CLASSES = 4
MOST_SEEN = 40
LAST = 100
FACTORIES = ("create", "init", "new", "default", "make", "build", "from_", "identity", "zeros")


def ways(
    owner: type, namespace: Mapping[str, Any]
) -> Iterator[tuple[Any, Callable[..., Any] | None]]:
    """Yields an instance that a module holds and None, then classes with what makes one of them."""
    if _is_random_streams(owner):
        yield owner(0), None
        return
    for value in list(namespace.values()):
        if is_instance(value, owner) and not isinstance(value, type):
            yield value, None
            break
    yield from ((owner, each) for each in islice(_makers(owner, namespace), MOST_CLASSES))
    kinds = sorted(islice(_concrete(owner), MOST_SEEN), key=_wants)
    kinds = kinds[:MOST_CLASSES]
    yield from ((kind, kind) for kind in kinds)
    for kind in kinds:
        yield from ((kind, factory) for factory in _factories(kind))


def is_open(owner: type) -> bool:
    """Whether a class lacks something, and so do all that are derived from it so far."""
    first = next(_concrete(owner), owner)
    return _is_abstract(first) or _is_base(first)


def is_instance(value: Any, owner: type) -> bool:
    """Whether a value is of a class; some protocols cannot be asked."""
    try:
        return isinstance(value, owner)
    except Exception:
        return False


def _makers(owner: type, namespace: Mapping[str, Any]) -> Iterator[Callable[..., Any]]:
    """Yields the functions of a module that are declared to return the class, and need none."""
    for value in list(namespace.values()):
        declared = getattr(value, "__annotations__", None)
        if isinstance(value, type) or not callable(value) or not isinstance(declared, dict):
            continue
        said: dict[str, Any] = {**declared}
        if said.pop("return", None) in (owner, owner.__name__) and not (
            {owner, owner.__name__} & {each for each in said.values() if _is_plain(each)}
        ):
            yield value


def _is_plain(annotation: Any) -> bool:
    return isinstance(annotation, (type, str))


def _is_random_streams(owner: type) -> bool:
    """Flax's NNX hands its modules random keys in an object that needs a seed to have any."""
    return owner.__name__ == "Rngs" and owner.__module__.startswith("flax.nnx")


def _concrete(owner: type) -> Iterator[type]:
    """Yields a class and those derived from it, those that lack methods last."""
    later: list[type] = []
    waiting, seen = [owner], {owner}
    while waiting:
        kind = waiting.pop(0)
        derived = [each for each in type.__subclasses__(kind) if each not in seen]
        waiting += derived
        seen |= {*derived}
        if _is_abstract(kind) or _is_base(kind):
            later.append(kind)
        else:
            yield kind
    yield from later


def _wants(kind: type) -> int:
    """How many arguments a constructor needs: the fewer, the likelier it can be called."""
    if _is_base(kind) or _is_abstract(kind):
        return LAST
    try:
        parameters = inspect.signature(kind).parameters.values()
    except (TypeError, ValueError):
        return LAST
    named = [p for p in parameters if p.kind is not p.VAR_KEYWORD]
    return sum(p.default is p.empty for p in named)


def _is_abstract(kind: type) -> bool:
    """Whether a class lacks methods, or, as equinox has it, attributes."""
    lacks = inspect.isabstract(kind) or getattr(kind, "__abstractvars__", None)
    return bool(lacks or getattr(kind, "_is_protocol", False))


def _is_base(kind: type) -> bool:
    """Whether a method that the class ends up with only says that it is not there."""
    held = (inspect.getattr_static(kind, name, None) for name in dir(kind))
    codes = (getattr(getattr(value, "fget", value), "__code__", None) for value in held)
    return any(code and "NotImplementedError" in code.co_names for code in codes)


def _factories(kind: type) -> Iterator[Callable[..., Any]]:
    for name, value in list(vars(kind).items()):
        if isinstance(value, (classmethod, staticmethod)) and name.startswith(FACTORIES):
            yield getattr(kind, name)


def has(kind: type, attribute: str) -> bool:
    """Whether objects of a class have an attribute, as far as the class says."""
    if hasattr(kind, attribute) or any(attribute in _declared(base) for base in kind.__mro__):
        return True
    code = getattr(kind.__init__, "__code__", None)
    return code is not None and attribute in code.co_names


def _declared(kind: type) -> dict[str, Any]:
    try:
        return inspect.get_annotations(kind)
    except Exception:
        return {}


def derived(owner: type) -> Iterator[type]:
    """Yields the classes that are derived from one, level by level."""
    waiting: list[type] = type.__subclasses__(owner)
    while waiting:
        kind = waiting.pop(0)
        yield kind
        waiting += type.__subclasses__(kind)
