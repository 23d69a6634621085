"""Lists that a loop appends to once in each turn, and that are read as one array afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.structural.module import CSTModule

STACKS = frozenset(f"jax.numpy.{name}" for name in ("array", "asarray", "stack"))


@dataclass(frozen=True, slots=True)
class Collected:
    """A list: what is appended by which statement of a loop, and where it begins and is read.

    `rebound` is the statement that binds the list to its own array, if there is one.
    """

    name: str
    value: cst.BaseExpression
    statement: cst.CSTNode
    start: cst.CSTNode
    stacks: tuple[cst.Call, ...]
    rebound: cst.CSTNode | None

    def reads(self, module: CSTModule) -> tuple[Edit[Span], ...]:
        """Returns the edits that read the array where the list was stacked."""
        edits = [
            module.document.edit(*module.extent(e), self.name, safe=False) for e in self.stacks
        ]
        return (*edits, *(without_row(module, self.rebound) if self.rebound else ()))


def appended(statement: cst.CSTNode) -> tuple[cst.Name, cst.BaseExpression] | None:
    """Returns the name of a list and what a statement appends to it, if that is all it does."""
    match statement:
        case cst.SimpleStatementLine(
            body=[
                cst.Expr(
                    value=cst.Call(
                        func=cst.Attribute(
                            value=cst.Name() as owner, attr=cst.Name(value="append")
                        ),
                        args=[cst.Arg(value=value, keyword=None, star="")],
                    )
                )
            ]
        ):
            return owner, value
        case _:
            return None


def collected(module: CSTModule, loop: cst.For, statement: cst.CSTNode) -> Collected | None:
    """Returns the list that a statement of a loop appends to, if it is nothing but an array."""
    found, block = appended(statement), module.parent(loop)
    if found is None or not isinstance(block, cst.IndentedBlock):
        return None
    owner, value = found
    place = block.body.index(loop)
    begun = _empty(block.body[:place], owner.value)
    if begun is None:
        return None
    start, target = begun
    rebound = next((e for e in block.body[place:] if _is_stacked(module, e, owner.value)), None)
    stacks = list[cst.Call]()
    for name in occurrences(module, loop, owner.value):
        if name is target or name is owner or (rebound and _is_array(module, name, rebound)):
            continue
        call = _stack(module, name)
        if call is None or not _follows(module, name, loop):
            return None
        stacks.append(call)
    known = bool(stacks or rebound) and all(_is_on_one_row(module, each) for each in stacks)
    return Collected(owner.value, value, statement, start, (*stacks,), rebound) if known else None


def occurrences(module: CSTModule, node: cst.CSTNode, wanted: str) -> Iterator[cst.Name]:
    """Yields each occurrence of a name in the outermost function around a node."""
    yield from _occurrences(outermost(module, node), wanted)


def outermost(module: CSTModule, node: cst.CSTNode) -> cst.CSTNode:
    """Returns the outermost function or class around a node."""
    return [node, *module.around(node)][-2]


def without_row(module: CSTModule, statement: cst.CSTNode) -> tuple[Edit[Span], ...]:
    """Returns the edit that takes out the row of a statement, and blank rows that are too many."""
    lines, (row, _) = module.document.lines, module.extent(statement)[0]
    first = row
    if row == len(lines) or not lines[row].strip():
        while not lines[first - 2].strip():
            first -= 1
    return (module.document.edit((first, 0), (row + 1, 0), "", safe=False),)


def _occurrences(node: cst.CSTNode, wanted: str) -> Iterator[cst.Name]:
    if isinstance(node, cst.Name) and node.value == wanted:
        yield node
    for child in node.children:
        yield from _occurrences(child, wanted)


def _empty(
    before: Sequence[cst.CSTNode], name: str
) -> tuple[cst.SimpleStatementLine, cst.Name] | None:
    """Returns the statement that makes a list empty, if only names are bound after it."""
    for statement in reversed(before):
        match statement:
            case cst.SimpleStatementLine(
                body=[
                    cst.Assign(
                        targets=[cst.AssignTarget(target=cst.Name(value=bound) as target)],
                        value=cst.List(elements=[]),
                    )
                ]
            ) if bound == name:
                return statement, target
            case cst.SimpleStatementLine(body=[cst.Assign()]):
                continue
            case _:
                return None
    return None


def _is_stacked(module: CSTModule, statement: cst.CSTNode, name: str) -> bool:
    """Returns whether a statement binds the name of a list to its own array."""
    match statement:
        case cst.SimpleStatementLine(
            body=[
                cst.Assign(
                    targets=[cst.AssignTarget(target=cst.Name(value=bound))],
                    value=cst.Call(args=[cst.Arg(value=cst.Name() as given)]),
                )
            ]
        ):
            row, end = (each[0] for each in module.extent(statement))
            return bound == name == given.value and bool(_stack(module, given)) and row == end
        case _:
            return False


def _stack(module: CSTModule, name: cst.Name) -> cst.Call | None:
    """Returns the call that makes an array of a list, and of nothing else."""
    argument = module.parent(name)
    call = module.parent(argument) if isinstance(argument, cst.Arg) else None
    match call:
        case cst.Call(func=function, args=[cst.Arg(value=value, keyword=None, star="")]) if (
            value is name and module.meaning(function) in STACKS
        ):
            return call
        case _:
            return None


def _is_on_one_row(module: CSTModule, call: cst.Call) -> bool:
    statement = module.statement(call)
    (row, _), (end, _) = module.extent(statement)
    return isinstance(statement, cst.SimpleStatementLine) and row == end


def _follows(module: CSTModule, node: cst.CSTNode, other: cst.CSTNode) -> bool:
    return module.extent(node)[0] >= module.extent(other)[1]


def _is_array(module: CSTModule, name: cst.Name, rebound: cst.CSTNode) -> bool:
    return module.is_within(name, rebound) or _follows(module, name, rebound)
