"""Uniform arguments: one kind of number or array wherever nothing else is known of a parameter.

They are cheap, differ in what they reach, and what works for one function often works for the next.
"""

from dataclasses import dataclass, replace
from inspect import Parameter
from types import ModuleType
from typing import Any

from ..limits import MOST_PAIRS_WITH_OTHER_STATIC
from ..program.call import Calls
from .annotations import plain
from .knowledge import ProgramKnowledge
from .names import by_name, is_key
from .recipes import Assignment, KnownValue, OnesArray, Recipe, Subtree, composed
from .request import Request
from .usage import Usage

ONE, TWO, FOUR = KnownValue(1.0), KnownValue(2), KnownValue(4)
VECTOR, MATRIX, CUBE, INTEGERS = OnesArray(1), OnesArray(2), OnesArray(3), OnesArray(1, "int32")

# What the first parameter gets, and what the others get.
PAIRS: tuple[tuple[Recipe, Recipe], ...] = (
    (ONE, KnownValue(4.0)),
    (VECTOR, VECTOR),
    (MATRIX, MATRIX),
    (TWO, FOUR),
    (VECTOR, KnownValue(4.0)),
    (VECTOR, FOUR),
    (MATRIX, VECTOR),
    (MATRIX, KnownValue(4.0)),
    (ONE, VECTOR),
    (INTEGERS, INTEGERS),
    (CUBE, CUBE),
    (KnownValue(-1.0), KnownValue(-4.0)),
)
STATIC = (2, False, True, "sum", 0)


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields calls with each pair of values; the pair that worked for others comes first."""
    usages = knowledge.usage(request.function)
    held = _held_values(request)
    seen: set[str] = set()
    best_first = dict.fromkeys((request.uniform, *range(len(PAIRS))))
    for other, static in enumerate(STATIC):
        for number in range(MOST_PAIRS_WITH_OTHER_STATIC) if other else best_first:
            assignment = Assignment({} if other else held)
            for place, parameter in enumerate(request.needed):
                if parameter.name not in assignment.recipes:
                    recipe = PAIRS[number][place > 0]
                    fill = _Fill(request, usages.of(parameter.name), static, recipe)
                    assignment = assignment.with_subtree(parameter.name, fill.subtree(parameter))
            call = assignment.call(request.parameters)
            is_integer = request.is_differentiated and PAIRS[number][0] in (TWO, INTEGERS)
            if call.text not in seen and not is_integer:
                yield replace(call, uniform=number)
            seen.add(call.text)


@dataclass(frozen=True, slots=True)
class _Fill:
    """One value for a static parameter, and one recipe for any other of which nothing is known."""

    request: Request
    usage: Usage
    static: Any
    recipe: Recipe

    def subtree(self, parameter: Parameter) -> Subtree:
        """Returns the recipes for a parameter and its parts."""
        name = parameter.name
        if (known := self._known(parameter)) is not None:
            return {name: known}
        parts = tuple(dict.fromkeys(self.usage.keys)) or tuple(map(str, range(self.usage.length)))
        if not parts:
            return {name: self.recipe}
        owner = dict if self.usage.keys else tuple
        return composed(name, owner, {part: {f"{name}.{part}": self.recipe} for part in parts})

    def _known(self, parameter: Parameter) -> Recipe | None:
        """Returns the recipe by default, annotation or name, if one of these says something."""
        if parameter.default is not parameter.empty and parameter.default is not None:
            return KnownValue(parameter.default)
        is_static = parameter.name in self.request.static
        is_traced = self.request.is_jit and not is_static
        if (declared := _declared(parameter, is_traced)) is not None:
            return declared
        if is_static:
            is_word = self.usage.words and not isinstance(self.static, bool)
            return KnownValue(self.usage.words[0] if is_word else self.static)
        return by_name(parameter.name, False) if is_key(parameter.name) else None


def _declared(parameter: Parameter, is_traced: bool) -> Recipe | None:
    """Returns the recipe by annotation; an array of unknown shape is left to the uniform value."""
    recipe = plain(parameter.name, parameter.annotation, is_traced)
    return None if isinstance(recipe, OnesArray) and recipe.shape is None else recipe


def _held_values(request: Request) -> dict[str, Recipe]:
    """Returns the global `batch`, or `BATCH`, for a parameter `batch`."""
    namespace: dict[str, Any] = getattr(request.function, "__globals__", {})
    found: dict[str, Recipe] = {}
    for parameter in request.needed:
        for name in (parameter.name, parameter.name.upper()):
            value = namespace.get(name)
            if value is not None and not callable(value) and not isinstance(value, ModuleType):
                found[parameter.name] = KnownValue(value, name)
    return found
