"""Expressions that may be evaluated whether their branch is taken or not, and how cheaply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import libcst as cst

from jitlint.rewrite.structural.module import CSTModule, text

SMOOTH = frozenset(
    "abs absolute cos maximum minimum negative ones_like sin square tanh where zeros_like".split()
)
"""Functions of `jax.numpy` that take no time and whose slopes are finite everywhere."""

PURE = SMOOTH | frozenset(
    "all any ceil clip cosh dot exp expm1 floor isfinite isinf isnan log log1p matmul max mean min"
    " prod sign sinh sqrt std sum var".split()
)
FLOATING = frozenset("cos cosh exp expm1 log log1p mean sin sinh sqrt std tanh var".split())
LAYERS = frozenset("gelu log_sigmoid relu sigmoid silu softmax softplus tanh".split())
PRODUCTS = frozenset("dot matmul".split())
METHODS = frozenset("all any max mean min prod std sum var".split())
STATIC = frozenset("T at dtype ndim shape size".split())
COMPARISONS = (
    cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual, cst.Equal, cst.NotEqual,
)  # fmt: skip
ORDERS = COMPARISONS[:4]
NUMBERS = (cst.Integer, cst.Float)


class Price(IntEnum):
    """The two ways to choose: both sides computed, or only one of them."""

    CHEAP = 1
    PURE = 2


@dataclass(frozen=True, slots=True)
class Values:
    """The names of a function that hold numbers or arrays, as their uses show.

    `numeric` may hold the texts of items that do, too.
    """

    module: CSTModule
    numeric: frozenset[str]
    uses: "Uses"

    @classmethod
    def around(cls, module: CSTModule, node: cst.CSTNode) -> "Values":
        """Returns what is known in the functions around a node."""
        functions = [each for each in module.around(node) if isinstance(each, cst.FunctionDef)]
        uses = Uses()
        (functions[-1] if functions else module.function(node) or node).visit(uses)
        found, before = cls(module, frozenset(uses.numeric - uses.other), uses), None
        while before is None or found.numeric != before.numeric:
            more = {name for name, each in uses.assigned if found.price(each)}
            before, found = found, found.with_numeric(more - uses.other)
        return found

    def with_numeric(self, names: Iterable[str]) -> "Values":
        """Returns the same with more names that hold numbers."""
        return Values(self.module, self.numeric.union(names), self.uses)

    def small(self, compared: Iterable[str]) -> frozenset[str]:
        """Returns the names that have one element where `compared` have, which a test compares."""
        uses, known = self.uses, frozenset(compared)
        small = {name for name, _ in uses.assigned} - uses.parameters | known & uses.parameters
        found, before = small - uses.elsewhere - uses.other, set[str]()
        while found != before:
            before = found
            large = {n for n, each in uses.assigned if self._grows(n, each, before)}
            found = before - large
        return known | found

    def _grows(self, name: str, value: cst.BaseExpression, small: set[str]) -> bool:
        """Returns whether a name may have more elements before or after it is bound."""
        shape = self._shape(value)
        return bool(shape - small) or (name in self.uses.parameters and name not in shape)

    def _shape(self, node: cst.BaseExpression) -> set[str]:
        if isinstance(node, cst.IfExp):
            return self._shape(node.body) | self._shape(node.orelse)
        unknown = {"?"} if self.price(node) is None else set[str]()
        return {*sized(self.module, node)} | unknown

    def price(self, node: cst.BaseExpression) -> Price | None:
        """Returns the price of an expression; None where it may raise, or act, or is no number."""
        match node:
            case cst.Integer() | cst.Float():
                return Price.CHEAP
            case cst.Name() | cst.Attribute():
                return Price.CHEAP if atom(node) in self.numeric - {""} else None
            case cst.Subscript():
                return Price.CHEAP if text(node) in self.numeric else None
            case cst.UnaryOperation(operator=cst.Minus() | cst.Plus(), expression=inner):
                return self.price(inner)
            case cst.BinaryOperation():
                return self._operation(node)
            case cst.Comparison(
                comparisons=[cst.ComparisonTarget(operator=operator, comparator=b)]
            ):
                known = isinstance(operator, COMPARISONS)
                return _dearest(self.price(node.left), self.price(b)) if known else None
            case cst.Call():
                return self._call(node)
            case _:
                return None

    def _operation(self, node: cst.BinaryOperation) -> Price | None:
        price = _dearest(self.price(node.left), self.price(node.right))
        match node:
            case cst.BinaryOperation(operator=cst.Add() | cst.Subtract() | cst.Multiply()):
                return price
            case cst.BinaryOperation(operator=cst.Divide(), right=right) if _is_nonzero(right):
                return price
            case cst.BinaryOperation(operator=cst.Power(), right=cst.Integer(value="2")):
                return price
            case cst.BinaryOperation(
                operator=cst.Divide() | cst.Power() | cst.MatrixMultiply(), left=left, right=right
            ):
                fails = isinstance(left, NUMBERS) and isinstance(right, NUMBERS)
                return Price.PURE if price and not fails else None
            case _:
                return None

    def _call(self, node: cst.Call) -> Price | None:
        if any(each.star or each.keyword for each in node.args):
            return None
        price = _dearest(*(self.price(each.value) for each in node.args), Price.CHEAP)
        match node.func:
            case cst.Attribute(value=owner, attr=cst.Name(value=method)) if (
                method in METHODS and not node.args
            ):
                inner = self.price(owner)
                return Price.PURE if inner else None
            case function:
                library, _, name = self.module.meaning(function).rpartition(".")
        if not price or not node.args:
            return None
        if library == "jax.numpy" and name in SMOOTH:
            return price
        known = PURE if library == "jax.numpy" else LAYERS if library == "jax.nn" else ()
        return Price.PURE if name in known else None


def atom(node: cst.BaseExpression) -> str:
    """Returns the text of a name or of names with dots; empty for anything else."""
    match node:
        case cst.Name(value=name):
            return "" if name in ("None", "True", "False") else name
        case cst.Attribute(value=owner, attr=cst.Name(value=name)) if name not in STATIC:
            before = atom(owner)
            return f"{before}.{name}" if before else ""
        case _:
            return ""


def sized(module: CSTModule, node: cst.CSTNode) -> Iterator[str]:
    """Yields the names that the shape of an expression depends on."""
    match node:
        case cst.Name() | cst.Attribute():
            yield atom(node)
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=method)), args=[]) if (
            method in METHODS
        ):
            return
        case cst.Call(func=function, args=arguments):
            name = module.meaning(function).rpartition(".")[2]
            if name not in METHODS:
                for argument in arguments:
                    yield from sized(module, argument.value)
            if name in PRODUCTS:
                yield f"{name}()"
        case _:
            for child in node.children:
                yield from sized(module, child)
            if isinstance(node, cst.MatrixMultiply):
                yield "@"


def names(node: cst.CSTNode) -> Iterator[str]:
    """Yields each name in an expression."""
    if isinstance(node, cst.Name):
        yield node.value
    for child in node.children:
        yield from names(child)


def compared(test: cst.BaseExpression) -> Iterator[str]:
    """Yields the names that are compared in a test, which have one element as it has."""
    match test:
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            yield from compared(inner)
        case cst.BooleanOperation(left=left, right=right):
            yield from compared(left)
            yield from compared(right)
        case cst.Comparison(left=left, comparisons=comparisons):
            if all(isinstance(each.operator, ORDERS) for each in comparisons):
                for side in (left, *(each.comparator for each in comparisons)):
                    yield from _elementwise(side)
        case _:
            return


def _elementwise(node: cst.BaseExpression) -> Iterator[str]:
    match node:
        case cst.Name() | cst.Attribute():
            yield atom(node)
        case cst.UnaryOperation(expression=inner):
            yield from _elementwise(inner)
        case cst.BinaryOperation(left=left, operator=operator, right=right):
            if not isinstance(operator, cst.MatrixMultiply):
                yield from _elementwise(left)
                yield from _elementwise(right)
        case _:
            return


class Uses(cst.CSTVisitor):
    """Collects the names that are computed with as numbers are, and those bound to something else.

    Lists and texts can be added and repeated as well, and compared with each other.
    """

    def __init__(self) -> None:
        self.numeric: set[str] = set()
        self.other: set[str] = set()
        self.assigned: list[tuple[str, cst.BaseExpression]] = []
        self.parameters: set[str] = set()
        self.elsewhere: set[str] = set()

    def visit_UnaryOperation(self, node: cst.UnaryOperation) -> None:
        if isinstance(node.operator, cst.Minus):
            self.numeric.add(atom(node.expression))

    def visit_BinaryOperation(self, node: cst.BinaryOperation) -> None:
        sides, operator = (node.left, node.right), node.operator
        tells = isinstance(operator, cst.Subtract | cst.Divide | cst.Power | cst.MatrixMultiply)
        adds = isinstance(operator, cst.Add) and any(isinstance(each, NUMBERS) for each in sides)
        scales = isinstance(operator, cst.Multiply) and any(
            isinstance(each, cst.Float) for each in sides
        )
        if tells or adds or scales:
            self.numeric.update(atom(each) for each in sides)

    def visit_Comparison(self, node: cst.Comparison) -> None:
        sides = (node.left, *(each.comparator for each in node.comparisons))
        orders = all(isinstance(each.operator, ORDERS) for each in node.comparisons)
        if orders and any(isinstance(each, NUMBERS) for each in sides):
            self.numeric.update(atom(each) for each in sides)

    def visit_Param(self, node: cst.Param) -> None:
        if node.name.value in self.parameters:
            self.elsewhere.add(node.name.value)
        self.parameters.add(node.name.value)

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self._bind_elsewhere(node.target)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self._bind_elsewhere(node.target)

    def visit_For(self, node: cst.For) -> None:
        self._bind_elsewhere(node.target)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        self._bind_elsewhere(node.target)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._bind_elsewhere(node.target)

    def visit_AsName(self, node: cst.AsName) -> None:
        self._bind_elsewhere(node.name)

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            if isinstance(target.target, cst.Name):
                self._bind(target.target, node.value)
            else:
                self._bind_elsewhere(target.target)

    def _bind_elsewhere(self, target: cst.CSTNode) -> None:
        self.elsewhere.update(names(target))

    def _bind(self, target: cst.BaseExpression, value: cst.BaseExpression) -> None:
        match value:
            case cst.List() | cst.Dict() | cst.Set() | cst.Tuple() | cst.Lambda():
                self.other.add(atom(target))
            case cst.SimpleString() | cst.FormattedString() | cst.ListComp() | cst.DictComp():
                self.other.add(atom(target))
            case cst.Name(value="None" | "True" | "False"):
                self.other.add(atom(target))
            case _:
                self.assigned.append((atom(target), value))


def _dearest(*prices: Price | None) -> Price | None:
    known = [each for each in prices if each]
    return max(known) if known and len(known) == len(prices) else None


def _is_nonzero(node: cst.BaseExpression) -> bool:
    return isinstance(node, NUMBERS) and bool(node.evaluated_value)
