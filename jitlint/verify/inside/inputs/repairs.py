"""Repairs of arguments that met an error: the likeliest first, by what the error tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import Parameter
from typing import TypeVar

from ..failure import Failure
from ..signatures import signature_of
from .candidates import Candidates
from .instance_variants import (
    constructed_otherwise,
    of_named_class,
    of_subclass,
    of_subclass_with,
    with_attribute_of_optional,
)
from .recipes import Assignment, Composite, KnownValue, OnesArray, Recipe, is_stand_in
from .request import Request
from .usage import FunctionUsage

MOST_SUSPECTS = 6
MOST_WORDS = 6
MOST_NUMBERS = 3
LARGEST_LENGTH = 64
LENGTHS_OF_VARIADIC = (2, 3, 1)
COMMON_RANKS = (2, 0, 3, 1)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Repairs:
    """The function whose arguments are repaired, the candidates for them, and their usage."""

    request: Request
    candidates: Candidates
    usage: FunctionUsage

    def of(
        self, assignment: Assignment, failure: Failure, constructed: str = ""
    ) -> Iterator[Assignment]:
        """Yields the assignment with changes.

        The error is that of the call, or of the constructor of the path that was `constructed`.
        """
        suspects = self._suspects(failure, constructed)
        changed = self._changeable(assignment, suspects)
        if not constructed:
            yield from self._with_more_passed(assignment, failure, suspects)
        if failure.attribute:
            yield from self._with_attribute(assignment, failure, changed)
        if failure.key:
            yield from self._with_key(assignment, failure.key, suspects)
        if constructed:
            yield from self._with_named_optionals(assignment, failure, constructed)
        if failure.kind == "pytree":
            yield from self._with_pytrees(assignment, failure)
        if failure.kind == "truth":
            yield from _with_scalars(assignment, changed)
        yield from self._by_message(assignment, failure, changed)
        yield from self._replaced(assignment, changed, failure)
        if not constructed:
            every = self._changeable(assignment, [*assignment.recipes])
            others = [path for path in every if path not in changed]
            yield from self._replaced(assignment, others, failure)

    def with_part(self, assignment: Assignment, path: str, name: str) -> Assignment:
        """Returns the assignment where an object at a path also has an attribute."""
        inner = f"{path}.{name}"
        return self.candidates.part(assignment.with_part(path, name), inner, self.usage.of(inner))

    def _suspects(self, failure: Failure, constructed: str) -> list[str]:
        """Returns the paths that the error may be due to, the likeliest first."""
        found = self.candidates.knowledge.suspects(failure.trail)
        if constructed:
            names = (*found, *failure.quoted_words)
            return [*(f"{constructed}.{name}" for name in names), constructed]
        return [*failure.argument_paths, *found]

    def _changeable(self, assignment: Assignment, paths: list[str]) -> list[str]:
        """Returns the given paths, and those below them, that are no containers or objects."""
        found = [
            each
            for path in paths
            for each in assignment.recipes
            if each == path or each.startswith(path + ".")
        ]
        return [each for each in dict.fromkeys(found) if _is_leaf(assignment.recipes[each])]

    def _with_more_passed(
        self, assignment: Assignment, failure: Failure, suspects: list[str]
    ) -> Iterator[Assignment]:
        """Yields the assignment with a suspected parameter that has a default, and with `*args`."""
        parameters = self.request.parameters
        for name in dict.fromkeys(path.partition(".")[0] for path in suspects):
            parameter = parameters.get(name)
            if parameter is None or name in assignment.recipes or not _has_default(parameter):
                continue
            if failure.key and parameter.default is None:
                yield self.candidates.composite(assignment, name, dict, (failure.key,))
            usage = self.usage.of(name)
            yield self.candidates.first(assignment, name, parameter.annotation, name, usage)
        for name, parameter in parameters.items():
            if parameter.kind is parameter.VAR_POSITIONAL and name not in assignment.recipes:
                for length in LENGTHS_OF_VARIADIC:
                    yield self.candidates.items(assignment, name, length)

    def _with_attribute(
        self, assignment: Assignment, failure: Failure, suspects: list[str]
    ) -> Iterator[Assignment]:
        """Yields the assignment with an object that has the attribute which was missing."""
        name = failure.attribute
        if failure.holder == "NoneType":
            yield from with_attribute_of_optional(self.candidates, assignment, name)
        yield from of_subclass_with(self.candidates, assignment, name)
        for path, recipe in list(assignment.recipes.items()):
            if isinstance(recipe, Composite) and recipe.is_invented and name not in recipe.names:
                yield self.with_part(assignment, path, name)
        for path in suspects or self._changeable(assignment, [*assignment.recipes]):
            names = (*self.usage.of(path).attributes, name)
            yield self.candidates.stand_in(assignment, path, names)
            yield self.candidates.tuple_of_stand_in(assignment, path, names)

    def _with_key(
        self, assignment: Assignment, key: str, suspects: list[str]
    ) -> Iterator[Assignment]:
        """Yields the assignment with a mapping that has the key which was missing."""
        for path in suspects:
            match assignment.recipes.get(path):
                case Composite(owner, names) if owner is dict and key not in names:
                    yield self.candidates.composite(assignment, path, dict, (*names, key))
                case OnesArray() | KnownValue():
                    yield self.candidates.composite(assignment, path, dict, (key,))
                case _:
                    pass

    def _with_named_optionals(
        self, assignment: Assignment, failure: Failure, constructed: str
    ) -> Iterator[Assignment]:
        """Yields the assignment with the optional parameters that a constructor's error names."""
        recipe = assignment.composite(constructed)
        assert recipe.constructor is not None
        words = {*re.findall(r"\w+", failure.message)} - {*recipe.names}
        named = [name for name in signature_of(recipe.constructor) if name in words]
        for name in named:
            assignment = self.candidates.with_optional(assignment, constructed, name)
        if named:
            yield assignment

    def _with_pytrees(self, assignment: Assignment, failure: Failure) -> Iterator[Assignment]:
        """Yields the assignment with a subclass that may be a pytree, or a stand-in that is one."""
        for path in failure.argument_paths:
            if isinstance(assignment.recipes.get(path), Composite):
                yield from of_subclass(self.candidates, assignment, path)
                attributes = tuple(self.usage.of(path).attributes)
                yield self.candidates.stand_in(assignment, path, attributes)

    def _by_message(
        self, assignment: Assignment, failure: Failure, suspects: list[str]
    ) -> Iterator[Assignment]:
        """Yields the assignment with a class, a length or a word that the message names."""
        yield from of_named_class(self.candidates, assignment, failure.quoted_words)
        names = {part for path in assignment.recipes for part in path.split(".")}
        words = [word for word in failure.allowed_words if word not in names][:MOST_WORDS]
        for path in suspects[:MOST_SUSPECTS]:
            recipe = assignment.recipes[path]
            for other in _with_lengths(recipe, failure):
                yield assignment.with_recipe(path, other)
            for word in words if self.candidates.takes_words(path, recipe) else ():
                yield assignment.with_recipe(path, KnownValue(word))

    def _replaced(
        self, assignment: Assignment, paths: list[str], failure: Failure
    ) -> Iterator[Assignment]:
        """Yields the assignment with other candidates at each path in turn, or at several."""
        streams = [
            self.candidates.others(assignment, path, self.usage.of(path), failure.kind)
            for path in paths[:MOST_SUSPECTS]
        ]
        roots = dict.fromkeys(path.partition(".")[0] for path in paths)
        objects = (
            other
            for path in roots
            if path in self.request.parameters
            for other in constructed_otherwise(self.candidates, assignment, path)
        )
        several = _replaced_together(assignment, paths, failure.kind == "integer")
        yield from in_turn([*streams, several, objects])


def in_turn(streams: list[Iterator[Item]]) -> Iterator[Item]:
    """Yields the first item of each, then the second of each, and so on."""
    missing = object()
    while streams:
        for each in list(streams):
            item = next(each, missing)
            if item is missing:
                streams.remove(each)
            else:
                yield item  # type: ignore[misc]


def _with_scalars(assignment: Assignment, paths: list[str]) -> Iterator[Assignment]:
    """Yields the assignment with scalars in place of the first array, of the first two, ….

    What comes later in a chain of calls may well have to stay an array, to be taken apart.
    """
    for path in paths:
        recipe = assignment.recipes[path]
        if isinstance(recipe, OnesArray) and recipe.rank:
            assignment = assignment.with_recipe(path, OnesArray(0))
            yield assignment


def _replaced_together(
    assignment: Assignment, paths: list[str], integers: bool
) -> Iterator[Assignment]:
    """Yields the assignment with arrays of one rank: in one object, of one name, or everywhere.

    For an error about `integers` these come first, whatever their rank.
    """
    arrays = {p: r for p in paths if isinstance(r := assignment.recipes[p], OnesArray)}
    nested = [path for path in arrays if "." in path]
    holders = dict.fromkeys(path.rpartition(".")[0] + "." for path in nested)
    groups = [[path for path in arrays if path.startswith(holder)] for holder in holders]
    names = dict.fromkeys(path.rpartition(".")[2] for path in nested)
    groups += [[path for path in arrays if path.rpartition(".")[2] == name] for name in names]
    if integers and len(arrays) > 1:
        same = {p: OnesArray(r.rank, "int32", r.shape) for p, r in arrays.items()}
        yield assignment.with_recipes(same)
        yield assignment.with_recipes(dict.fromkeys(arrays, OnesArray(0, "int32")))
    for rank in COMMON_RANKS:
        for group in [*groups, [*arrays]]:
            if len(group) > 1 and any(arrays[path] != OnesArray(rank) for path in group):
                yield assignment.with_recipes(dict.fromkeys(group, OnesArray(rank)))


def _with_lengths(recipe: Recipe, failure: Failure) -> Iterator[Recipe]:
    """Yields arrays, or numbers, with a length that the message names."""
    numbers = [each for each in failure.numbers if each <= LARGEST_LENGTH][:MOST_NUMBERS]
    match recipe:
        case OnesArray(rank, dtype) if failure.kind == "rank":
            sizes = recipe.sizes
            for number in numbers:
                for axis in (axis for axis in range(rank) if sizes[axis] != number):
                    yield OnesArray(rank, dtype, (*sizes[:axis], number, *sizes[axis + 1 :]))
        case KnownValue(int(value)) if type(value) is int:
            yield from (KnownValue(number) for number in numbers if number != value)
        case _:
            pass


def _is_leaf(recipe: Recipe) -> bool:
    """A stand-in may be replaced as a whole, too."""
    return not isinstance(recipe, Composite) or is_stand_in(recipe)


def _has_default(parameter: Parameter) -> bool:
    """Whether there is a default to be replaced; a flag is none."""
    return parameter.default is not parameter.empty and not isinstance(parameter.default, bool)
