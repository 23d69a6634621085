"""Tests as JAX computes them: `and`, `or`, `not` and chained comparisons of arrays."""

from dataclasses import dataclass, field

import libcst as cst

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.structural.module import CSTModule, text
from jitlint.rewrite.structural.values import COMPARISONS, NUMBERS, Values, atom

ASKS = (cst.BooleanOperation, cst.Not, cst.In, cst.NotIn, cst.IfExp, cst.Is, cst.IsNot)


@dataclass(slots=True)
class Names:
    """The names of JAX that a rewrite spells, and the imports that they need."""

    module: CSTModule
    at: Span
    edits: dict[Edit[Span], None] = field(default_factory=dict[Edit[Span], None])
    is_complete: bool = True

    def spelled(self, name: str) -> str:
        """Returns the spelling of a name; where there is none, the rewrite is not complete."""
        found, edits = self.module.imported(name, self.at)
        self.edits.update(dict.fromkeys(edits))
        self.is_complete = self.is_complete and bool(found)
        return found


def truth(test: cst.BaseExpression, values: Values, spell: Names) -> str:
    """Returns the text of a test whose value is traced; empty where it must stay with Python."""
    match test:
        case cst.BooleanOperation(left=left, operator=operator, right=right):
            if not (computed(left, values) and computed(right, values)):
                return ""
            name = "logical_and" if isinstance(operator, cst.And) else "logical_or"
            return _call(spell, name, truth(left, values, spell), truth(right, values, spell))
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            return _call(spell, "logical_not", truth(inner, values, spell))
        case cst.Comparison(comparisons=[_, _, *_]):
            return _chain(test, spell) if computed(test, values) else ""
        case _:
            return "" if _asks(test) else text(test)


def computed(test: cst.BaseExpression, values: Values) -> bool:
    """Returns whether a test can be computed where Python would not have asked it."""
    match test:
        case cst.BooleanOperation(left=left, right=right):
            return computed(left, values) and computed(right, values)
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            return computed(inner, values)
        case cst.Comparison(left=left, comparisons=[*targets, last]):
            middle = [target.comparator for target in targets]
            known = all(isinstance(each.operator, COMPARISONS) for each in (*targets, last))
            ends = all(values.price(each) for each in (left, last.comparator))
            return known and ends and all(_is_plain(each, values) for each in middle)
        case _:
            return values.price(test) is not None


def _is_plain(node: cst.BaseExpression, values: Values) -> bool:
    return isinstance(node, NUMBERS) or bool(atom(node) and values.price(node))


def _chain(test: cst.Comparison, spell: Names) -> str:
    sides = [test.left, *(each.comparator for each in test.comparisons)]
    pairs = zip(sides, test.comparisons, strict=False)
    links = [f"{text(left)}{text(link)}" for left, link in pairs]
    found = links[0]
    for link in links[1:]:
        found = _call(spell, "logical_and", found, link)
    return found


def _call(spell: Names, name: str, *arguments: str) -> str:
    function = spell.spelled(f"jax.numpy.{name}")
    return f"{function}({', '.join(arguments)})" if all(arguments) else ""


def _asks(node: cst.CSTNode) -> bool:
    chained = isinstance(node, cst.Comparison) and len(node.comparisons) > 1
    return isinstance(node, ASKS) or chained or any(_asks(each) for each in node.children)
