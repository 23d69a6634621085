"""Recipes by annotation: arrays, numbers, functions, containers, objects of a class."""

import collections.abc
import enum
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..limits import DEEPEST_ANNOTATION
from ..program.userjax import jax, numpy
from .names import FLOAT32, KEY_DATA, by_name, is_key, is_shape
from .recipes import SIZE, Callback, KnownValue, OnesArray, Recipe, Subtree, composed
from .usage import last_part

ARRAYS = ("Array", "ArrayLike", "ndarray", "jnp.ndarray", "Tracer", "JAXArray", "ArrayTree")
SCALARS: dict[Any, Any] = {bool: True, int: 2, float: 1.0, complex: 1j, str: "sum"}
DTYPES = ("float32", "int32", "bool", "complex64")
SCALAR_KIND: Any = getattr(jax.numpy.int32, "__class__", type)  # of `jnp.int32`, `jnp.float32`, …
CALLABLE: tuple[Any, ...] = (Callable, getattr(typing, "Callable"), callable)  # noqa: B009
Types = tuple[Any, ...]
NONE = KnownValue(None)
ITEMS = {2: "pair", 3: "triple"}


@dataclass(frozen=True, slots=True)
class Annotations:
    """Reads annotations; `objects` and `by_name` fill what an annotation alone cannot."""

    is_static: Callable[[str], bool]
    is_traced: Callable[[str], bool]
    objects: Callable[[str, type], Iterator[Subtree]]
    by_name: Callable[[str], Recipe]

    def subtree(self, path: str, annotation: Any, deep: int = DEEPEST_ANNOTATION) -> Subtree | None:
        """Returns the recipes for a path; None if the annotation says nothing."""
        if annotation in (inspect.Parameter.empty, Any, object) or not deep:
            return None
        if (recipe := plain(path, annotation, self.is_traced(path))) is not None:
            return {path: recipe}
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin in (typing.Union, types.UnionType):
            return self._of_union(path, inner, deep)
        if origin is not None:
            return self._of_generic(path, origin, inner, deep)
        if (meaning := _meaning(annotation)) is not None:
            return self.subtree(path, meaning, deep)
        return self._of_class(path, annotation)

    def _of_union(self, path: str, inner: Types, deep: int) -> Subtree | None:
        """Arrays are preferred to objects, and these to None."""
        found = [self.subtree(path, each, deep - 1) for each in inner]
        known = [each for each in found if each is not None]
        arrays = [each for each in known if isinstance(each[path], OnesArray)]
        some = [each for each in known if each[path] != NONE]
        return next(iter([*arrays, *some, *known]), None)

    def _of_generic(self, path: str, origin: Any, inner: Types, deep: int) -> Subtree | None:
        if origin in CALLABLE:
            return {path: Callback(_returned(inner), self.is_traced(path))}
        if origin is typing.Annotated:
            return self.subtree(path, inner[0], deep)
        if origin is type:
            return {path: KnownValue(inner[0])}
        if not isinstance(origin, type):
            return None
        if not inner and issubclass(origin, (tuple, list)):
            return {path: self.by_name(path)}
        if issubclass(origin, tuple):
            items = inner[:1] * 2 if inner[-1:] == (...,) else inner
            return self._with_items(path, tuple, items, deep)
        if issubclass(origin, collections.abc.Mapping):
            return self._with_items(path, dict, inner[1:] or (jax.Array,), deep)
        if issubclass(origin, collections.abc.Iterable):
            owner = tuple if self.is_static(path) else list
            return self._with_items(path, owner, (inner or (jax.Array,))[:1] * 2, deep)
        return self._of_class(path, origin)

    def _with_items(self, path: str, owner: type, inner: Types, deep: int) -> Subtree:
        names = ["abcdefgh"[i] if owner is dict else str(i) for i in range(len(inner))]
        parts: dict[str, Subtree] = {}
        for name, annotation in zip(names, inner, strict=True):
            item = f"{path}.{name}"
            parts[name] = self.subtree(item, annotation, deep - 1) or {item: OnesArray(1)}
        return composed(path, owner, parts)

    def _of_class(self, path: str, annotation: Any) -> Subtree | None:
        if annotation in (tuple, list):
            return {path: KnownValue((SIZE, SIZE))} if is_shape(last_part(path)) else None
        if not isinstance(annotation, type) or annotation.__module__ == "builtins":
            return None
        if annotation.__name__ in ARRAYS:
            return {path: _array(last_part(path))}
        if issubclass(annotation, (numpy.dtype, numpy.generic)):
            return {path: FLOAT32}
        return next(self.objects(path, annotation), None)


def plain(path: str, annotation: Any, is_traced: bool) -> Recipe | None:
    """Returns the recipe for an annotation that has no parts and needs no constructor."""
    name = last_part(path)
    if isinstance(annotation, str):
        return _of_text(name, annotation, is_traced)
    axes = getattr(annotation, "dim_str", None)
    if isinstance(axes, str):
        return _of_jaxtyping(annotation, axes, name)
    if annotation is None or annotation is type(None):
        return NONE
    if isinstance(annotation, type) and annotation in SCALARS:
        return KnownValue(_integer(name) if annotation is int else SCALARS[annotation])
    if annotation in (jax.Array, numpy.ndarray, jax.numpy.ndarray):
        return _array(name)
    if isinstance(annotation, SCALAR_KIND):
        return OnesArray(0, str(getattr(annotation, "dtype", "int32")), ())
    if annotation in CALLABLE:
        return Callback("first", is_traced)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return KnownValue(next(iter(annotation), None))
    if typing.get_origin(annotation) is typing.Literal:
        return KnownValue(typing.get_args(annotation)[0])
    return None


def _of_text(name: str, annotation: str, is_traced: bool) -> Recipe | None:
    """An annotation that could not be evaluated is still known by its last word."""
    word = annotation.split("[")[0].strip()
    kind = next((each for each in SCALARS if each.__name__ == word), None)
    if kind is not None:
        return plain(name, kind, is_traced)
    if last_part(word) in ARRAYS:
        return _array(name)
    return Callback("first", is_traced) if word.endswith("Callable") else None


def declared_classes(annotation: Any) -> list[type]:
    """Returns the classes that an annotation names, as far as it is a class or a union."""
    inner = typing.get_args(annotation) or (annotation,)
    return [each for each in inner if isinstance(each, type) and each.__module__ != "builtins"]


def _meaning(annotation: Any) -> Any:
    """Returns what a new type, a type variable or an alias stands for."""
    if isinstance(annotation, typing.NewType):
        return annotation.__supertype__
    if isinstance(annotation, typing.TypeVar):
        return annotation.__bound__ or Any
    leaf = getattr(annotation, "leaftype", None)  # a tree of jaxtyping's
    if leaf is not None and isinstance(annotation, type):
        return leaf
    is_alias = type(annotation).__name__ == "TypeAliasType"
    return annotation.__value__ if is_alias else None


def _returned(inner: Types) -> str:
    """Returns what a function returns that is declared with its result: so many items, a number."""
    if inner[-1:] == (float,):
        return "sum"
    items = typing.get_args(inner[-1]) if inner and typing.get_origin(inner[-1]) is tuple else ()
    return "first" if Ellipsis in items else ITEMS.get(len(items), "first")


def _integer(name: str) -> int:
    recipe = by_name(name, True)
    value = recipe.value if isinstance(recipe, KnownValue) else None
    return value if type(value) is int else 2


def _array(name: str) -> Recipe:
    return KEY_DATA if is_key(name) else OnesArray(1)


def _of_jaxtyping(annotation: Any, axes: str, name: str) -> Recipe:
    """All axes are of one length, so those of one name are."""
    if is_key(name):
        return KEY_DATA
    declared: Any = getattr(annotation, "dtypes", ())
    dtypes: list[str] = [*map(str, declared)] if isinstance(declared, (list, tuple)) else []  # type: ignore[reportUnknownArgumentType]
    dtype = next((each for each in DTYPES if each in dtypes), dtypes[0] if dtypes else DTYPES[0])
    sizes = [_length(each) for each in axes.split()]
    shape = tuple(size for size in sizes if size is not None)
    return OnesArray(len(shape), dtype, shape)


def _length(axis: str) -> int | None:
    """Returns the length of an axis; None stands for any number of axes, which are left out."""
    word = axis.lstrip("#?_").partition("=")[2] or axis.lstrip("#?_")
    if word.startswith("*") or word == "...":
        return None
    return int(word) if word.isdigit() else SIZE
