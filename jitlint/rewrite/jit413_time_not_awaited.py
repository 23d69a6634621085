"""Waits for the result of the call that the clock did not wait for."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the call, whose result is the same."""
    last = finding.chain[-1].at if finding.chain else finding.at
    if (last.path, last.cell) != (finding.at.path, finding.at.cell):
        return ()
    call = document.node(last, ast.Call)
    inside = call is not None and document.function(call) is not _function(document, finding.at)
    if call is None or inside or any(isinstance(e, ast.Await) for e in ast.walk(call)):
        return ()
    wait, edits = imported(document, "jax.block_until_ready", call, safe=False)
    loop = _loop_before(document, call, finding.at)
    if wait and loop is not None:
        return (*edits, *_after_the_loop(document, call, loop, wait))
    text = f"{wait}({document.text(call)})"
    return (*edits, document.replace(call, text, safe=False)) if wait else ()


def _loop_before(document: Document, call: ast.Call, at: Span) -> ast.stmt | None:
    """Returns the outermost loop around a call that is over when the clock is read."""
    row = document.ends(at)[0][0]
    loops = [each for each in document.around(call) if isinstance(each, ast.For | ast.While)]
    return next((each for each in reversed(loops) if (each.end_lineno or row) < row), None)


def _after_the_loop(
    document: Document, call: ast.Call, loop: ast.stmt, wait: str
) -> tuple[Edit[Span], ...]:
    """Returns the edit that waits once, for what the last turn has bound."""
    match document.statement(call):
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is call:
            (row, column), (end, _) = document.extent(loop)
            indent = document.lines[row - 1][:column]
            line = f"{indent}{wait}({name})\n"
            at = (end + 1, 0)
            return () if indent.strip() else (document.edit(at, at, line, safe=False),)
        case _:
            return ()


def _function(document: Document, at: Span) -> ast.AST | None:
    node = document.node(at, ast.expr)
    return document.function(node) if node else None
