"""The choices for a parameter: the likeliest one, and the others when that meets an error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ..userjax import jax, numpy
from .annotations import DEEPEST, Annotations
from .arrays import others
from .choices import SIZE, Array, Bag, Choice, Fixed, Function, Made, Parts, State
from .classes import derived, has
from .names import FLOAT, KEY_DATA, by_name, is_key
from .signatures import signature_of
from .uses import Use, Uses

ARRAY_ATTRIBUTES = frozenset(dir(jax.numpy.ndarray)) | frozenset(dir(numpy.ndarray))
METHODS = frozenset({"replace", "_replace", "copy", "items", "keys", "values", "get", "update"})
KINDS = ("first", "sum", "pair", "last")


class Knowledge(Protocol):
    """What the program can tell: how objects are made, what code does, which classes it names."""

    def ways(self, owner: type) -> Iterator[tuple[Any, Callable[..., Any] | None]]: ...
    def uses(self, function: Any) -> Uses: ...
    def classes(self, function: Any) -> tuple[type, ...]: ...
    def parts(self, factory: Any) -> State | None: ...


@dataclass(frozen=True, slots=True)
class Menu:
    """Knows how to fill the parameters of a function.

    Under jit, what is not static has to be made of arrays.
    """

    program: Knowledge
    function: Any
    statics: frozenset[str] = frozenset()
    is_jit: bool = False

    def first(
        self, state: State, path: str, annotation: Any, name: str, use: Use, deep: int = DEEPEST
    ) -> State:
        """Returns the state with the likeliest choice at a path."""
        reader = Annotations(self._is_static, self._is_traced, self.objects, self._named)
        annotated = reader.state(state, path, annotation, deep)
        if annotated is not None and _is_telling(annotated.choices[path], use):
            return annotated
        used = self._used(state, path, name, use, deep)
        return used or annotated or self._named(state, path, name)

    def attribute(self, state: State, path: str, use: Use) -> State:
        """Returns the state with the likeliest choice for a part that nothing is declared of."""
        name = path.rpartition(".")[2]
        return self._used(state, path, name, use, DEEPEST) or self._named(state, path, name)

    def others(self, state: State, path: str, use: Use, kind: str) -> Iterator[State]:
        """Yields the state with other choices, the likeliest for a kind of error first."""
        static = self._is_static(path)
        if is_key(path.rpartition(".")[2]) and not static:
            yield state.with_choice(path, KEY_DATA)
            yield state.with_choice(path, Made(_typed_key, "jax.random.key(0)"))
            return
        arrays = [] if static else [*others(state.choices[path], kind)]
        for choice in _in_order(kind, arrays, self._odd(path, use)):
            yield state.with_choice(path, choice)
        if not static:
            yield from self._containers(state, path, use)

    def bag(self, state: State, path: str, attributes: tuple[str, ...]) -> State:
        """Returns the state with an object at a path that has these attributes."""
        names = tuple(dict.fromkeys(each for each in attributes if each not in METHODS))
        return self._parts(state, path, Bag, names)

    def richer(self, state: State, path: str, attribute: str) -> Iterator[State]:
        """Yields the state with objects of derived classes that have an attribute."""
        choice = state.choices[path]
        if isinstance(choice, Parts) and choice.factory is not None:
            for kind in derived(choice.owner):
                if has(kind, attribute):
                    yield from self.objects(state, path, kind)

    def objects(self, state: State, path: str, owner: type, deep: int = DEEPEST) -> Iterator[State]:
        """Yields the state with objects of a class, each made in another way, at a path."""
        for kind, factory in self.program.ways(owner):
            if factory is None:
                yield state.with_choice(path, Fixed(kind, f"{type(kind).__qualname__}(…)"))
            elif deep > 0 and (parts := self.program.parts(factory)) is not None:
                yield state.with_object(path, kind, factory, parts)

    def with_parameter(self, state: State, path: str, name: str) -> State:
        """Returns the state where a factory also gets a parameter that has a default."""
        choice = state.choices[path]
        assert isinstance(choice, Parts)
        assert choice.factory is not None
        annotation = signature_of(choice.factory)[name].annotation
        state = state.with_parts(path, choice.owner, (*choice.names, name), choice.factory)
        about, use = Menu(self.program, choice.factory), self.program.uses(choice.factory).of(name)
        return about.first(state, f"{path}.{name}", annotation, name, use)

    def _used(self, state: State, path: str, name: str, use: Use, deep: int) -> State | None:
        for kind in self._named_kinds(use):
            if (made := next(self.objects(state, path, kind, deep), None)) is not None:
                return made
        if use.keys:
            return self._parts(state, path, dict, tuple(dict.fromkeys(use.keys)))
        if use.is_called:
            return state.with_choice(path, Function("first", self._is_traced(path)))
        if use.words and not self._is_traced(path):
            return state.with_choice(path, Fixed(use.words[0]))
        return None if is_key(name) else self._shaped(state, path, use, deep)

    def _shaped(self, state: State, path: str, use: Use, deep: int) -> State | None:
        """An object by its attributes, a container by its length, an array by its rank."""
        unknown = [each for each in use.attributes if each not in ARRAY_ATTRIBUTES]
        if unknown and use.rank is None:
            for kind in self._classes():
                if all(has(kind, each) for each in unknown):
                    return next(self.objects(state, path, kind, deep), None)
            return self.bag(state, path, tuple(use.attributes))
        if use.length:
            return self._parts(state, path, tuple, tuple(map(str, range(use.length))))
        if use.rank is not None or use.attributes:
            return state.with_choice(path, Array(1 if use.rank is None else use.rank))
        return None

    def _named_kinds(self, use: Use) -> list[type]:
        """The classes of the program that the parameter is compared with by `isinstance`."""
        named = {name.rpartition(".")[2] for name in use.kinds}
        return [each for each in self._classes() if each.__name__ in named] if named else []

    def _classes(self) -> list[type]:
        """A constructor that takes an object of its own class copies it: that makes none."""
        classes = self.program.classes(self.function)
        return [each for each in classes if each is not self.function]

    def _parts(self, state: State, path: str, owner: type, names: tuple[str, ...]) -> State:
        state = state.with_parts(path, owner, names)
        for name in names:
            state = self.attribute(state, f"{path}.{name}", Use())
        return state

    def _named(self, state: State, path: str, name: str) -> State:
        choice = by_name(name, self._is_static(path))
        match choice:
            case Function() if self._is_traced(path):
                choice = Function("first", True)
            case Fixed(value) if self._is_traced(path):
                choice = Array(0, "int32") if isinstance(value, int) else Array(1)
            case _:
                pass
        return state.with_choice(path, choice)

    def _odd(self, path: str, use: Use) -> list[Choice]:
        """Functions, and what only stands for itself, which jit does not take as it is."""
        traced = self._is_traced(path)
        functions = [Function(name, traced) for name in KINDS]
        values = [Fixed((SIZE,)), Fixed((SIZE, SIZE)), *map(Fixed, use.words), FLOAT]
        return [*functions, *([] if traced else values)]

    def _containers(self, state: State, path: str, use: Use) -> Iterator[State]:
        part = State(state.choices | {f"{path}.{place}": Array(1) for place in "012"})
        for length in dict.fromkeys((use.length or 2, 2, 3)):
            yield part.with_parts(path, tuple, tuple("012"[:length]))

    def _is_static(self, path: str) -> bool:
        return path in self.statics

    def _is_traced(self, path: str) -> bool:
        return self.is_jit and "." not in path and path not in self.statics


def _in_order(kind: str, arrays: list[Choice], odd: list[Choice]) -> Iterator[Choice]:
    plain: list[Choice] = [Fixed(2), Fixed(1.0), Fixed(True), Fixed(SIZE), Fixed(None)]
    match kind:
        case "call":
            groups = (odd, plain, arrays)
        case "whole":
            groups = (plain, arrays, odd)
        case _:
            groups = (arrays, plain, odd)
    for group in groups:
        yield from group


def _is_telling(choice: Choice, use: Use) -> bool:
    """An array is any array: how it is used says more of it."""
    return not (isinstance(choice, Array) and choice.shape is None and use.rank is not None)


def _typed_key() -> Any:
    return jax.random.key(0)
