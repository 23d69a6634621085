"""Loops that collect an array: `jax.lax.scan`, or `jax.lax.map` where no turn needs another one.

The body stays as it is written, as a function. Each list that it appends to once becomes what the
function returns. The names that a turn takes from the one before, or that are read afterwards, are
carried; the finding says which of them keep their types.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from keyword import iskeyword

import libcst as cst
from libcst import matchers

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import WIDTH, Position
from jitlint.rewrite.structural.bound import bound_before
from jitlint.rewrite.structural.branches import OPERATORS
from jitlint.rewrite.structural.collected import (
    Collected,
    appended,
    collected,
    occurrences,
    outermost,
)
from jitlint.rewrite.structural.hoisting import free_name
from jitlint.rewrite.structural.layout import CallLayout, changed_rows, laid_out
from jitlint.rewrite.structural.module import CSTModule
from jitlint.rewrite.structural.truth import Names
from jitlint.rewrite.structural.turns import Turns, turns
from jitlint.rewrite.structural.values import Values, names

Edits = tuple[Edit[Span], ...]


def scan(module: CSTModule, node: cst.For, keeps: Collection[str], spell: Names) -> Edits:
    """Returns the edits of a loop that collects arrays; `keeps` are names that keep their types."""
    over = turns(module, node, keeps)
    if over is None or not isinstance(node.body, cst.IndentedBlock) or not _is_plain(module, node):
        return ()
    statements = node.body.body
    lists = [collected(module, node, each) for each in statements if appended(each)]
    known = [each for each in lists if each and each.name in keeps]
    carried = _carried(module, node, over, keeps)
    distinct = len({each.name for each in known}) == len(lists)
    if carried is None or not distinct or not (known or carried) or not (over.rows or carried):
        return ()
    return _Scan(module, node, over, carried, known, spell).written()


def _is_plain(module: CSTModule, node: cst.For) -> bool:
    """Returns whether a loop has no `else`, and its function binds its own names only."""
    function = module.function(node)
    shared = matchers.findall(outermost(module, node), matchers.Global() | matchers.Nonlocal())
    whole = isinstance(function, cst.FunctionDef) and not shared
    return whole and not node.orelse and not node.asynchronous


def _carried(
    module: CSTModule, node: cst.For, over: Turns, keeps: Collection[str]
) -> list[str] | None:
    """Returns the names that are carried; None where a turn may do more than compute."""
    bound, early = dict[str, None](), set[str]()
    lists = {owner.value for each in node.body.body if (owner := (appended(each) or [None])[0])}
    values = Values.around(module, node).with_numeric({*keeps, *over.items} - lists)
    for statement in node.body.body:
        reads, target = _reads(statement)
        if any(values.with_numeric(bound).price(each) is None for each in reads):
            return None
        found = {name for each in reads for name in names(each)}
        early |= found - bound.keys()
        if target == over.parameter or found & lists or target in lists:
            return None
        bound.update({target: None} if target else {})
    carried = [name for name in bound if name in early or _is_read_later(module, node, name)]
    before = bound_before(module, node)
    return carried if {*carried} <= {*keeps} & before else None


def _reads(statement: cst.CSTNode) -> tuple[list[cst.BaseExpression], str]:
    """Returns what a statement computes with, and the name that it binds."""
    match statement.body if isinstance(statement, cst.SimpleStatementLine) else ():
        case [cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))], value=value)]:
            return [value], name
        case [cst.AugAssign(target=cst.Name() as target, operator=operator, value=value)] if (
            type(operator) in OPERATORS
        ):
            return [target, value], target.value
        case _:
            found = appended(statement)
            return ([found[1]], "") if found else ([cst.Ellipsis()], "")


def _is_read_later(module: CSTModule, node: cst.For, name: str) -> bool:
    """Returns whether a name may be read after a loop, or in its next run."""
    again = any(isinstance(each, cst.For | cst.While) for each in module.around(node))
    end = module.extent(node)[1]
    outside = [e for e in occurrences(module, node, name) if not module.is_within(e, node)]
    return any(again or module.extent(each)[0] >= end for each in outside)


@dataclass(frozen=True, slots=True)
class _Scan:
    """A loop as a function and its call."""

    module: CSTModule
    node: cst.For
    over: Turns
    carried: Sequence[str]
    lists: Sequence[Collected]
    spell: Names

    def written(self) -> Edits:
        """Returns the edits of the loop, of where its lists begin, and of where they are read."""
        document, (start, last) = self.module.document, self.module.extent(self.node)
        indent = document.lines[start[0] - 1][: start[1]]
        said = self.module.comments(start, (start[0], len(document.lines[start[0] - 1])), indent)
        inner = self._inner()
        if said is None or indent.strip() or not inner or self._is_loose(last[0], indent):
            return ()
        parameter = self.over.spelled(self._taken())
        body = self._body(inner, parameter)
        if not body or any(len(row.expandtabs()) > WIDTH for row in body):
            return ()
        name = free_name("body", self._taken())
        function, defined = name, [f"{indent}def {name}({self._parameters(parameter)}):", *body, ""]
        if len(body) == 1 and not self.carried and "#" not in body[0]:
            function = f"lambda {parameter}: {body[0].strip().removeprefix('return ')}"
            defined = []
        step = inner.removeprefix(indent)
        bound = laid_out(f"{self._targets()} = ", self._call(function), indent, step)
        if not bound:
            return ()
        first, rows = self._above(start[0], said, indent, bool(defined))
        new = "\n".join([*rows, *defined, f"{indent}{bound}"]).split("\n")
        edits = changed_rows(document, first, last[0], new)
        return (*edits, *(read for each in self.lists for read in each.reads(self.module)))

    def _inner(self) -> str:
        """Returns the indent of the body, if that is below the row of the loop."""
        (row, _), (head, _) = self.module.extent(self.node.body.body[0])[0], self._head()
        column = self.module.extent(self.node.body.body[0])[0][1]
        inner = self.module.document.lines[row - 1][:column]
        begins = self.module.extent(self.node)[0][0]
        return inner if row > head == begins and not inner.strip() else ""

    def _head(self) -> Position:
        return self.module.extent(self.node.iter)[1]

    def _is_loose(self, last: int, indent: str) -> bool:
        """Returns whether a comment after the last row belongs to the body."""
        rows = [row for row in self.module.document.lines[last:] if row.strip()]
        return bool(rows) and rows[0].startswith((f"{indent} ", f"{indent}\t"))

    def _taken(self) -> set[str]:
        return {*names(outermost(self.module, self.node))}

    def _body(self, inner: str, parameter: str) -> list[str]:
        """Returns the rows of the function; none where an append has not one row of its own."""
        statements, outs = self.node.body.body, dict[str, str]()
        below, tail = self._head()[0] + 1, ""
        rows = list[str]()
        if len(self.carried) > 1:
            rows.append(f"{inner}{', '.join(self.carried)} = {self._whole()}")
        for statement in statements:
            (first, _), (last, end) = self.module.extent(statement)
            found = next((each for each in self.lists if each.statement is statement), None)
            rows += self._rows(below, first if found else last + 1, parameter)
            below = last + 1
            if found is None:
                continue
            whole = (first, 0), (last, len(self.module.document.lines[last - 1]))
            if first != last or self.module.comments(*whole, inner) is None:
                return []
            value = self._text(*self.module.with_parentheses(found.value), parameter)
            rest, outs[found.name] = self.module.document.lines[last - 1][end:], value
            if statement is statements[-1] and len(self._result(inner, outs) + rest) <= WIDTH:
                tail = rest
                continue
            outs[found.name] = self._item(found.name, outs.values())
            rows.append(f"{inner}{outs[found.name]} = {value}{rest}")
        return [*rows, f"{self._result(inner, outs)}{tail}"]

    def _rows(self, first: int, end: int, parameter: str) -> list[str]:
        lines = self.module.document.lines
        return [
            self._text((row, 0), (row, len(lines[row - 1])), parameter) for row in range(first, end)
        ]

    def _text(self, start: Position, end: Position, parameter: str) -> str:
        """Returns a part of a row, with the items of what is looped over by their new name."""
        row, found = start[0], self.module.document.lines[start[0] - 1][: end[1]]
        for node in reversed(self.over.subscripts):
            first, last = self.module.extent(node)
            if first[0] == row and start[1] <= first[1] and last[1] <= end[1]:
                found = found[: first[1]] + parameter + found[last[1] :]
        return found[start[1] :]

    def _result(self, inner: str, outs: dict[str, str]) -> str:
        made = [outs[each.name] for each in self.lists if each.name in outs]
        if not self.carried:
            return f"{inner}return {', '.join(made)}"
        stacked = made[0] if len(made) == 1 else f"({', '.join(made)})" if made else "None"
        return f"{inner}return {_together(self.carried)}, {stacked}"

    def _item(self, name: str, made: Collection[str]) -> str:
        """Returns a name for one item of a list."""
        single = name[:-1] if len(name) > 2 and name.endswith("s") else "y"
        return free_name("y" if iskeyword(single) else single, {*self._taken(), *made, "row"})

    def _whole(self) -> str:
        [first, *more] = self.carried
        return free_name("carry", self._taken()) if more else first

    def _parameters(self, parameter: str) -> str:
        return f"{self._whole()}, {parameter}" if self.carried else parameter

    def _targets(self) -> str:
        stacked = [each.name for each in self.lists]
        if not self.carried:
            return ", ".join(stacked)
        made = stacked[0] if len(stacked) == 1 else f"({', '.join(stacked)})" if stacked else "_"
        unread = not any(_is_read_later(self.module, self.node, name) for name in self.carried)
        return f"{'_' if unread and stacked else _together(self.carried)}, {made}"

    def _call(self, function: str) -> CallLayout:
        if not self.carried:
            return CallLayout(self.spell.spelled("jax.lax.map"), [function, self.over.rows])
        counted = [self.over.rows] if self.over.rows else ["None", f"length={self.over.length}"]
        carry = _together(self.carried)
        return CallLayout(self.spell.spelled("jax.lax.scan"), [function, carry, *counted])

    def _above(self, row: int, said: str, indent: str, is_defined: bool) -> tuple[int, list[str]]:
        """Returns the first row that is written anew, and the rows before the function."""
        lines = self.module.document.lines
        gone = {self.module.extent(each.start)[0][0] for each in self.lists}
        first = min(gone | {row})
        while lines[first - 2].startswith(f"{indent}#"):
            first -= 1
        rows = [lines[at - 1] for at in range(first, row) if at not in gone]
        opens = lines[first - 2].rstrip().endswith(":")
        kept = list[str]()
        for each in rows:
            if each.strip() or (
                kept[-1].strip() if kept else not opens and lines[first - 2].strip()
            ):
                kept.append(each)
        comments = len(kept)
        while comments and kept[comments - 1].startswith(f"{indent}#"):
            comments -= 1
        above = kept[comments - 1] if comments else "" if opens else lines[first - 2]
        if is_defined and above.strip():
            kept.insert(comments, "")
        return first, [*kept, *([f"{indent}{said.rstrip()}"] if said else [])]


def _together(carried: Sequence[str]) -> str:
    return carried[0] if len(carried) == 1 else f"({', '.join(carried)})"
