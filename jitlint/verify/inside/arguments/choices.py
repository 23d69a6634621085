"""A way to fill a parameter or a part of one, and the values and the text that come of it."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..calls import value_text
from ..userjax import jax, numpy

SIZE = 4


@dataclass(frozen=True, slots=True)
class Array:
    """An array of ones, all of whose axes have the same length unless `shape` says otherwise."""

    rank: int
    dtype: str = "float32"
    shape: tuple[int, ...] | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The lengths of the axes."""
        return (SIZE,) * self.rank if self.shape is None else self.shape


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is there already; `text` is how it is written."""

    value: Any
    text: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A value that is made anew for each call: an instance, a key."""

    make: Callable[[], Any]
    text: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function of whatever it is given; `gives` says what it returns.

    One that is passed where JAX wants a pytree is a `Partial`.
    """

    gives: str = "first"
    is_traced: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A container whose parts are filled by choices of their own, under names or at places.

    `owner` is the class of an object, or `dict`, `tuple`, `list`. An object is made by calling
    `factory` with the parts, or without one gets them as attributes.
    """

    owner: type
    names: tuple[str, ...]
    factory: Callable[..., Any] | None = None

    @property
    def invents(self) -> bool:
        """Whether no code of the program's makes such an object."""
        return self.factory is None and self.owner not in PLAIN


PLAIN = (dict, tuple, list)


Choice = Array | Fixed | Made | Function | Parts


class Bag:
    """An object that has just the attributes that somebody asks for."""

    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)

    def __repr__(self) -> str:
        return f"Bag({', '.join(vars(self))})"


def _flattened(bag: Bag) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    return tuple(vars(bag).values()), tuple(vars(bag))


def _unflattened(names: tuple[str, ...], values: tuple[Any, ...]) -> Bag:
    return Bag(**dict(zip(names, values, strict=True)))


jax.tree_util.register_pytree_node(Bag, _flattened, _unflattened)


@dataclass(frozen=True, slots=True)
class State:
    """A choice for every path: `params`, `params.mean`."""

    choices: dict[str, Choice] = field(default_factory=dict[str, Choice])

    def with_choice(self, path: str, choice: Choice) -> "State":
        """Returns the state with another choice at a path; what was below it is gone."""
        below = (path + ".",)
        kept = {name: each for name, each in self.choices.items() if not name.startswith(below)}
        return State(kept | {path: choice})

    def with_parts(
        self,
        path: str,
        owner: type,
        names: tuple[str, ...],
        factory: Callable[..., Any] | None = None,
    ) -> "State":
        """Returns the state with a container at a path; the choices for its parts are kept."""
        return State(self.choices | {path: Parts(owner, names, factory)})

    def with_object(
        self, path: str, owner: type, factory: Callable[..., Any], parts: "State"
    ) -> "State":
        """Returns the state with an object at a path whose factory takes such parts."""
        names = tuple(name for name in parts.choices if "." not in name)
        below = {f"{path}.{name}": choice for name, choice in parts.choices.items()}
        return State(self.choices | {path: Parts(owner, names, factory)} | below)

    def value(self, path: str) -> Any:
        """Returns the value at a path."""
        choice = self.choices[path]
        match choice:
            case Array():
                return numpy.ones(choice.sizes, choice.dtype)
            case Fixed():
                return choice.value
            case Made():
                return choice.make()
            case Function():
                made = FUNCTIONS[choice.gives]
                return jax.tree_util.Partial(made) if choice.is_traced else made
            case Parts():
                parts = {name: self.value(f"{path}.{name}") for name in choice.names}
                return _assembled(choice, parts, path)

    def text(self, path: str) -> str:
        """Returns the value at a path as Python text."""
        choice = self.choices[path]
        match choice:
            case Fixed() | Made():
                return choice.text or value_text(self.value(path))
            case Function():
                return TEXTS[choice.gives]
            case Parts():
                parts = {name: self.text(f"{path}.{name}") for name in choice.names}
                said = getattr(choice.factory, "__qualname__", "")
                return _assembled_text(choice.owner, parts, said)
            case _:
                return value_text(self.value(path))

    def key(self) -> str:
        """Returns what tells this state from others."""
        return repr(sorted(self.choices.items(), key=lambda item: item[0]))


class FactoryError(Exception):
    """The code that makes an object raised `error`; `path` is where the object was to be."""

    def __init__(self, path: str, error: BaseException) -> None:
        super().__init__(path)
        self.path = path
        self.error = error


def _assembled(choice: Parts, parts: dict[str, Any], path: str) -> Any:
    owner: Any = choice.owner
    if choice.factory is not None:
        return _called(choice.factory, parts, path)
    if owner is dict:
        return parts
    if owner in (tuple, list):
        return tuple(parts.values()) if owner is tuple else list(parts.values())
    if owner is Bag:
        return Bag(**parts)
    made: Any = object.__new__(owner)
    for name, value in parts.items():
        with contextlib.suppress(AttributeError, TypeError):
            object.__setattr__(made, name, value)
    return made


def _called(factory: Callable[..., Any], parts: dict[str, Any], path: str) -> Any:
    """User code runs here, and may do anything."""
    try:
        return factory(**jax.tree_util.tree_map(_to_device, parts))
    except BaseException as error:
        raise FactoryError(path, error) from None


def _to_device(leaf: Any) -> Any:
    return jax.numpy.asarray(leaf) if isinstance(leaf, numpy.ndarray) else leaf


def _assembled_text(owner: type, parts: dict[str, str], factory: str) -> str:
    if owner is dict:
        return "{" + ", ".join(f"{name!r}: {text}" for name, text in parts.items()) + "}"
    if owner in (tuple, list):
        left, right = ("(", ",)" if len(parts) == 1 else ")") if owner is tuple else "[]"
        return left + ", ".join(parts.values()) + right
    name = factory or ("SimpleNamespace" if owner is Bag else owner.__qualname__)
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


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "first": _first,
    "sum": _sum,
    "pair": _pair,
    "last": _last,
}
TEXTS = {
    "first": "lambda x, *_: x",
    "sum": "lambda *args: sum(map(jnp.sum, args))",
    "pair": "lambda x, y, *_: (x, y)",
    "last": "lambda *args: args[-1]",
}
