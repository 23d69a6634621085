"""Other objects in the place of one: with optional parts, of related classes, made otherwise."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..limits import MOST_INSTANCE_VARIANTS
from ..program.call import PYTHON_SCALARS
from ..program.signatures import signature_of
from .annotations import declared_classes
from .candidates import Candidates
from .constructors import has_attribute, subclasses
from .package_classes import root_class
from .recipes import CONTAINERS, Assignment, Composite, KnownValue, Recipe, StandIn


def with_attribute_of_optional(
    candidates: Candidates, assignment: Assignment, attribute: str
) -> Iterator[Assignment]:
    """Yields the assignment where a part that was None is an object with an attribute."""
    for path, name, annotation in _optional_parts(assignment):
        declared = declared_classes(annotation)
        for kind in (each for root in declared for each in (root, *subclasses(root))):
            if has_attribute(kind, attribute):
                for made in islice(candidates.objects(f"{path}.{name}", kind), 1):
                    yield assignment.with_part(path, name, made)


def with_optional_parts(candidates: Candidates, assignment: Assignment) -> Iterator[Assignment]:
    """Yields the assignment with each part that was None, and then with all of them."""
    optional = [(path, name) for path, name, _ in _optional_parts(assignment)][
        :MOST_INSTANCE_VARIANTS
    ]
    for path, name in optional:
        yield candidates.with_optional(assignment, path, name)
    if len(optional) > 1:
        for path, name in optional:
            assignment = candidates.with_optional(assignment, path, name)
        yield assignment


def _optional_parts(assignment: Assignment) -> Iterator[tuple[str, str, Any]]:
    """Yields constructed paths, parameters that are None by default, and their annotations."""
    for path, constructor in _constructed(assignment):
        for name, parameter in signature_of(constructor).items():
            if parameter.default is None and name not in assignment.composite(path).names:
                yield path, name, parameter.annotation


def _constructed(assignment: Assignment) -> Iterator[tuple[str, Any]]:
    for path, recipe in list(assignment.recipes.items()):
        if isinstance(recipe, Composite) and recipe.constructor is not None:
            yield path, recipe.constructor


def constructed_otherwise(
    candidates: Candidates, assignment: Assignment, path: str
) -> Iterator[Assignment]:
    """Yields the assignment with objects at a path from other constructors of the same base."""
    recipe = assignment.recipes[path]
    if isinstance(recipe, Composite) and recipe.constructor is not None:
        root = root_class(recipe.owner)
        for other in islice(candidates.objects(path, root), MOST_INSTANCE_VARIANTS):
            if other[path] != recipe:
                yield assignment.with_subtree(path, other)


def of_subclass(
    candidates: Candidates, assignment: Assignment, path: str, attribute: str = ""
) -> Iterator[Assignment]:
    """Yields the assignment with objects of subclasses that have an attribute, if one is given."""
    for kind in subclasses(assignment.composite(path).owner):
        if not attribute or has_attribute(kind, attribute):
            for made in candidates.objects(path, kind):
                yield assignment.with_subtree(path, made)


def of_any_subclass(
    candidates: Candidates, assignment: Assignment, attribute: str
) -> Iterator[Assignment]:
    """Yields the assignment with an object, at any path, of a subclass that has an attribute."""
    for path, _ in _constructed(assignment):
        yield from of_subclass(candidates, assignment, path, attribute)


def of_named_class(
    candidates: Candidates, assignment: Assignment, names: list[str]
) -> Iterator[Assignment]:
    """Yields the assignment with objects, at any path, of related classes with one of the names."""
    for path, recipe in assignment.recipes.items():
        for kind in _related_classes(recipe, names):
            for made in islice(candidates.objects(path, kind), 1):
                yield assignment.with_subtree(path, made)


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
