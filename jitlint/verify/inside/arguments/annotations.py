"""The choice that an annotation asks for: arrays, numbers, functions, containers, classes."""

import collections.abc
import enum
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..userjax import jax, numpy
from .choices import SIZE, Array, Choice, Fixed, Function, State
from .names import KEY_DATA, by_name, is_key, is_shape

ARRAYS = ("Array", "ArrayLike", "ndarray", "jnp.ndarray", "Tracer", "JAXArray", "ArrayTree")
SCALARS: dict[Any, Any] = {bool: True, int: 2, float: 1.0, complex: 1j, str: "sum"}
DTYPES = ("float32", "int32", "bool", "complex64")
CALLABLE: tuple[Any, ...] = (Callable, getattr(typing, "Callable"))  # noqa: B009
DEEPEST = 4

Objects = Callable[[State, str, type, int], Iterator[State]]
Named = Callable[[State, str, str], State]


@dataclass(frozen=True, slots=True)
class Annotations:
    """Reads annotations of parameters; what it knows nothing of is for `named` and `objects`."""

    is_static: Callable[[str], bool]
    is_traced: Callable[[str], bool]
    objects: Objects
    named: Named

    def state(self, state: State, path: str, annotation: Any, deep: int = DEEPEST) -> State | None:
        """Returns the state with a choice at a path; None if the annotation says nothing."""
        if annotation in (inspect.Parameter.empty, Any, object) or not deep:
            return None
        if isinstance(annotation, str):
            return self._spelled(state, path, annotation)
        if (choice := self._simple(path, annotation)) is not None:
            return state.with_choice(path, choice)
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin in (typing.Union, types.UnionType):
            return self._union(state, path, inner, deep)
        if origin is not None:
            return self._generic(state, path, origin, inner, deep)
        if (behind := _behind(annotation)) is not None:
            return self.state(state, path, behind, deep)
        return self._of_class(state, path, annotation, deep)

    def _simple(self, path: str, annotation: Any) -> Choice | None:
        name = path.rpartition(".")[2]
        axes = getattr(annotation, "dim_str", None)
        if isinstance(axes, str):
            return _jaxtyped(annotation, axes, name)
        if annotation is None or annotation is type(None):
            return Fixed(None)
        if isinstance(annotation, type) and annotation in SCALARS:
            return Fixed(_whole(name) if annotation is int else SCALARS[annotation])
        if annotation in (jax.Array, numpy.ndarray, jax.numpy.ndarray):
            return _array(name)
        if annotation in CALLABLE:
            return Function("first", self.is_traced(path))
        if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
            return Fixed(next(iter(annotation), None))
        if typing.get_origin(annotation) is typing.Literal:
            return Fixed(typing.get_args(annotation)[0])
        return None

    def _union(self, state: State, path: str, inner: tuple[Any, ...], deep: int) -> State | None:
        found = [self.state(state, path, each, deep - 1) for each in inner]
        real = [each for each in found if each is not None]
        telling = [each for each in real if each.choices[path] != Fixed(None)]
        arrays = [each for each in telling if isinstance(each.choices[path], Array)]
        return next(iter([*arrays, *telling, *real]), None)

    def _generic(
        self, state: State, path: str, origin: Any, inner: tuple[Any, ...], deep: int
    ) -> State | None:
        if origin in CALLABLE:
            return state.with_choice(path, Function("first", self.is_traced(path)))
        if origin is typing.Annotated:
            return self.state(state, path, inner[0], deep)
        if not isinstance(origin, type) or origin is type:
            return state.with_choice(path, Fixed(inner[0])) if origin is type else None
        if not inner and issubclass(origin, (tuple, list)):
            return self.named(state, path, path.rpartition(".")[2])
        if issubclass(origin, tuple):
            return self._items(state, path, tuple, inner, deep)
        if issubclass(origin, collections.abc.Mapping):
            return self._items(state, path, dict, inner[1:] or (jax.Array,), deep)
        if issubclass(origin, collections.abc.Iterable):
            owner = tuple if self.is_static(path) else list
            return self._items(state, path, owner, (inner or (jax.Array,))[:1] * 2, deep)
        return self._of_class(state, path, origin, deep)

    def _items(
        self, state: State, path: str, owner: type, inner: tuple[Any, ...], deep: int
    ) -> State:
        inner = inner[:1] * 2 if inner[-1:] == (...,) else inner
        names = tuple("abcdefgh"[i] if owner is dict else str(i) for i in range(len(inner)))
        state = state.with_parts(path, owner, names)
        for name, annotation in zip(names, inner, strict=True):
            each = self.state(state, f"{path}.{name}", annotation, deep - 1)
            state = each or state.with_choice(f"{path}.{name}", Array(1))
        return state

    def _of_class(self, state: State, path: str, annotation: Any, deep: int) -> State | None:
        name = path.rpartition(".")[2]
        if annotation in (tuple, list):
            return state.with_choice(path, Fixed((SIZE, SIZE))) if is_shape(name) else None
        if not isinstance(annotation, type) or annotation.__module__ == "builtins":
            return None
        if annotation.__name__ in ARRAYS:
            return state.with_choice(path, _array(name))
        if issubclass(annotation, (numpy.dtype, numpy.generic)):
            return state.with_choice(path, Fixed(numpy.dtype("float32")))
        return next(self.objects(state, path, annotation, deep), None)

    def _spelled(self, state: State, path: str, annotation: str) -> State | None:
        word = annotation.split("[")[0].strip()
        kind = next((each for each in SCALARS if each.__name__ == word), None)
        if kind is not None:
            return self.state(state, path, kind, 1)
        if word.rpartition(".")[2] in ARRAYS:
            return state.with_choice(path, _array(path.rpartition(".")[2]))
        if word.endswith("Callable"):
            return state.with_choice(path, Function("first", self.is_traced(path)))
        return None


def declared_kinds(annotation: Any) -> list[type]:
    """Returns the classes that an annotation names, as far as it is a class or a union."""
    inner = typing.get_args(annotation) or (annotation,)
    return [each for each in inner if isinstance(each, type) and each.__module__ != "builtins"]


def _behind(annotation: Any) -> Any:
    """Returns what a new type, a variable or an alias stands for."""
    if isinstance(annotation, typing.NewType):
        return annotation.__supertype__
    if isinstance(annotation, typing.TypeVar):
        return annotation.__bound__ or Any
    leaf = getattr(annotation, "leaftype", None)  # a tree of jaxtyping's
    if leaf is not None and isinstance(annotation, type):
        return leaf
    is_alias = type(annotation).__name__ == "TypeAliasType"
    return annotation.__value__ if is_alias else None


def _whole(name: str) -> int:
    choice = by_name(name, True)
    value = choice.value if isinstance(choice, Fixed) else None
    return value if type(value) is int else 2


def _array(name: str) -> Choice:
    return KEY_DATA if is_key(name) else Array(1)


def _jaxtyped(annotation: Any, axes: str, name: str) -> Choice:
    """Axes of the same name are of the same length, since all are."""
    if is_key(name):
        return KEY_DATA
    declared: Any = getattr(annotation, "dtypes", ())
    dtypes: list[str] = [*map(str, declared)] if isinstance(declared, (list, tuple)) else []  # type: ignore[reportUnknownArgumentType]
    dtype = next((each for each in DTYPES if each in dtypes), dtypes[0] if dtypes else DTYPES[0])
    sizes = [_axis(each) for each in axes.split()]
    shape = tuple(size for size in sizes if size is not None)
    return Array(len(shape), dtype, shape)


def _axis(axis: str) -> int | None:
    """Returns a length; axes of any number are left out."""
    word = axis.lstrip("#?_").partition("=")[2] or axis.lstrip("#?_")
    if word.startswith("*") or word == "...":
        return None
    return int(word) if word.isdigit() else SIZE
