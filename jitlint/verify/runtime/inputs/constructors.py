"""The ways to get an object of a class: one that a module holds, constructors, factories."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from types import CodeType
from typing import Any

from ..limits import MOST_COMPARED_CLASSES, MOST_CONSTRUCTED_CLASSES
from ..program.locations import Spot
from ..program.signatures import code_of
from ..program.user_code import value_or

LAST = 100
FACTORIES = ("create", "init", "new", "default", "make", "build", "from_", "identity", "zeros")
Constructor = Callable[..., Any]


def held_objects(owner: type, namespace: Mapping[str, Any]) -> Iterator[Any]:
    """Yields an object of a class that a module holds, if it holds one."""
    if _is_random_streams(owner):
        yield owner(0)
        return
    for value in list(namespace.values()):
        if is_instance(value, owner) and not isinstance(value, type):
            yield value
            return


def constructors(
    owner: type, namespace: Mapping[str, Any], spot: Spot
) -> Iterator[tuple[type, Constructor]]:
    """Yields functions and classes that make objects of a class, and the class that each makes.

    Subclasses of which a method holds the spot in question come first.
    """
    if _is_random_streams(owner):
        return
    functions = islice(_functions(owner, namespace), MOST_CONSTRUCTED_CLASSES)
    yield from ((owner, each) for each in functions)
    compared = islice(_subclasses_first_concrete(owner), MOST_COMPARED_CLASSES)
    order = sorted(
        compared, key=lambda kind: (not _holds(kind, owner, spot), _parameter_count(kind))
    )
    kinds = order[:MOST_CONSTRUCTED_CLASSES]
    yield from ((kind, kind) for kind in kinds)
    for kind in kinds:
        yield from ((kind, method) for method in _factory_methods(kind))


def _holds(kind: type, owner: type, spot: Spot) -> bool:
    """Whether a spot lies in a method that a class has of one of those below its base `owner`."""
    below = [each for each in kind.__mro__ if owner in each.__mro__[1:]]
    held = (value for each in below for value in list(vars(each).values()))
    codes = (code_of(getattr(value, "__func__", value)) for value in held if callable(value))
    return any(code and _has(code, spot) for code in codes)


def _has(code: CodeType, spot: Spot) -> bool:
    rows = (line for _, _, line in code.co_lines() if line)
    return code.co_filename == spot.file and code.co_firstlineno <= spot.row <= max(rows, default=0)


def has_no_concrete_class(owner: type) -> bool:
    """Whether a class is abstract, and so are all subclasses that have been imported."""
    return _is_abstract(next(_subclasses_first_concrete(owner), owner))


def is_instance(value: Any, owner: type) -> bool:
    """Whether a value is of a class; for some protocols `isinstance` raises."""
    return value_or(False, lambda: isinstance(value, owner))


def _functions(owner: type, namespace: Mapping[str, Any]) -> Iterator[Constructor]:
    """Yields the functions of a module that are declared to return the class, and take none."""
    for value in list(namespace.values()):
        declared = getattr(value, "__annotations__", None)
        if isinstance(value, type) or not callable(value) or not isinstance(declared, dict):
            continue
        annotations: dict[str, Any] = {**declared}
        names = (owner, owner.__name__)
        if annotations.pop("return", None) in names and not any(
            each in names for each in annotations.values() if isinstance(each, (type, str))
        ):
            yield value


def _is_random_streams(owner: type) -> bool:
    """Flax's NNX hands its modules random keys in an object that needs a seed to have any."""
    return owner.__name__ == "Rngs" and owner.__module__.startswith("flax.nnx")


def _subclasses_first_concrete(owner: type) -> Iterator[type]:
    """Yields a class and its subclasses, the abstract ones last."""
    abstract: list[type] = []
    for kind in (owner, *subclasses(owner)):
        if _is_abstract(kind):
            abstract.append(kind)
        else:
            yield kind
    yield from abstract


def _parameter_count(kind: type) -> int:
    """Returns how many arguments a constructor needs: the fewer, the likelier it can be called."""
    if _is_abstract(kind):
        return LAST
    signature = value_or(None, lambda: inspect.signature(kind))
    if signature is None:
        return LAST
    named = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    return sum(p.default is p.empty for p in named)


def _is_abstract(kind: type) -> bool:
    """Whether a class lacks methods, or attributes as Equinox has it, or raises in their place."""
    lacks = inspect.isabstract(kind) or getattr(kind, "__abstractvars__", None)
    return bool(lacks or getattr(kind, "_is_protocol", False)) or _raises_not_implemented(kind)


def _raises_not_implemented(kind: type) -> bool:
    held = (inspect.getattr_static(kind, name, None) for name in dir(kind))
    codes = (getattr(getattr(value, "fget", value), "__code__", None) for value in held)
    return any(code and "NotImplementedError" in code.co_names for code in codes)


def _factory_methods(kind: type) -> Iterator[Constructor]:
    for name, value in list(vars(kind).items()):
        if isinstance(value, (classmethod, staticmethod)) and name.startswith(FACTORIES):
            yield getattr(kind, name)


def has_attribute(kind: type, attribute: str) -> bool:
    """Whether objects of a class have an attribute, as far as the class says."""
    if hasattr(kind, attribute) or any(attribute in _declared(base) for base in kind.__mro__):
        return True
    code = getattr(kind.__init__, "__code__", None)
    return code is not None and attribute in code.co_names


def _declared(kind: type) -> dict[str, Any]:
    return value_or(dict[str, Any](), lambda: inspect.get_annotations(kind))


def subclasses(owner: type) -> Iterator[type]:
    """Yields the classes that are derived from one, level by level."""
    waiting: list[type] = type.__subclasses__(owner)
    seen: set[type] = set()
    while waiting:
        kind = waiting.pop(0)
        if kind not in seen:
            seen.add(kind)
            yield kind
            waiting += type.__subclasses__(kind)
