"""The choices for a parameter: the likeliest one, and the others when that meets an error."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from ..userjax import jax, numpy
from .annotations import DEEPEST, Annotations
from .arrays import in_order, others
from .choices import SIZE, Array, Bag, Choice, Fixed, Function, Parts, State
from .classes import has
from .documented import is_closer, said_of
from .failure import Step
from .names import FLOAT, KEYS, by_name, is_key
from .signatures import signature_of
from .uses import Use, Uses

ARRAY_ATTRIBUTES = frozenset(dir(jax.numpy.ndarray)) | frozenset(dir(numpy.ndarray))
METHODS = frozenset({"replace", "_replace", "copy", "items", "keys", "values", "get", "update"})
MAPPING = frozenset({"items", "keys", "values", "get"})
FEWEST_NAMES = 2
MOST_NEIGHBOURS = 3
KINDS = ("first", "sum", "pair", "last")


class Knowledge(Protocol):
    """What the program can tell: how objects are made, what code does, which classes it names."""

    def ways(self, owner: type) -> Iterator[tuple[Any, Callable[..., Any] | None]]: ...
    def uses(self, function: Any) -> Uses: ...
    def blamed(self, trail: tuple[Step, ...]) -> list[str]: ...
    def classes(self, function: Any) -> tuple[type, ...]: ...
    def neighbours(self, function: Any) -> tuple[type, ...]: ...
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
        declared = annotated.choices[path] if annotated is not None else None
        said = self._said(path, name)
        if said is not None and is_closer(said, declared, use):
            return state.with_choice(path, said)
        if isinstance(declared, Fixed) and isinstance(declared.value, str) and use.words:
            return state.with_choice(path, Fixed(use.words[0]))
        if annotated is not None and _is_telling(annotated.choices[path], use):
            return annotated
        used = self._used(state, path, name, use, deep)
        if used is None and annotated is None and said is not None:
            return state.with_choice(path, said)
        return used or annotated or self._named(state, path, name)

    def _said(self, path: str, name: str) -> Choice | None:
        """What the docstring says, as far as it may stand there."""
        choice = None if is_key(name) else said_of(self.function, name)
        match choice:
            case Array():
                return None if self._is_static(path) else choice
            case Function():
                return Function("first", self._is_traced(path))
            case _:
                return None if self._is_traced(path) else choice

    def attribute(self, state: State, path: str, use: Use) -> State:
        """Returns the state with the likeliest choice for a part that nothing is declared of."""
        name = path.rpartition(".")[2]
        return self._used(state, path, name, use, DEEPEST) or self._named(state, path, name)

    def others(self, state: State, path: str, use: Use, kind: str) -> Iterator[State]:
        """Yields the state with other choices, the likeliest for a kind of error first."""
        static = self._is_static(path)
        if is_key(path.rpartition(".")[2]) and not static:
            for choice in KEYS:
                yield state.with_choice(path, choice)
            return
        if not self._is_traced(path):
            for value in dict.fromkeys((*use.words, *use.numbers)):
                yield state.with_choice(path, Fixed(value))
        arrays = [] if static else [*others(state.choices[path], kind)]
        for choice in in_order(kind, arrays, self._odd(path, use)):
            yield state.with_choice(path, choice)
        if not static:
            yield from self._containers(state, path, use)

    def bag(self, state: State, path: str, attributes: tuple[str, ...]) -> State:
        """Returns the state with an object at a path that has these attributes."""
        names = tuple(dict.fromkeys(each for each in attributes if each not in METHODS))
        return self._parts(state, path, Bag, names)

    def takes_words(self, path: str, choice: Choice) -> bool:
        """Whether a text may stand at a path: not where jit wants arrays."""
        return not self._is_traced(path) and isinstance(choice, (Fixed, Array))

    def bags(self, state: State, path: str, attributes: tuple[str, ...]) -> State:
        """Returns the state with a tuple of one object at a path that has these attributes."""
        return self.bag(state.with_parts(path, tuple, ("0",)), f"{path}.0", attributes)

    def keyed(self, state: State, path: str, keys: tuple[str, ...]) -> State:
        """Returns the state with a mapping at a path that has these keys."""
        return self._parts(state, path, dict, keys)

    def several(self, state: State, path: str, count: int) -> State:
        """Returns the state with a few arrays at a path."""
        return self._parts(state, path, tuple, tuple(map(str, range(count))))

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
        if (told := self._told(path, use)) is not None:
            return state.with_choice(path, told)
        return None if is_key(name) else self._shaped(state, path, use, deep)

    def _told(self, path: str, use: Use) -> Choice | None:
        """What is no array: one of the words or numbers it is compared with, a flag, a length."""
        if self._is_traced(path):
            return None
        if use.words or (use.numbers and not use.attributes and use.rank is None):
            return Fixed([*use.words, *use.numbers][0])
        if use.attributes or use.rank is not None:
            return None
        return Fixed(False) if use.is_flag else Fixed(2) if use.is_whole else None

    def _shaped(self, state: State, path: str, use: Use, deep: int) -> State | None:
        """An object by its attributes, a container by its length, an array by its rank."""
        unknown = [each for each in use.attributes if each not in ARRAY_ATTRIBUTES]
        if unknown and METHODS.issuperset(unknown) and not MAPPING.isdisjoint(unknown):
            return self._parts(state, path, dict, ("a", "b"))
        if unknown and (use.rank or 0) < 2:
            for kind in self._with_attributes(unknown):
                if (made := next(self.objects(state, path, kind, deep), None)) is not None:
                    return made
            return self.bag(state, path, tuple(use.attributes))
        item = self.program.uses(self.function).of(f"{path}.0")
        if item.keys or item.is_called or not ARRAY_ATTRIBUTES.issuperset(item.attributes):
            length = max(1, use.length)
            return self._parts(state, path, tuple, tuple(map(str, range(length))))
        if use.length and not (use.rank or use.attributes):
            return self._parts(state, path, tuple, tuple(map(str, range(use.length))))
        if use.rank is not None or use.attributes:
            return state.with_choice(path, Array(1 if use.rank is None else use.rank))
        return None

    def _with_attributes(self, names: list[str]) -> Iterator[type]:
        """The classes that the function knows, or, by more than one name, those of its package."""
        yield from (each for each in self._classes() if all(has(each, name) for name in names))
        if len({*names}) >= FEWEST_NAMES:
            near = self.program.neighbours(self.function)
            fitting = (each for each in near if all(has(each, name) for name in names))
            yield from islice(fitting, MOST_NEIGHBOURS)

    def _named_kinds(self, use: Use) -> list[type]:
        """The classes of the program that the parameter is compared with by `isinstance`."""
        named = {name.rpartition(".")[2] for name in use.kinds}
        if not named:
            return []
        near = [*self._classes(), *self.program.neighbours(self.function)]
        found = [each for each in near if each.__name__ in named]
        return [*dict.fromkeys(found)]

    def _classes(self) -> list[type]:
        """A constructor that takes an object of its own class copies it: that makes none."""
        classes = self.program.classes(self.function)
        return [each for each in classes if each is not self.function]

    def _parts(self, state: State, path: str, owner: type, names: tuple[str, ...]) -> State:
        state, uses = state.with_parts(path, owner, names), self.program.uses(self.function)
        for name in names:
            state = self.attribute(state, f"{path}.{name}", uses.of(f"{path}.{name}"))
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
        values = [Fixed((SIZE,)), Fixed((SIZE, SIZE)), FLOAT]
        return [*functions, *([] if traced else values)]

    def _containers(self, state: State, path: str, use: Use) -> Iterator[State]:
        part = State(state.choices | {f"{path}.{place}": Array(1) for place in "012"})
        for length in dict.fromkeys((use.length or 2, 2, 3)):
            yield part.with_parts(path, tuple, tuple("012"[:length]))

    def _is_static(self, path: str) -> bool:
        return path in self.statics

    def _is_traced(self, path: str) -> bool:
        return self.is_jit and "." not in path and path not in self.statics


def _is_telling(choice: Choice, use: Use) -> bool:
    """An array is any array: how it is used says more of it."""
    return not (isinstance(choice, Array) and choice.shape is None and use.rank is not None)
