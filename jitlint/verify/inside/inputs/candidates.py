"""Candidate recipes for a parameter: the likeliest one, and others for when that meets an error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..signatures import signature_of
from ..userjax import jax, numpy
from .annotations import DEEPEST, Annotations
from .array_candidates import arrays_instead, by_error
from .constructors import has_attribute
from .docstrings import by_docstring, is_preferred
from .knowledge import ProgramKnowledge
from .names import FLOAT32, KEYS, by_name, is_key
from .recipes import (
    CALLBACKS,
    SIZE,
    Assignment,
    Callback,
    Composite,
    KnownValue,
    OnesArray,
    Recipe,
    StandIn,
)
from .request import Request
from .usage import Usage

ARRAY_ATTRIBUTES = frozenset(dir(jax.numpy.ndarray)) | frozenset(dir(numpy.ndarray))
METHODS = frozenset({"replace", "_replace", "copy", "items", "keys", "values", "get", "update"})
OF_MAPPINGS = frozenset({"items", "keys", "values", "get"})
FEWEST_ATTRIBUTES = 2
MOST_CLASSES = 3
Presets = Mapping[str, tuple[Recipe, ...]]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Fills the parameters of a function; under jit, what is not static is made of arrays.

    The `presets` of a parameter are better than any other candidate.
    """

    knowledge: ProgramKnowledge
    function: Any
    static: frozenset[str] = frozenset()
    is_jit: bool = False
    presets: Presets = field(default_factory=dict[str, tuple[Recipe, ...]])

    @classmethod
    def of(
        cls, request: Request, knowledge: ProgramKnowledge, presets: Presets | None = None
    ) -> "Candidates":
        """Returns the candidates for the parameters of a request."""
        return cls(knowledge, request.function, request.static, request.is_jit, presets or {})

    def first(
        self,
        assignment: Assignment,
        path: str,
        annotation: Any,
        name: str,
        usage: Usage,
        deep: int = DEEPEST,
    ) -> Assignment:
        """Returns the assignment with the likeliest recipe at a path.

        The first of these that says something decides: presets, the docstring where it is more
        exact than the annotation, the annotation, usage, the docstring, the name.
        """
        if preset := self.presets.get(path):
            return assignment.with_recipe(path, preset[0])
        reader = Annotations(self._is_static, self._is_traced, self.objects, self._by_name)
        annotated = reader.assign(assignment, path, annotation, deep)
        declared = annotated.recipes[path] if annotated is not None else None
        described = self._by_docstring(path, name)
        if described is not None and is_preferred(described, declared, usage):
            return assignment.with_recipe(path, described)
        if isinstance(declared, KnownValue) and isinstance(declared.value, str) and usage.words:
            return assignment.with_recipe(path, KnownValue(usage.words[0]))
        if annotated is not None and _is_specific(annotated.recipes[path], usage):
            return annotated
        used = self._by_usage(assignment, path, name, usage, deep)
        if used is None and annotated is None and described is not None:
            return assignment.with_recipe(path, described)
        return used or annotated or self._by_name(assignment, path, name)

    def part(self, assignment: Assignment, path: str, usage: Usage) -> Assignment:
        """Returns the assignment with the likeliest recipe for a part that has no annotation."""
        name = path.rpartition(".")[2]
        used = self._by_usage(assignment, path, name, usage, DEEPEST)
        return used or self._by_name(assignment, path, name)

    def others(
        self, assignment: Assignment, path: str, usage: Usage, kind: str
    ) -> Iterator[Assignment]:
        """Yields the assignment with other recipes, the likeliest for a kind of error first."""
        for recipe in self.presets.get(path, ()):
            if recipe is not assignment.recipes[path]:
                yield assignment.with_recipe(path, recipe)
        static = self._is_static(path)
        if is_key(path.rpartition(".")[2]) and not static:
            for recipe in KEYS:
                yield assignment.with_recipe(path, recipe)
            return
        if not self._is_traced(path):
            for value in dict.fromkeys((*usage.words, *usage.numbers)):
                yield assignment.with_recipe(path, KnownValue(value))
        arrays = [] if static else [*arrays_instead(assignment.recipes[path], kind)]
        for recipe in by_error(kind, arrays, self._without_arrays(path)):
            yield assignment.with_recipe(path, recipe)
        if not static:
            for length in dict.fromkeys((usage.length or 2, 2, 3)):
                items = {f"{path}.{place}": OnesArray(1) for place in range(length)}
                yield assignment.with_recipes({path: _tuple(length), **items})

    def stand_in(
        self, assignment: Assignment, path: str, attributes: tuple[str, ...]
    ) -> Assignment:
        """Returns the assignment with an object at a path that has these attributes."""
        names = tuple(dict.fromkeys(each for each in attributes if each not in METHODS))
        return self.composite(assignment, path, StandIn, names)

    def tuple_of_stand_in(
        self, assignment: Assignment, path: str, attributes: tuple[str, ...]
    ) -> Assignment:
        """Returns the assignment with a tuple of one object that has these attributes."""
        one = assignment.with_recipes({path: _tuple(1)})
        return self.stand_in(one, f"{path}.0", attributes)

    def composite(
        self, assignment: Assignment, path: str, owner: type, names: tuple[str, ...]
    ) -> Assignment:
        """Returns the assignment with a mapping, a tuple or a stand-in at a path."""
        assignment = assignment.with_recipes({path: Composite(owner, names)})
        usage = self.knowledge.usage(self.function)
        for name in names:
            assignment = self.part(assignment, f"{path}.{name}", usage.of(f"{path}.{name}"))
        return assignment

    def items(self, assignment: Assignment, path: str, length: int) -> Assignment:
        """Returns the assignment with a tuple at a path."""
        return self.composite(assignment, path, tuple, tuple(map(str, range(length))))

    def objects(
        self, assignment: Assignment, path: str, owner: type, deep: int = DEEPEST
    ) -> Iterator[Assignment]:
        """Yields the assignment with objects of a class at a path, each made in another way."""
        for held in self.knowledge.held_objects(owner):
            text = f"{type(held).__qualname__}(…)"
            yield assignment.with_recipe(path, KnownValue(held, text))
        for kind, constructor in self.knowledge.constructors(owner) if deep > 0 else ():
            parts = self.knowledge.constructor_arguments(constructor)
            if parts is not None:
                yield assignment.with_object(path, kind, constructor, parts)

    def with_optional(self, assignment: Assignment, path: str, name: str) -> Assignment:
        """Returns the assignment where a constructor also gets a parameter with a default."""
        constructor = assignment.composite(path).constructor
        assert constructor is not None
        annotation = signature_of(constructor)[name].annotation
        usage = self.knowledge.usage(constructor).of(name)
        inner = Candidates(self.knowledge, constructor)
        more = assignment.with_part(path, name)
        return inner.first(more, f"{path}.{name}", annotation, name, usage)

    def takes_words(self, path: str, recipe: Recipe) -> bool:
        """Whether a text may be tried at a path: not where jit wants arrays."""
        return not self._is_traced(path) and isinstance(recipe, (KnownValue, OnesArray))

    def _by_docstring(self, path: str, name: str) -> Recipe | None:
        """Returns what the docstring says, as far as jit takes it there."""
        recipe = None if is_key(name) else by_docstring(self.function, name)
        match recipe:
            case OnesArray():
                return None if self._is_static(path) else recipe
            case Callback():
                return Callback("first", self._is_traced(path))
            case _:
                return None if self._is_traced(path) else recipe

    def _by_usage(
        self, assignment: Assignment, path: str, name: str, usage: Usage, deep: int
    ) -> Assignment | None:
        for kind in self._tested_classes(usage):
            if (made := next(self.objects(assignment, path, kind, deep), None)) is not None:
                return made
        if usage.keys:
            return self.composite(assignment, path, dict, tuple(dict.fromkeys(usage.keys)))
        if usage.is_called:
            return assignment.with_recipe(path, Callback("first", self._is_traced(path)))
        if (value := self._compared_value(path, usage)) is not None:
            return assignment.with_recipe(path, value)
        return None if is_key(name) else self._by_structure(assignment, path, usage, deep)

    def _compared_value(self, path: str, usage: Usage) -> Recipe | None:
        """Returns a word or number that the value is compared with, a flag, a length."""
        if self._is_traced(path):
            return None
        if usage.words or (usage.numbers and not usage.attributes and usage.rank is None):
            return KnownValue([*usage.words, *usage.numbers][0])
        if usage.attributes or usage.rank is not None:
            return None
        if usage.is_flag:
            return KnownValue(False)
        return KnownValue(2) if usage.is_integer else None

    def _by_structure(
        self, assignment: Assignment, path: str, usage: Usage, deep: int
    ) -> Assignment | None:
        """Fills an object by its attributes, a container by its length, an array by its rank."""
        unknown = [each for each in usage.attributes if each not in ARRAY_ATTRIBUTES]
        if unknown and METHODS.issuperset(unknown) and not OF_MAPPINGS.isdisjoint(unknown):
            return self.composite(assignment, path, dict, ("a", "b"))
        if unknown and (usage.rank or 0) < 2:
            for kind in self._classes_with(unknown):
                if (made := next(self.objects(assignment, path, kind, deep), None)) is not None:
                    return made
            return self.stand_in(assignment, path, tuple(usage.attributes))
        item = self.knowledge.usage(self.function).of(f"{path}.0")
        if item.keys or item.is_called or not ARRAY_ATTRIBUTES.issuperset(item.attributes):
            return self.items(assignment, path, max(1, usage.length))
        if usage.length and not (usage.rank or usage.attributes):
            return self.items(assignment, path, usage.length)
        if usage.rank is not None or usage.attributes:
            return assignment.with_recipe(path, OnesArray(1 if usage.rank is None else usage.rank))
        return None

    def _classes_with(self, names: list[str]) -> Iterator[type]:
        """Yields the classes in the globals or, for several attributes, in the package."""
        yield from (each for each in self._classes() if _has_all(each, names))
        if len({*names}) >= FEWEST_ATTRIBUTES:
            around = self.knowledge.package_classes(self.function)
            yield from islice((each for each in around if _has_all(each, names)), MOST_CLASSES)

    def _tested_classes(self, usage: Usage) -> list[type]:
        """Returns the program's classes that `isinstance` tests the parameter for."""
        names = {name.rpartition(".")[2] for name in usage.classes}
        if not names:
            return []
        known = [*self._classes(), *self.knowledge.package_classes(self.function)]
        return [*dict.fromkeys(each for each in known if each.__name__ in names)]

    def _classes(self) -> list[type]:
        """A constructor that takes an object of its own class copies it: that makes none."""
        classes = self.knowledge.classes(self.function)
        return [each for each in classes if each is not self.function]

    def _by_name(self, assignment: Assignment, path: str, name: str) -> Assignment:
        recipe = by_name(name, self._is_static(path))
        match recipe:
            case Callback() if self._is_traced(path):
                recipe = Callback("first", True)
            case KnownValue(value) if self._is_traced(path):
                recipe = OnesArray(0, "int32") if isinstance(value, int) else OnesArray(1)
            case _:
                pass
        return assignment.with_recipe(path, recipe)

    def _without_arrays(self, path: str) -> list[Recipe]:
        """Returns functions, and shapes and a dtype, which jit does not take as they are."""
        traced = self._is_traced(path)
        functions = [Callback(name, traced) for name in CALLBACKS]
        values = [KnownValue((SIZE,)), KnownValue((SIZE, SIZE)), FLOAT32]
        return [*functions, *([] if traced else values)]

    def _is_static(self, path: str) -> bool:
        return path in self.static

    def _is_traced(self, path: str) -> bool:
        return self.is_jit and "." not in path and path not in self.static


def _tuple(length: int) -> Composite:
    return Composite(tuple, tuple(map(str, range(length))))


def _has_all(kind: type, names: list[str]) -> bool:
    return all(has_attribute(kind, name) for name in names)


def _is_specific(recipe: Recipe, usage: Usage) -> bool:
    """Whether a recipe is more exact than usage: an annotation `Array` says no rank."""
    is_any = isinstance(recipe, OnesArray) and recipe.shape is None
    return not (is_any and usage.rank is not None)
