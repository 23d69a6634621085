"""Other objects in the place of one: with optional parts, of related classes, made otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ..limits import MOST_INSTANCE_VARIANTS
from ..program.call import PYTHON_SCALARS
from ..program.signatures import signature_of
from .annotations import declared_classes
from .candidates import Candidates
from .constructors import has_attribute, subclasses
from .package_classes import root_class
from .recipes import CONTAINERS, Assignment, Composite, KnownValue, Recipe, StandIn, Subtree


@dataclass(frozen=True, slots=True)
class InstanceVariants:
    """Assignments that differ from one in how an object in it is made."""

    candidates: Candidates
    assignment: Assignment

    def with_attribute_of_optional(self, attribute: str) -> Iterator[Assignment]:
        """Yields the assignment where a part that was None is an object with an attribute."""
        for path, name, annotation in self._optional_parts():
            for root in declared_classes(annotation):
                for made in self._objects(
                    f"{path}.{name}", (root, *subclasses(root)), attribute, 1
                ):
                    yield self.assignment.with_part(path, name, made)

    def with_optional_parts(self) -> Iterator[Assignment]:
        """Yields the assignment with each part that was None, and then with all of them."""
        optional = [(path, name) for path, name, _ in self._optional_parts()]
        assignment = self.assignment
        for path, name in optional[:MOST_INSTANCE_VARIANTS]:
            yield self.candidates.with_optional(self.assignment, path, name)
            assignment = self.candidates.with_optional(assignment, path, name)
        if len(optional) > 1:
            yield assignment

    def constructed_otherwise(self, path: str) -> Iterator[Assignment]:
        """Yields the assignment with objects at a path from other constructors.

        Those of its class come first, then those of a base class.
        """
        recipe = self.assignment.recipes[path]
        if isinstance(recipe, Composite) and recipe.constructor is not None:
            for kind in dict.fromkeys((recipe.owner, root_class(recipe.owner))):
                for other in islice(self.candidates.objects(path, kind), MOST_INSTANCE_VARIANTS):
                    if other[path] != recipe:
                        yield self.assignment.with_subtree(path, other)

    def of_subclass(self, path: str, attribute: str = "") -> Iterator[Assignment]:
        """Yields the assignment with objects of subclasses, with an attribute if one is given."""
        kinds = subclasses(self.assignment.composite(path).owner)
        for made in self._objects(path, kinds, attribute):
            yield self.assignment.with_subtree(path, made)

    def of_any_subclass(self, attribute: str) -> Iterator[Assignment]:
        """Yields the assignment with an object, at any path, of a subclass with an attribute."""
        for path, _ in self._constructed():
            yield from self.of_subclass(path, attribute)

    def of_named_class(self, names: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with objects, at any path, of related classes with these names."""
        for path, recipe in self.assignment.recipes.items():
            for made in self._objects(path, _related_classes(recipe, names), most=1):
                yield self.assignment.with_subtree(path, made)

    def _objects(
        self, path: str, kinds: Iterable[type], attribute: str = "", most: int | None = None
    ) -> Iterator[Subtree]:
        """Yields recipes for objects, of each class that has the attribute at most some."""
        for kind in kinds:
            if not attribute or has_attribute(kind, attribute):
                yield from islice(self.candidates.objects(path, kind), most)

    def _optional_parts(self) -> Iterator[tuple[str, str, Any]]:
        """Yields constructed paths, parameters that are None by default, and their annotations."""
        for path, constructor in self._constructed():
            for name, parameter in signature_of(constructor).items():
                if parameter.default is None and name not in self.assignment.composite(path).names:
                    yield path, name, parameter.annotation

    def _constructed(self) -> Iterator[tuple[str, Any]]:
        for path, recipe in list(self.assignment.recipes.items()):
            if isinstance(recipe, Composite) and recipe.constructor is not None:
                yield path, recipe.constructor


def _related_classes(recipe: Recipe, names: list[str]) -> list[type]:
    held: type
    match recipe:
        case Composite(owner) if owner not in (*CONTAINERS, StandIn):
            held = owner
        case KnownValue(value) if not isinstance(value, (type, *PYTHON_SCALARS, str, tuple)):
            held = type(value)  # type: ignore[reportUnknownVariableType]
        case _:
            return []
    bases = [base for base in held.__mro__[:-1] if base.__module__ == held.__module__]
    related = [*subclasses((bases or [held])[-1])]
    return [each for name in names for each in related if each.__name__ == name and each != held]
