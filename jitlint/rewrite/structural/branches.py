"""Two-sided statements as values: the returned value, or those of the names that are assigned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from jitlint.rewrite.structural.values import names

RETURNED = ""
OPERATORS: dict[type[cst.BaseAugOp], type[cst.BaseBinaryOp]] = {
    cst.AddAssign: cst.Add,
    cst.SubtractAssign: cst.Subtract,
    cst.MultiplyAssign: cst.Multiply,
    cst.DivideAssign: cst.Divide,
}
TIGHT = (cst.Name, cst.Attribute, cst.Integer, cst.Float, cst.Call)


@dataclass(frozen=True, slots=True)
class Choice:
    """A test, and what is bound where it holds and where it does not."""

    test: cst.BaseExpression
    then: "Branch"
    other: "Branch"


Leaf = Mapping[str, cst.BaseExpression]
Branch = Leaf | Choice
"""The values by name; what is returned has the empty name."""


def branch(statements: Sequence[cst.CSTNode], kept: frozenset[str] = frozenset()) -> Branch | None:
    """Returns what statements bind, if that is all they do.

    `kept` are the names that have a value before, which stays where a branch does not bind them.
    """
    match statements:
        case [cst.If() as asked, *rest]:
            return _choice(asked, rest, kept)
        case [cst.SimpleStatementLine(body=[cst.Return(value=cst.BaseExpression() as value)])]:
            return {RETURNED: value}
        case _:
            return _assigned(statements, kept)


def leaves(found: Branch) -> Iterator[Leaf]:
    """Yields the values of each side."""
    if isinstance(found, Choice):
        yield from leaves(found.then)
        yield from leaves(found.other)
    else:
        yield found


def expression_choice(node: cst.IfExp) -> Choice:
    """Returns the choice that a conditional expression makes."""
    sides = [
        expression_choice(side) if isinstance(side, cst.IfExp) else {RETURNED: side}
        for side in (node.body, node.orelse)
    ]
    return Choice(node.test, *sides)


def _choice(node: cst.If, rest: Sequence[cst.CSTNode], kept: frozenset[str]) -> Choice | None:
    then = branch(_block(node.body), kept)
    if then is None:
        return None
    bound = next(leaves(then)).keys()
    match node.orelse:
        case cst.If() as following:
            other = branch([following], kept) if not rest else None
        case cst.Else(body=body):
            other = branch(_block(body), kept) if not rest else None
        case _ if rest:
            other = branch(rest, kept) if RETURNED in bound else None
        case _:
            missing = RETURNED in bound or not kept.issuperset(bound)
            other = None if missing else {name: cst.Name(name) for name in bound}
    if other is None or any(leaf.keys() != bound for leaf in (*leaves(then), *leaves(other))):
        return None
    return Choice(node.test, then, other)


def _block(body: cst.BaseSuite) -> Sequence[cst.CSTNode]:
    return body.body if isinstance(body, cst.IndentedBlock) else [body]


def _assigned(statements: Sequence[cst.CSTNode], kept: frozenset[str]) -> Leaf | None:
    found: dict[str, cst.BaseExpression] = {}
    for statement in statements:
        match statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
            case [cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]) as bound]:
                value = bound.value
            case [cst.AugAssign(target=cst.Name(value=name) as target, operator=operator) as bound]:
                if name not in kept or type(operator) not in OPERATORS:
                    return None
                right = _operand(bound.value)
                value = cst.BinaryOperation(target, OPERATORS[type(operator)](), right)
            case _:
                return None
        if name in found or not found.keys().isdisjoint(names(value)):
            return None
        found[name] = value
    return found or None


def _operand(value: cst.BaseExpression) -> cst.BaseExpression:
    if isinstance(value, TIGHT) or value.lpar:
        return value
    return value.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
