"""Candidate recipes for a parameter: the likeliest one, and others for when that meets an error."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ..limits import FEWEST_TELLING_ATTRIBUTES, MOST_CLASSES_BY_ATTRIBUTES
from ..program.signatures import signature_of
from ..program.userjax import jax, numpy
from .annotations import Annotations
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
    Subtree,
    composed,
)
from .usage import FunctionUsage, Usage, last_part

ARRAY_ATTRIBUTES = frozenset(dir(jax.numpy.ndarray)) | frozenset(dir(numpy.ndarray))
METHODS = frozenset({"replace", "_replace", "copy", "items", "keys", "values", "get", "update"})
OF_MAPPINGS = frozenset({"items", "keys", "values", "get"})
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

    @property
    def usage(self) -> FunctionUsage:
        """The usage of the parameters in the function."""
        return self.knowledge.usage(self.function)

    def likeliest(self, path: str, annotation: Any) -> Subtree:
        """Returns the likeliest recipes for a parameter, which is the last part of the path.

        The first of these that says something decides: presets, the docstring where it is more
        exact than the annotation, the annotation, usage, the docstring, the name.
        """
        if preset := self.presets.get(path):
            return {path: preset[0]}
        usage = self.usage.of(last_part(path))
        reader = Annotations(self._is_static, self._is_traced, self.objects, self._by_name)
        annotated = reader.subtree(path, annotation)
        declared = annotated[path] if annotated is not None else None
        described = self._by_docstring(path)
        if described is not None and is_preferred(described, declared, usage):
            return {path: described}
        if isinstance(declared, KnownValue) and isinstance(declared.value, str) and usage.words:
            return {path: KnownValue(usage.words[0])}
        if annotated is not None and _is_specific(annotated[path], usage):
            return annotated
        used = self._by_usage(path, usage)
        if used is None and annotated is None and described is not None:
            return {path: described}
        return used or annotated or {path: self._by_name(path)}

    def part(self, path: str) -> Subtree:
        """Returns the likeliest recipes for a part that has no annotation."""
        return self._by_usage(path, self.usage.of(path)) or {path: self._by_name(path)}

    def others(self, path: str, present: Recipe, kind: str) -> Iterator[Subtree]:
        """Yields other recipes for a path, the likeliest for a kind of error first."""
        yield from ({path: each} for each in self.presets.get(path, ()) if each is not present)
        usage = self.usage.of(path)
        static = self._is_static(path)
        if kind == "key" and not static:
            yield from ({path: recipe} for recipe in KEYS if recipe != present)
        if is_key(last_part(path)) and not static:
            yield from ({path: recipe} for recipe in KEYS)
            return
        if not self._is_traced(path):
            values = dict.fromkeys((*self._words(path, usage), *usage.numbers))
            yield from ({path: KnownValue(value)} for value in values)
        arrays = [] if static else [*arrays_instead(present, kind)]
        yield from ({path: each} for each in by_error(kind, arrays, self._without_arrays(path)))
        for length in () if static else dict.fromkeys((usage.length or 2, 2, 3)):
            items = {str(place): {f"{path}.{place}": OnesArray(1)} for place in range(length)}
            yield composed(path, tuple, items)

    def composite(self, path: str, owner: type, names: Iterable[str]) -> Subtree:
        """Returns the recipes for a mapping, a tuple or a stand-in, and for its parts."""
        return composed(path, owner, {name: self.part(f"{path}.{name}") for name in names})

    def items(self, path: str, length: int) -> Subtree:
        """Returns the recipes for a tuple and its items."""
        return self.composite(path, tuple, map(str, range(length)))

    def stand_in(self, path: str, attributes: Iterable[str]) -> Subtree:
        """Returns the recipes for an object that has these attributes."""
        return self.composite(path, StandIn, (each for each in attributes if each not in METHODS))

    def callback(self, path: str) -> Subtree:
        """Returns the recipe for a function, as far as JAX takes one there."""
        return {path: Callback("first", self._is_in_traced(path))}

    def objects(self, path: str, owner: type) -> Iterator[Subtree]:
        """Yields the recipes for objects of a class, each made in another way."""
        for held in self.knowledge.held_objects(owner):
            yield {path: KnownValue(held, f"{type(held).__qualname__}(…)")}
        for kind, constructor in self.knowledge.constructors(owner):
            parts = self.knowledge.constructor_arguments(constructor)
            if parts is not None:
                names = tuple(name for name in parts.recipes if "." not in name)
                made = {path: Composite(kind, names, constructor), **parts.below(path)}
                if (used := self._with_used_parts(path, made)) != made:
                    yield used
                yield made

    def _with_used_parts(self, path: str, made: Subtree) -> Subtree:
        """Returns the recipes for an object, with what the function does with parts of its parts.

        A constructor takes an array where the function reads keys, or calls what it is given.
        """
        assignment = Assignment(made)
        for part, recipe in made.items():
            usage = self.usage.by_path.get(part)
            usage = usage or self.usage.of(last_part(path) + part[len(path) :])
            is_plain = isinstance(recipe, (OnesArray, KnownValue)) and part in assignment.recipes
            if is_plain and part != path:
                if usage.keys:
                    keyed = self.composite(part, dict, dict.fromkeys(usage.keys))
                    assignment = assignment.with_subtree(part, keyed)
                elif usage.is_called and not callable(getattr(recipe, "value", None)):
                    assignment = assignment.with_recipe(part, Callback("first", True))
        return assignment.recipes

    def with_optional(self, assignment: Assignment, path: str, name: str) -> Assignment:
        """Returns the assignment where a constructor also gets a parameter with a default."""
        constructor = assignment.composite(path).constructor
        assert constructor is not None
        annotation = signature_of(constructor)[name].annotation
        likeliest = Candidates(self.knowledge, constructor).likeliest(f"{path}.{name}", annotation)
        return assignment.with_part(path, name, likeliest)

    def takes_words(self, path: str, recipe: Recipe) -> bool:
        """Whether a text may be tried at a path: not where jit wants arrays."""
        return not self._is_traced(path) and isinstance(recipe, (KnownValue, OnesArray))

    def _by_docstring(self, path: str) -> Recipe | None:
        """Returns what the docstring says, as far as jit takes it there."""
        name = last_part(path)
        recipe = None if is_key(name) else by_docstring(self.function, name)
        match recipe:
            case OnesArray():
                return None if self._is_static(path) else recipe
            case Callback():
                return Callback("first", self._is_in_traced(path))
            case _:
                return None if self._is_traced(path) else recipe

    def _by_usage(self, path: str, usage: Usage) -> Subtree | None:
        if (made := self._first_object(path, self._tested_classes(usage))) is not None:
            return made
        if usage.keys:
            return self.composite(path, dict, dict.fromkeys(usage.keys))
        if usage.is_called:
            return self.callback(path)
        if (value := self._compared_value(path, usage)) is not None:
            return {path: value}
        return None if is_key(last_part(path)) else self._by_structure(path, usage)

    def _first_object(self, path: str, kinds: Iterable[type]) -> Subtree | None:
        return next((made for kind in kinds for made in self.objects(path, kind)), None)

    def _compared_value(self, path: str, usage: Usage) -> Recipe | None:
        """Returns a word or number that the value is compared with, a flag, a length."""
        if self._is_traced(path):
            return None
        words = self._words(path, usage)
        if words or (usage.numbers and not usage.attributes and usage.rank is None):
            return KnownValue([*words, *usage.numbers][0])
        if usage.attributes or usage.rank is not None:
            return None
        if usage.is_flag:
            return KnownValue(False)
        return KnownValue(2) if usage.is_integer else None

    def _words(self, path: str, usage: Usage) -> list[str]:
        """Returns the words that a value is compared with, or its items where it may be a text."""
        of_items = self.usage.of(f"{path}.0").words if "str" in usage.classes else []
        return usage.words or of_items

    def _by_structure(self, path: str, usage: Usage) -> Subtree | None:
        """Returns an object by its attributes, a container by its length, an array by its rank."""
        unknown = [each for each in usage.attributes if each not in ARRAY_ATTRIBUTES]
        if unknown and METHODS.issuperset(unknown) and not OF_MAPPINGS.isdisjoint(unknown):
            return self.composite(path, dict, ("a", "b"))
        if unknown and (usage.rank or 0) < 2:
            made = self._first_object(path, self._classes_with(unknown))
            return made or self.stand_in(path, usage.attributes)
        item = self.usage.of(f"{path}.0")
        if item.keys or item.is_called or not ARRAY_ATTRIBUTES.issuperset(item.attributes):
            return self.items(path, max(1, usage.length))
        if usage.length and not (usage.rank or usage.attributes):
            return self.items(path, usage.length)
        if usage.rank is not None or usage.attributes:
            return {path: OnesArray(1 if usage.rank is None else usage.rank)}
        return None

    def _classes_with(self, names: list[str]) -> Iterator[type]:
        """Yields the classes in the globals or, for several attributes, in the package."""
        yield from (each for each in self._classes() if _has_all(each, names))
        if len({*names}) >= FEWEST_TELLING_ATTRIBUTES:
            around = self.knowledge.package_classes(self.function)
            alike = (each for each in around if _has_all(each, names))
            yield from islice(alike, MOST_CLASSES_BY_ATTRIBUTES)

    def _tested_classes(self, usage: Usage) -> list[type]:
        """Returns the program's classes that `isinstance` tests the parameter for."""
        names = {last_part(name) for name in usage.classes}
        if not names:
            return []
        known = [*self._classes(), *self.knowledge.package_classes(self.function)]
        return [*dict.fromkeys(each for each in known if each.__name__ in names)]

    def _classes(self) -> list[type]:
        """A constructor that takes an object of its own class copies it: that makes none."""
        classes = self.knowledge.classes(self.function)
        return [each for each in classes if each is not self.function]

    def _by_name(self, path: str) -> Recipe:
        recipe = by_name(last_part(path), self._is_static(path))
        match recipe:
            case Callback():
                return Callback("first", self._is_in_traced(path))
            case KnownValue(value) if self._is_traced(path):
                return OnesArray(0, "int32") if isinstance(value, int) else OnesArray(1)
            case _:
                return recipe

    def _without_arrays(self, path: str) -> list[Recipe]:
        """Returns functions, and shapes and a dtype, which jit does not take as they are."""
        functions = [Callback(name, self._is_in_traced(path)) for name in CALLBACKS]
        values = [KnownValue((SIZE,)), KnownValue((SIZE, SIZE)), FLOAT32]
        return [*functions, *([] if self._is_traced(path) else values)]

    def _is_static(self, path: str) -> bool:
        return path in self.static

    def _is_traced(self, path: str) -> bool:
        return self.is_jit and "." not in path and path not in self.static

    def _is_in_traced(self, path: str) -> bool:
        """Whether a path is a traced parameter, or a part of one: JAX takes no function there."""
        return self._is_traced(path.partition(".")[0])


def _has_all(kind: type, names: list[str]) -> bool:
    return all(has_attribute(kind, name) for name in names)


def _is_specific(recipe: Recipe, usage: Usage) -> bool:
    """Whether a recipe is more exact than usage: an annotation `Array` says no rank."""
    is_any = isinstance(recipe, OnesArray) and recipe.shape is None
    return not (is_any and usage.rank is not None)
