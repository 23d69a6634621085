"""Recipes by annotation: arrays, numbers, functions, containers, objects of a class."""

import collections.abc
import enum
import inspect
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..userjax import jax, numpy
from .names import KEY_DATA, by_name, is_key, is_shape
from .recipes import SIZE, Assignment, Callback, Composite, KnownValue, OnesArray, Recipe

ARRAYS = ("Array", "ArrayLike", "ndarray", "jnp.ndarray", "Tracer", "JAXArray", "ArrayTree")
SCALARS: dict[Any, Any] = {bool: True, int: 2, float: 1.0, complex: 1j, str: "sum"}
DTYPES = ("float32", "int32", "bool", "complex64")
CALLABLE: tuple[Any, ...] = (Callable, getattr(typing, "Callable"))  # noqa: B009
DEEPEST = 4
NONE = KnownValue(None)

Objects = Callable[[Assignment, str, type, int], Iterator[Assignment]]
ByName = Callable[[Assignment, str, str], Assignment]


@dataclass(frozen=True, slots=True)
class Annotations:
    """Reads annotations; `objects` and `by_name` fill what an annotation alone cannot."""

    is_static: Callable[[str], bool]
    is_traced: Callable[[str], bool]
    objects: Objects
    by_name: ByName

    def assign(
        self, assignment: Assignment, path: str, annotation: Any, deep: int = DEEPEST
    ) -> Assignment | None:
        """Returns the assignment with a recipe at a path; None if the annotation says nothing."""
        if annotation in (inspect.Parameter.empty, Any, object) or not deep:
            return None
        if isinstance(annotation, str):
            return self._of_text(assignment, path, annotation)
        if (recipe := plain(path, annotation, self.is_traced(path))) is not None:
            return assignment.with_recipe(path, recipe)
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin in (typing.Union, types.UnionType):
            return self._of_union(assignment, path, inner, deep)
        if origin is not None:
            return self._of_generic(assignment, path, origin, inner, deep)
        if (meaning := _meaning(annotation)) is not None:
            return self.assign(assignment, path, meaning, deep)
        return self._of_class(assignment, path, annotation, deep)

    def _of_union(
        self, assignment: Assignment, path: str, inner: tuple[Any, ...], deep: int
    ) -> Assignment | None:
        """Arrays are preferred to objects, and these to None."""
        found = [self.assign(assignment, path, each, deep - 1) for each in inner]
        known = [each for each in found if each is not None]
        arrays = [each for each in known if isinstance(each.recipes[path], OnesArray)]
        some = [each for each in known if each.recipes[path] != NONE]
        return next(iter([*arrays, *some, *known]), None)

    def _of_generic(
        self, assignment: Assignment, path: str, origin: Any, inner: tuple[Any, ...], deep: int
    ) -> Assignment | None:
        if origin in CALLABLE:
            return assignment.with_recipe(path, Callback("first", self.is_traced(path)))
        if origin is typing.Annotated:
            return self.assign(assignment, path, inner[0], deep)
        if not isinstance(origin, type) or origin is type:
            is_class = origin is type
            return assignment.with_recipe(path, KnownValue(inner[0])) if is_class else None
        if not inner and issubclass(origin, (tuple, list)):
            return self.by_name(assignment, path, path.rpartition(".")[2])
        if issubclass(origin, tuple):
            return self._with_items(assignment, path, tuple, inner, deep)
        if issubclass(origin, collections.abc.Mapping):
            return self._with_items(assignment, path, dict, inner[1:] or (jax.Array,), deep)
        if issubclass(origin, collections.abc.Iterable):
            owner = tuple if self.is_static(path) else list
            items = (inner or (jax.Array,))[:1] * 2
            return self._with_items(assignment, path, owner, items, deep)
        return self._of_class(assignment, path, origin, deep)

    def _with_items(
        self, assignment: Assignment, path: str, owner: type, inner: tuple[Any, ...], deep: int
    ) -> Assignment:
        inner = inner[:1] * 2 if inner[-1:] == (...,) else inner
        names = tuple("abcdefgh"[i] if owner is dict else str(i) for i in range(len(inner)))
        assignment = assignment.with_recipes({path: Composite(owner, names)})
        for name, annotation in zip(names, inner, strict=True):
            item = f"{path}.{name}"
            known = self.assign(assignment, item, annotation, deep - 1)
            assignment = known or assignment.with_recipe(item, OnesArray(1))
        return assignment

    def _of_class(
        self, assignment: Assignment, path: str, annotation: Any, deep: int
    ) -> Assignment | None:
        name = path.rpartition(".")[2]
        if annotation in (tuple, list):
            shape = KnownValue((SIZE, SIZE))
            return assignment.with_recipe(path, shape) if is_shape(name) else None
        if not isinstance(annotation, type) or annotation.__module__ == "builtins":
            return None
        if annotation.__name__ in ARRAYS:
            return assignment.with_recipe(path, _array(name))
        if issubclass(annotation, (numpy.dtype, numpy.generic)):
            return assignment.with_recipe(path, KnownValue(numpy.dtype("float32")))
        return next(self.objects(assignment, path, annotation, deep), None)

    def _of_text(self, assignment: Assignment, path: str, annotation: str) -> Assignment | None:
        """An annotation that could not be evaluated is still known by its last word."""
        word = annotation.split("[")[0].strip()
        kind = next((each for each in SCALARS if each.__name__ == word), None)
        if kind is not None:
            return self.assign(assignment, path, kind, 1)
        if word.rpartition(".")[2] in ARRAYS:
            return assignment.with_recipe(path, _array(path.rpartition(".")[2]))
        if word.endswith("Callable"):
            return assignment.with_recipe(path, Callback("first", self.is_traced(path)))
        return None


def plain(path: str, annotation: Any, is_traced: bool) -> Recipe | None:
    """Returns the recipe for an annotation that has no parts and needs no constructor."""
    name = path.rpartition(".")[2]
    axes = getattr(annotation, "dim_str", None)
    if isinstance(axes, str):
        return _of_jaxtyping(annotation, axes, name)
    if annotation is None or annotation is type(None):
        return NONE
    if isinstance(annotation, type) and annotation in SCALARS:
        return KnownValue(_integer(name) if annotation is int else SCALARS[annotation])
    if annotation in (jax.Array, numpy.ndarray, jax.numpy.ndarray):
        return _array(name)
    if annotation in CALLABLE:
        return Callback("first", is_traced)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return KnownValue(next(iter(annotation), None))
    if typing.get_origin(annotation) is typing.Literal:
        return KnownValue(typing.get_args(annotation)[0])
    return None


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
