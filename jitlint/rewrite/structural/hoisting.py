"""Statements put before others, with the blank lines that formatters want."""

from collections.abc import Collection

import libcst as cst
from libcst import matchers

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import WIDTH
from jitlint.rewrite.structural.module import CSTModule, text

Edits = tuple[Edit[Span], ...]


def named_before(
    module: CSTModule,
    node: cst.BaseExpression,
    before: cst.CSTNode,
    name: str,
    blank: str = "",
    taken: Collection[str] | None = None,
) -> Edits:
    """Returns the edits that name a value before a statement, and read the name instead.

    `taken` are names that it may not have; all in the file if there are none.
    """
    (row, _), (end_row, _) = module.extent(module.statement(node))
    simple = isinstance(module.statement(node), cst.SimpleStatementLine)
    if (simple and row != end_row) or "\n" in text(node):
        return ()
    name = free_name(name, module.words if taken is None else taken)
    inserted = statement_before(module, before, f"{name} = {text(node)}", blank=blank)
    read = module.document.edit(*module.with_parentheses(node), name, safe=False)
    return (*inserted, read) if inserted else ()


def free_name(name: str, taken: Collection[str]) -> str:
    """Returns a name that is not taken, with a number if it needs one."""
    wanted = (name, *(f"{name}_{number}" for number in range(2, 1000)))
    return next(each for each in wanted if each not in taken)


def statement_before(
    module: CSTModule, before: cst.CSTNode, lines: str, *, apart: bool = False, blank: str = ""
) -> Edits:
    """Returns the edit of new lines before a statement and the comments above it.

    `apart` says whether a blank line has to be on both sides of them.
    """
    row, column = module.start(before)
    above = module.document.lines
    indent = above[row - 1][:column]
    new = [f"{indent}{line}" if line.strip() else line for line in lines.split("\n")]
    if indent.strip() or any(len(line.expandtabs()) > WIDTH for line in new):
        return ()
    while row > 1 and above[row - 2].startswith(f"{indent}#"):
        row -= 1
    first = "\n" if apart and _needs_blank(above[row - 2]) else ""
    last = "\n" if apart else blank
    whole = first + "".join(f"{line}\n" for line in new) + last
    return (module.document.edit((row, 0), (row, 0), whole, safe=False),)


def dedented(module: CSTModule, statement: cst.CSTNode) -> str:
    """Returns a statement as it is written at the margin; empty where a text in it would change."""
    (row, column), (end_row, _) = module.start(statement), module.extent(statement)[1]
    lines = module.document.lines[row - 1 : end_row]
    strings = matchers.findall(statement, matchers.SimpleString() | matchers.FormattedString())
    if any("\n" in text(each) for each in strings) or any(line[:column].strip() for line in lines):
        return ""
    return "\n".join(line[column:] for line in lines)


def without(module: CSTModule, statement: cst.CSTNode) -> Edits:
    """Returns the edit that takes a statement out of its block; none if nothing would be left."""
    block, lines = module.parent(statement), module.document.lines
    if not isinstance(block, cst.IndentedBlock) or len(block.body) == 1:
        return ()
    if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) > 1:
        return ()
    first, last = module.start(statement)[0], module.extent(statement)[1][0]
    if statement is block.body[0]:
        while not lines[first - 2].strip():
            first -= 1
    if not isinstance(statement, cst.SimpleStatementLine):
        while last < len(lines) and not lines[last].strip():
            last += 1
    return (module.document.edit((first, 0), (last + 1, 0), "", safe=False),)


def _needs_blank(line: str) -> bool:
    return bool(line.strip()) and not line.rstrip().endswith(":")
