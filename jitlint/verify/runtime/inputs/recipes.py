"""Recipes for arguments: how to make a value, or a part of one, and how it is written."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from inspect import Parameter
from typing import Any

from ..program.call import PYTHON_SCALARS, SampleCall, value_text
from ..program.userjax import jax, numpy

SIZE = 4
CONTAINERS = (dict, tuple, list)


@dataclass(frozen=True, slots=True)
class OnesArray:
    """An array of ones, all of whose axes have the same length unless `shape` says otherwise."""

    rank: int
    dtype: str = "float32"
    shape: tuple[int, ...] | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The lengths of the axes."""
        return (SIZE,) * self.rank if self.shape is None else self.shape


@dataclass(frozen=True, slots=True, eq=False)
class KnownValue:
    """A value that exists already; `text` is how it is written.

    Objects of the user's are compared by identity, and never printed: that would run user code.
    """

    value: Any
    text: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KnownValue) and repr(self) == repr(other)

    def __hash__(self) -> int:
        return hash(repr(self))

    def __repr__(self) -> str:
        return f"KnownValue({_identity(self.value)})"


@dataclass(frozen=True, slots=True)
class FreshValue:
    """A value that is made anew for each call, such as a random key."""

    make: Callable[[], Any]
    text: str


@dataclass(frozen=True, slots=True)
class Callback:
    """A function of any arguments; `returns` says what it returns.

    One that is passed where JAX wants a pytree is a `Partial`.
    """

    returns: str = "first"
    is_traced: bool = False


@dataclass(frozen=True, slots=True)
class Composite:
    """A value whose parts have recipes of their own, under names or at places.

    `owner` is the class of an object, or `dict`, `tuple`, `list`. An object is made by calling
    the `constructor` with the parts, or without one gets them as attributes.
    """

    owner: type
    names: tuple[str, ...]
    constructor: Callable[..., Any] | None = None

    @property
    def is_invented(self) -> bool:
        """Whether no code of the program's makes such an object."""
        return self.constructor is None and self.owner not in CONTAINERS


Recipe = OnesArray | KnownValue | FreshValue | Callback | Composite


class StandIn:
    """An object that has just the attributes that a function reads; JAX knows it as a pytree."""

    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)

    def replace(self, **parts: Any) -> "StandIn":
        """Returns a copy with other parts, as Flax's dataclasses and named tuples do."""
        return StandIn(**{**vars(self), **parts})

    _replace = replace

    def __repr__(self) -> str:
        return f"StandIn({', '.join(vars(self))})"


def _flattened(stand_in: StandIn) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    return tuple(vars(stand_in).values()), tuple(vars(stand_in))


def _unflattened(names: tuple[str, ...], values: tuple[Any, ...]) -> StandIn:
    return StandIn(**dict(zip(names, values, strict=True)))


jax.tree_util.register_pytree_node(StandIn, _flattened, _unflattened)


def is_stand_in(recipe: Recipe) -> bool:
    """Whether a recipe makes a stand-in."""
    return isinstance(recipe, Composite) and recipe.owner is StandIn


Subtree = Mapping[str, Recipe]  # recipes for a path and for those below it


def composed(path: str, owner: type, parts: Mapping[str, Subtree]) -> Subtree:
    """Returns the recipes for a container, or a stand-in, and for its parts."""
    below = {each: recipe for part in parts.values() for each, recipe in part.items()}
    return {path: Composite(owner, tuple(parts)), **below}


@dataclass(frozen=True, slots=True)
class Assignment:
    """A recipe for every path: `params`, `params.mean`."""

    recipes: Mapping[str, Recipe] = field(default_factory=dict[str, Recipe])

    def with_subtree(self, path: str, subtree: Subtree) -> "Assignment":
        """Returns the assignment with other recipes at a path and below."""
        below = path + "."
        kept = {name: each for name, each in self.recipes.items() if not name.startswith(below)}
        return Assignment(kept | {**subtree})

    def with_recipe(self, path: str, recipe: Recipe) -> "Assignment":
        """Returns the assignment with another recipe at a path, and none below it."""
        return self.with_subtree(path, {path: recipe})

    def with_recipes(self, recipes: Mapping[str, Recipe]) -> "Assignment":
        """Returns the assignment with other recipes at some paths; those below them stay."""
        return Assignment({**self.recipes, **recipes})

    def with_part(self, path: str, name: str, subtree: Subtree) -> "Assignment":
        """Returns the assignment where the composite at a path also has a part of a name."""
        recipe = self.composite(path)
        return self.with_recipes({path: replace(recipe, names=(*recipe.names, name)), **subtree})

    def below(self, path: str) -> Subtree:
        """Returns the recipes as those of the parts of a path."""
        return {f"{path}.{name}": recipe for name, recipe in self.recipes.items()}

    def composite(self, path: str) -> Composite:
        """Returns the recipe at a path where a composite is."""
        recipe = self.recipes[path]
        assert isinstance(recipe, Composite)
        return recipe

    def call(self, parameters: Mapping[str, Parameter]) -> SampleCall:
        """Returns the call of a function; raises ConstructionError if a constructor raises."""
        names = [name for name in parameters if name in self.recipes]
        values = {name: self.value(name) for name in names}
        call = SampleCall.of(parameters, values, {name: self.text(name) for name in names})
        return replace(call, invented=any(map(is_stand_in, self.recipes.values())))

    def value(self, path: str) -> Any:
        """Returns the value at a path; raises ConstructionError if a constructor raises."""
        recipe = self.recipes[path]
        match recipe:
            case OnesArray():
                return numpy.ones(recipe.sizes, recipe.dtype)
            case KnownValue():
                return recipe.value
            case FreshValue():
                return recipe.make()
            case Callback():
                function = CALLBACKS[recipe.returns][0]
                return jax.tree_util.Partial(function) if recipe.is_traced else function
            case Composite():
                parts = {name: self.value(f"{path}.{name}") for name in recipe.names}
                return _composed(recipe, parts, path)

    def text(self, path: str) -> str:
        """Returns the value at a path as Python text."""
        recipe = self.recipes[path]
        match recipe:
            case OnesArray():
                return value_text(self.value(path))
            case KnownValue() | FreshValue():
                return recipe.text or value_text(self.value(path))
            case Callback():
                return CALLBACKS[recipe.returns][1]
            case Composite():
                parts = {name: self.text(f"{path}.{name}") for name in recipe.names}
                return _composed_text(recipe, parts)

    def key(self) -> str:
        """Returns a text that is the same for equal assignments."""
        return repr(sorted(self.recipes.items(), key=lambda item: item[0]))


class ConstructionError(Exception):
    """The constructor of the object at `path` raised `error`."""

    def __init__(self, path: str, error: BaseException) -> None:
        super().__init__(path)
        self.path = path
        self.error = error


def _identity(value: Any) -> str:
    if value is None or isinstance(value, (*PYTHON_SCALARS, str)):
        return repr(value)
    if type(value) is tuple:  # type: ignore[reportUnknownArgumentType]
        return "(" + ", ".join(map(_identity, value)) + ")"  # type: ignore[reportUnknownArgumentType]
    return f"{type(value).__name__} at {id(value)}"


def _composed(recipe: Composite, parts: dict[str, Any], path: str) -> Any:
    owner: Any = recipe.owner
    if recipe.constructor is not None:
        return _constructed(recipe.constructor, parts, path)
    if owner is dict:
        return parts
    if owner in (tuple, list):
        return tuple(parts.values()) if owner is tuple else list(parts.values())
    if owner is StandIn:
        return StandIn(**parts)
    made: Any = object.__new__(owner)
    for name, value in parts.items():
        with contextlib.suppress(AttributeError, TypeError):
            object.__setattr__(made, name, value)
    return made


def _constructed(constructor: Callable[..., Any], parts: dict[str, Any], path: str) -> Any:
    """User code runs here, and may do anything."""
    try:
        return constructor(**SampleCall((), parts).on_device().kwargs)
    except BaseException as error:
        raise ConstructionError(path, error) from None


def _composed_text(recipe: Composite, parts: dict[str, str]) -> str:
    owner = recipe.owner
    if owner is dict:
        return "{" + ", ".join(f"{name!r}: {text}" for name, text in parts.items()) + "}"
    if owner in (tuple, list):
        left, right = ("(", ",)" if len(parts) == 1 else ")") if owner is tuple else "[]"
        return left + ", ".join(parts.values()) + right
    plain = "SimpleNamespace" if owner is StandIn else owner.__qualname__
    name = getattr(recipe.constructor, "__qualname__", "") or plain
    return f"{name}({', '.join(f'{name}={text}' for name, text in parts.items())})"


def _first(*args: Any, **kwargs: Any) -> Any:
    return next(iter((*args, *kwargs.values())), 1.0)


def _sum(*args: Any, **kwargs: Any) -> Any:
    leaves = jax.tree_util.tree_leaves((args, kwargs))
    return sum((jax.numpy.sum(leaf) * 1.0 for leaf in leaves if hasattr(leaf, "dtype")), 0.0)


def _pair(*args: Any, **kwargs: Any) -> Any:
    return _first(*args, **kwargs), _first(*args[1:], **kwargs)


def _last(*args: Any, **kwargs: Any) -> Any:
    return (*args, *kwargs.values())[-1] if args or kwargs else 1.0


def _triple(*args: Any, **kwargs: Any) -> Any:
    return (*_pair(*args, **kwargs), _last(*args, **kwargs))


def _item(*args: Any, **kwargs: Any) -> Any:
    first = _first(*args, **kwargs)
    return jax.tree_util.tree_map(_first_item, first)


def _first_item(leaf: Any) -> Any:
    return leaf[0] if jax.numpy.ndim(leaf) else leaf


CALLBACKS: dict[str, tuple[Callable[..., Any], str]] = {
    "first": (_first, "lambda x, *_: x"),
    "sum": (_sum, "lambda *args: sum(map(jnp.sum, args))"),
    "pair": (_pair, "lambda x, y, *_: (x, y)"),
    "triple": (_triple, "lambda *args: (args[0], args[1], args[-1])"),
    "last": (_last, "lambda *args: args[-1]"),
    "item": (_item, "lambda x, *_: jax.tree.map(lambda leaf: leaf[0], x)"),
}
