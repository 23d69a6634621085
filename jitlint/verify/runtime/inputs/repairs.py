"""Repairs of arguments that met an error: the likeliest first, by what the error tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import Parameter
from itertools import chain
from typing import TypeVar

from ..limits import LONGEST_AXIS, MOST_MESSAGE_NUMBERS, MOST_MESSAGE_WORDS, MOST_SUSPECTS
from ..program.failure import Failure
from ..program.signatures import signature_of
from ..program.userjax import numpy
from .candidates import Candidates
from .instance_variants import InstanceVariants
from .recipes import (
    CALLBACKS,
    SIZE,
    Assignment,
    Callback,
    Composite,
    KnownValue,
    OnesArray,
    Recipe,
    Subtree,
    composed,
    is_stand_in,
)
from .request import Request
from .usage import last_part

LENGTHS_OF_VARIADIC = (2, 3, 1)
COMMON_RANKS = (2, 0, 3, 1)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Repair:
    """An assignment that met an error, and the candidates for the parameters of the request.

    The error is that of the call, or of the constructor of the path that was `constructed`.
    """

    request: Request
    candidates: Candidates
    assignment: Assignment
    failure: Failure
    constructed: str = ""

    def assignments(self) -> Iterator[Assignment]:
        """Yields the assignment with changes."""
        failure, suspects = self.failure, self._suspects()
        changed = self._changeable(suspects)
        if not self.constructed:
            yield from self._with_more_passed(suspects)
        if failure.attribute:
            yield from self._of_other_classes(failure.attribute)
            yield from self._with_attribute(failure.attribute, changed)
        if failure.key:
            yield from self._with_key(failure.key, suspects)
        if "NoneType" in failure.message or failure.is_refusal:
            yield from self._with_optional_attributes(suspects)
        if failure.is_refusal:
            yield from self._of_other_related_classes(suspects)
        if self.constructed:
            yield from self._with_named_optionals()
        if failure.kind == "pytree":
            yield from self._with_pytrees()
        if failure.lacks_arrays:
            yield from self._with_arrays(suspects)
        if failure.lacks_leading_axis:
            yield from self._with_leading_axes(suspects)
        if failure.kind == "truth":
            yield from self._with_scalars(changed)
        if failure.differs_in_rank:
            yield from self._with_scalars_together(changed)
        if failure.is_of_a_result:
            yield from self._with_other_callbacks()
        yield from self._by_message(changed)
        if failure.kind == "rank":
            yield from self._with_other_callbacks()
        yield from self._replaced(changed)
        if not self.constructed:
            every = self._changeable([*self.assignment.recipes])
            yield from self._replaced([path for path in every if path not in changed])

    @property
    def _variants(self) -> InstanceVariants:
        return InstanceVariants(self.candidates, self.assignment)

    def _suspects(self) -> list[str]:
        """Returns the paths that the error may be due to, the likeliest first."""
        found = self.candidates.knowledge.suspects(self.failure.trail)
        if self.constructed:
            names = (*found, *self.failure.quoted_words)
            return [*(f"{self.constructed}.{name}" for name in names), self.constructed]
        return [*self.failure.argument_paths, *found]

    def _changeable(self, paths: list[str]) -> list[str]:
        """Returns the given paths, and those below them, that are no containers or objects.

        What a function takes as `*args` stays a tuple.
        """
        recipes, several = self.assignment.recipes, self._variadic
        found = (e for path in paths for e in recipes if e == path or e.startswith(path + "."))
        return [e for e in dict.fromkeys(found) if _is_leaf(recipes[e]) and e not in several]

    @property
    def _variadic(self) -> list[str]:
        every = self.request.parameters.values()
        return [each.name for each in every if each.kind is each.VAR_POSITIONAL]

    def _with_more_passed(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with a suspected parameter that has a default, and with `*args`."""
        missing = {
            name: parameter
            for name, parameter in self.request.parameters.items()
            if name not in self.assignment.recipes
        }
        for name in dict.fromkeys(path.partition(".")[0] for path in suspects):
            parameter = missing.get(name)
            if parameter is None or not _has_default(parameter):
                continue
            if self.failure.key and parameter.default is None:
                keyed = self.candidates.composite(name, dict, (self.failure.key,))
                yield self.assignment.with_subtree(name, keyed)
            likeliest = self.candidates.likeliest(name, parameter.annotation)
            yield self.assignment.with_subtree(name, likeliest)
        for name, parameter in missing.items():
            if parameter.kind is parameter.VAR_POSITIONAL:
                for length in LENGTHS_OF_VARIADIC:
                    items = self.candidates.items(name, length)
                    yield self.assignment.with_subtree(name, items)

    def _with_attribute(self, name: str, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with an object that has the attribute which was missing."""
        candidates, assignment = self.candidates, self.assignment
        if self.failure.holder == "NoneType":
            yield from self._variants.with_attribute_of_optional(name)
        yield from self._variants.of_any_subclass(name)
        for path, recipe in assignment.recipes.items():
            if isinstance(recipe, Composite) and recipe.is_invented and name not in recipe.names:
                yield assignment.with_part(path, name, candidates.part(f"{path}.{name}"))
        for path in suspects or self._changeable([*assignment.recipes]):
            names = (*candidates.usage.of(path).attributes, name)
            yield assignment.with_subtree(path, candidates.stand_in(path, names))
            item = candidates.stand_in(f"{path}.0", names)
            yield assignment.with_subtree(path, composed(path, tuple, {"0": item}))

    def _of_other_classes(self, name: str) -> Iterator[Assignment]:
        """Yields the assignment with another object for one whose declared class lacks a name."""
        candidates, assignment, several = self.candidates, self.assignment, self._variadic
        for path, recipe in assignment.recipes.items():
            if path in several or not isinstance(recipe, Composite):
                continue
            if recipe.owner.__name__ == self.failure.holder:
                names = (*candidates.usage.of(path).attributes, name)
                yield assignment.with_subtree(path, candidates.stand_in(path, names))

    def _of_other_related_classes(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with another object, or a function, for one that is refused."""
        candidates, assignment = self.candidates, self.assignment
        for path in suspects:
            recipe = assignment.recipes.get(path)
            if isinstance(recipe, Composite) and recipe.constructor is not None:
                if candidates.usage.of(path).is_called:
                    yield assignment.with_subtree(path, candidates.callback(path))
                yield from self._variants.constructed_otherwise(path)

    def _with_arrays(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with an array, or an object that has some, for an empty object."""
        for path in (each for each in suspects if each not in self._variadic):
            if isinstance(recipe := self.assignment.recipes.get(path), Composite):
                if not recipe.names and (names := self.candidates.usage.of(path).attributes):
                    stand_in = self.candidates.stand_in(path, names)
                    yield self.assignment.with_subtree(path, stand_in)
                elif not recipe.names:
                    yield self.assignment.with_recipe(path, OnesArray(1))

    def _with_leading_axes(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with one more axis for the arrays at and below some paths.

        It is given to those that cannot be mapped beside the others first, and then to all.
        """
        recipes = self.assignment.recipes
        groups = [[e for e in recipes if e == p or e.startswith(f"{p}.")] for p in suspects]
        for group in [*groups, list(dict.fromkeys(chain.from_iterable(groups)))]:
            batched = {path: _batched(recipes[path]) for path in group}
            arrays = {path: each for path, each in batched.items() if each is not None}
            some = {p: e for p, e in arrays.items() if not _is_batch(recipes[p])}
            for changed in (some, arrays):
                if changed:
                    yield self.assignment.with_recipes(changed)

    def _with_optional_attributes(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with an object made with the part that is None by default.

        A constructor may take it by a name that its signature does not have.
        """
        for path in suspects:
            holder, _, name = path.rpartition(".")
            recipe = self.assignment.recipes.get(holder)
            if isinstance(recipe, Composite) and recipe.constructor and name not in recipe.names:
                parameters = signature_of(recipe.constructor)
                parameter = parameters.get(name)
                if parameter is not None and parameter.default is None:
                    yield self.candidates.with_optional(self.assignment, holder, name)
                elif any(each.kind is each.VAR_KEYWORD for each in parameters.values()):
                    yield self.assignment.with_part(holder, name, self.candidates.part(path))

    def _with_key(self, key: str, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with a mapping that has the key which was missing."""
        for path in suspects:
            match self.assignment.recipes.get(path):
                case Composite(owner, names) if owner is dict and key not in names:
                    keys = (*names, key)
                case OnesArray() | KnownValue():
                    keys = (key,)
                case _:
                    continue
            keyed = self.candidates.composite(path, dict, keys)
            yield self.assignment.with_subtree(path, keyed)
            if isinstance(array := self.assignment.recipes[path], OnesArray):
                keyed = composed(path, dict, {key: {f"{path}.{key}": array}})
                yield self.assignment.with_subtree(path, keyed)

    def _with_named_optionals(self) -> Iterator[Assignment]:
        """Yields the assignment with the optional parameters that a constructor's error names."""
        assignment, path = self.assignment, self.constructed
        recipe = assignment.composite(path)
        words = {*re.findall(r"\w+", self.failure.message)} - {*recipe.names}
        named = [name for name in signature_of(recipe.constructor) if name in words]
        for name in named:
            assignment = self.candidates.with_optional(assignment, path, name)
        if named:
            yield assignment

    def _with_pytrees(self) -> Iterator[Assignment]:
        """Yields the assignment with a subclass that may be a pytree, or a stand-in that is one."""
        for path in self.failure.argument_paths:
            if isinstance(self.assignment.recipes.get(path), Composite):
                yield from self._variants.of_subclass(path)
                attributes = self.candidates.usage.of(path).attributes
                stand_in = self.candidates.stand_in(path, attributes)
                yield self.assignment.with_subtree(path, stand_in)

    def _with_other_callbacks(self) -> Iterator[Assignment]:
        """Yields the assignment with functions that return something else."""
        for path, recipe in self.assignment.recipes.items():
            if isinstance(recipe, Callback):
                others = (replace(recipe, returns=name) for name in CALLBACKS)
                yield from (self.assignment.with_recipe(path, e) for e in others if e != recipe)

    def _with_scalars(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with scalars in place of the first array, of the first two, ….

        What comes later in a chain of calls may well have to stay an array, to be taken apart.
        """
        assignment = self.assignment
        for path in suspects:
            recipe = assignment.recipes[path]
            if isinstance(recipe, OnesArray) and recipe.rank:
                assignment = assignment.with_recipe(path, OnesArray(0))
                yield assignment

    def _with_scalars_together(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with scalars for all arrays of an object, or of all of them."""
        recipes = self.assignment.recipes
        arrays = {p: e for p in suspects if isinstance(e := recipes[p], OnesArray)}
        roots = dict.fromkeys(path.partition(".")[0] for path in arrays)
        groups = [[p for p in arrays if p.partition(".")[0] == root] for root in roots]
        for group in [*groups, [*arrays]]:
            scalars = {p: replace(arrays[p], rank=0, shape=None) for p in group}
            yield self.assignment.with_recipes(scalars)

    def _by_message(self, suspects: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with a class, a length or a word that the message names."""
        assignment, failure = self.assignment, self.failure
        yield from self._variants.of_named_class(failure.quoted_words)
        names = {part for path in assignment.recipes for part in path.split(".")}
        yield from _with_one_length(assignment, suspects, failure)
        words = [word for word in failure.allowed_words if word not in names][:MOST_MESSAGE_WORDS]
        for path in suspects[:MOST_SUSPECTS]:
            recipe = assignment.recipes[path]
            others = [*_with_lengths(recipe, failure)]
            if self.candidates.takes_words(path, recipe):
                others += map(KnownValue, words)
            yield from (assignment.with_recipe(path, other) for other in others)

    def _replaced(self, paths: list[str]) -> Iterator[Assignment]:
        """Yields the assignment with other candidates at each path in turn, or at several."""
        arrays = {p: r for p in paths if isinstance(r := self.assignment.recipes[p], OnesArray)}
        several = _replaced_together(arrays, self.failure.kind == "integer")
        roots = dict.fromkeys(path.partition(".")[0] for path in paths)
        objects = (
            other
            for path in roots
            if path in self.request.parameters
            for other in self._variants.constructed_otherwise(path)
        )
        streams = [
            *(self._others(path) for path in paths[:MOST_SUSPECTS]),
            map(self.assignment.with_recipes, several),
            objects,
        ]
        yield from in_turn(streams)

    def _others(self, path: str) -> Iterator[Assignment]:
        present = self.assignment.recipes[path]
        for subtree in self.candidates.others(path, present, self.failure.kind):
            yield self.assignment.with_subtree(path, subtree)


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


def _replaced_together(arrays: Mapping[str, OnesArray], integers: bool) -> Iterator[Subtree]:
    """Yields arrays of one rank: in one object, of one name, or everywhere.

    For an error about `integers` these come first, whatever their rank.
    """
    nested = [path for path in arrays if "." in path]
    holders = dict.fromkeys(path.rpartition(".")[0] + "." for path in nested)
    groups = [[path for path in arrays if path.startswith(holder)] for holder in holders]
    names = dict.fromkeys(map(last_part, nested))
    groups += [[path for path in arrays if last_part(path) == name] for name in names]
    if integers and len(arrays) > 1:
        yield {path: replace(array, dtype="int32") for path, array in arrays.items()}
        yield dict.fromkeys(arrays, OnesArray(0, "int32"))
    for rank in COMMON_RANKS:
        for group in [*groups, [*arrays]]:
            if len(group) > 1 and any(arrays[path] != OnesArray(rank) for path in group):
                yield dict.fromkeys(group, OnesArray(rank))


def _batched(recipe: Recipe) -> OnesArray | None:
    """Returns an array of what a recipe makes; None for what no array holds."""
    match recipe:
        case OnesArray(rank, dtype):
            return OnesArray(rank + 1, dtype, (SIZE, *recipe.sizes))
        case KnownValue(bool() | int() | float() as value):
            return OnesArray(1, numpy.result_type(type(value)).name.replace("64", "32"))
        case _:
            return None


def _is_batch(recipe: Recipe) -> bool:
    return isinstance(recipe, OnesArray) and recipe.sizes[:1] == (SIZE,)


def _with_lengths(recipe: Recipe, failure: Failure) -> Iterator[Recipe]:
    """Yields arrays, or numbers, with a length that the message names."""
    numbers = [each for each in failure.numbers if each <= LONGEST_AXIS][:MOST_MESSAGE_NUMBERS]
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


def _with_one_length(
    assignment: Assignment, suspects: list[str], failure: Failure
) -> Iterator[Assignment]:
    """Yields the assignment where the last, or the first, axes of suspects get a length."""
    found = {path: assignment.recipes[path] for path in suspects}
    arrays = {p: e for p, e in found.items() if isinstance(e, OnesArray) and e.rank}
    numbers = [each for each in failure.numbers if each <= LONGEST_AXIS][:1]
    for number in numbers if failure.kind == "rank" and len(arrays) > 1 else ():
        lasts = {p: (*each.sizes[:-1], number) for p, each in arrays.items()}
        firsts = {p: (number, *each.sizes[1:]) for p, each in arrays.items()}
        for shapes in (lasts, firsts):
            shaped = {p: replace(each, shape=shapes[p]) for p, each in arrays.items()}
            yield assignment.with_recipes(shaped)


def _is_leaf(recipe: Recipe) -> bool:
    """A stand-in may be replaced as a whole, too."""
    return not isinstance(recipe, Composite) or is_stand_in(recipe)


def _has_default(parameter: Parameter) -> bool:
    """Whether there is a default to be replaced; a flag is none."""
    return parameter.default is not parameter.empty and not isinstance(parameter.default, bool)
