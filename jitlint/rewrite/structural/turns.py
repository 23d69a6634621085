"""What a loop over an array is over: its rows, by their own name or by a counter."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import BuiltinAssignment

from jitlint.rewrite.structural.collected import occurrences
from jitlint.rewrite.structural.hoisting import free_name
from jitlint.rewrite.structural.module import CSTModule, text


@dataclass(frozen=True, slots=True)
class Turns:
    """The text of the array whose rows are taken, or else that of the number of turns.

    `parameter` is the name that a turn gets its row by, or that of a counter, whose `subscripts`
    are the rows.
    """

    parameter: str
    rows: str = ""
    length: str = ""
    subscripts: Sequence[cst.Subscript] = ()

    @property
    def items(self) -> frozenset[str]:
        """The texts that stand for a row."""
        return frozenset(text(each) for each in self.subscripts) or frozenset({self.parameter})

    def spelled(self, taken: Collection[str]) -> str:
        """Returns the name that the function gets a row by."""
        if self.subscripts:
            return free_name("row", taken)
        return self.parameter if self.rows else "_"


def turns(module: CSTModule, node: cst.For, keeps: Collection[str]) -> Turns | None:
    """Returns what a loop is over; None where that is neither an array nor a plain count."""
    if not isinstance(node.target, cst.Name) or "\n" in text(node.iter):
        return None
    name = node.target.value
    outside = (e for e in occurrences(module, node, name) if not module.is_within(e, node))
    if any(module.extent(each)[0] > module.extent(node)[1] for each in outside):
        return None
    match node.iter:
        case cst.Call(
            func=cst.Name(value="range") as function,
            args=[cst.Arg(value=count, keyword=None, star="")],
        ) if all(isinstance(each, BuiltinAssignment) for each in module.bindings(function)):
            return _counted(module, node, count, keeps)
        case cst.Call(func=cst.Name(value="range")):
            return None
        case rows:
            return Turns(name, text(rows))


def _counted(
    module: CSTModule, node: cst.For, count: cst.BaseExpression, keeps: Collection[str]
) -> Turns | None:
    assert isinstance(node.target, cst.Name)
    counter = node.target.value
    found = occurrences(module, node, counter)
    reads = [each for each in found if module.is_within(each, node.body)]
    if not reads:
        used = [e for e in occurrences(module, node, "_") if module.is_within(e, node.body)]
        return None if used else Turns(counter, length=text(count))
    array = _measured(count)
    subscripts = [_row(module, each, array) for each in reads]
    known = [each for each in subscripts if each]
    if array not in keeps or len(known) < len(reads):
        return None
    return Turns(counter, array, subscripts=sorted(known, key=module.extent))


def _measured(count: cst.BaseExpression) -> str:
    """Returns the name of the array whose rows an expression counts."""
    match count:
        case cst.Call(func=cst.Name(value="len"), args=[cst.Arg(value=cst.Name(value=name))]):
            return name
        case cst.Subscript(
            value=cst.Attribute(value=cst.Name(value=name), attr=cst.Name(value="shape")),
            slice=[cst.SubscriptElement(slice=cst.Index(value=cst.Integer(value="0")))],
        ):
            return name
        case _:
            return ""


def _row(module: CSTModule, counter: cst.Name, array: str) -> cst.Subscript | None:
    """Returns the subscript that takes a row of an array by a counter."""
    node = module.parent(module.parent(module.parent(counter)))
    match node:
        case cst.Subscript(
            value=cst.Name(value=name),
            slice=[cst.SubscriptElement(slice=cst.Index(value=index))],
        ) if name == array and index is counter:
            return node
        case _:
            return None
