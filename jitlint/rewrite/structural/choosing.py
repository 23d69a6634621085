"""The call that chooses: `jnp.where` if both sides are cheap, `jax.lax.cond` if one is enough."""

from dataclasses import dataclass, field

import libcst as cst

from jitlint.rewrite.structural.branches import RETURNED, Branch, Choice, Leaf, leaves
from jitlint.rewrite.structural.layout import CallLayout, Written
from jitlint.rewrite.structural.module import text
from jitlint.rewrite.structural.truth import Names, computed, truth
from jitlint.rewrite.structural.values import (
    FLOATING,
    NUMBERS,
    Price,
    Values,
    compared,
    names,
    sized,
)

GUARDS = frozenset("inf isfinite isinf isnan nan".split())


@dataclass(slots=True)
class Chooser:
    """Writes choices at one place of a file."""

    values: Values
    spell: Names
    _scalars: frozenset[str] = field(default=frozenset(), init=False)

    def written(self, choice: Choice) -> Written | None:
        """Returns the call that makes a choice; None where it might give another result."""
        alike = frozenset(compared(choice.test)) - {""}
        self.values = self.values.with_numeric(alike)
        self._scalars = self.values.small(alike)
        sides = [_elements(leaf) for leaf in leaves(choice)]
        if any(side.keys() != sides[0].keys() for side in sides):
            return None
        columns = [[side[name] for side in sides] for name in sides[0]]
        prices = [self._price(column) for column in columns]
        if not all(prices) or not all(map(self._is_computed, _inner(choice))):
            return None
        if len(prices) == 1 and prices[0] == Price.CHEAP and not self._guards(choice, columns[0]):
            return self._where(choice)
        floats = [any(map(self._is_floating, column)) for column in columns]
        of_one_type = zip(columns, floats, strict=True)
        if not all(floating or _is_uniform(column) for column, floating in of_one_type):
            return None
        return self._cond(choice, floats, "")

    def _price(self, column: list[cst.BaseExpression]) -> Price | None:
        """Returns how dear it is to compute all values that one name can have.

        Values of other shapes than one another cannot be chosen from.
        """
        prices = [self.values.price(each) for each in column]
        known = [each for each in prices if each]
        if len(known) < len(prices):
            return None
        shapes = {self._shape(each) for each in column}
        if len(shapes) > 1 and frozenset() in shapes:
            return None
        return max(known) if len(shapes) == 1 else Price.PURE

    def _shape(self, node: cst.BaseExpression) -> frozenset[str]:
        return frozenset(sized(self.values.module, node)) - self._scalars - {""}

    def _is_computed(self, test: cst.BaseExpression) -> bool:
        return not self._shape(test) and computed(test, self.values)

    def _guards(self, choice: Choice, column: list[cst.BaseExpression]) -> bool:
        """Returns whether a slope of the side that is not taken may be no number."""
        plain = all(isinstance(each, (cst.Name, cst.Attribute, *NUMBERS)) for each in column)
        tests = (choice.test, *_inner(choice))
        return not plain and any(not GUARDS.isdisjoint(names(test)) for test in tests)

    def _is_floating(self, node: cst.BaseExpression) -> bool:
        match node:
            case cst.Float():
                return True
            case cst.UnaryOperation(expression=inner):
                return self._is_floating(inner)
            case cst.BinaryOperation(left=left, operator=operator, right=right):
                divides = isinstance(operator, cst.Divide)
                return divides or self._is_floating(left) or self._is_floating(right)
            case cst.Call(func=function):
                name = self.values.module.meaning(function).rpartition(".")[2]
                return name in FLOATING
            case _:
                return False

    def _test(self, choice: Choice) -> str:
        found = truth(choice.test, self.values, self.spell)
        self.spell.is_complete = self.spell.is_complete and bool(found)
        return found

    def _where(self, found: Branch) -> Written:
        if not isinstance(found, Choice):
            [value] = found.values()
            return text(value)
        sides = self._where(found.then), self._where(found.other)
        return CallLayout(self.spell.spelled("jax.numpy.where"), (self._test(found), *sides))

    def _cond(self, found: Branch, floats: list[bool], before: str) -> Written:
        if not isinstance(found, Choice):
            parts = zip(_elements(found).values(), floats, strict=True)
            values = [f"{text(each)}{'.0' * (_is_int(each) and float)}" for each, float in parts]
            return before + (values[0] if len(values) == 1 else f"({', '.join(values)})")
        sides = [self._cond(each, floats, "lambda: ") for each in (found.then, found.other)]
        function = self.spell.spelled("jax.lax.cond")
        return CallLayout(f"{before}{function}", (self._test(found), *sides))


def _elements(leaf: Leaf) -> Leaf:
    """Returns the values of a side, those of a returned tuple by their numbers."""
    match leaf.get(RETURNED):
        case cst.Tuple(elements=[_, _, *_] as elements):
            return {str(number): each.value for number, each in enumerate(elements)}
        case _:
            return leaf


def _inner(choice: Choice) -> list[cst.BaseExpression]:
    """Returns the tests that are asked only on one side of another one."""
    sides = [each for each in (choice.then, choice.other) if isinstance(each, Choice)]
    return [test for each in sides for test in (each.test, *_inner(each))]


def _is_uniform(column: list[cst.BaseExpression]) -> bool:
    """Returns whether no whole number stands beside something that may be of another type."""
    whole = [_is_int(each) for each in column]
    return all(whole) or not any(whole)


def _is_int(node: cst.BaseExpression) -> bool:
    match node:
        case cst.Integer():
            return True
        case cst.UnaryOperation(operator=cst.Minus(), expression=cst.Integer()):
            return True
        case _:
            return False
