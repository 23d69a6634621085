"""Computes what is memoised within `jax.ensure_compile_time_eval()`, which makes no tracers."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import WIDTH
from jitlint.rewrite.names import imported
from jitlint.rewrite.structural.module import CSTModule

EVALUATION = "jax.ensure_compile_time_eval"
MOST_ROWS = 20


def rewrite(module: CSTModule, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits that put the body of the memoised function into a `with`."""
    document = module.document
    node = document.node(finding.at, ast.expr)
    function = document.function(node) if node else None
    if not isinstance(function, ast.FunctionDef) or not _is_memoised(function):
        return ()
    body = function.body[1:] if ast.get_docstring(function) else function.body
    first, last = document.extent(body[0])[0][0], document.extent(body[-1])[1][0]
    indent = document.lines[first - 1][: body[0].col_offset]
    own = document.lines[function.lineno - 1][: function.col_offset]
    step = indent.removeprefix(own.lstrip("\f"))
    rows = document.lines[first - 1 : last]
    if indent.strip() or last - first > MOST_ROWS or not _can_be_indented(body, rows):
        return ()
    name, edits = imported(document, EVALUATION, function.body[0], safe=False)
    if not name or any(len(f"{step}{row}".expandtabs()) > WIDTH for row in rows):
        return ()
    lines = [f"{indent}with {name}():", *(f"{step}{row}" if row.strip() else row for row in rows)]
    end = (last, len(document.lines[last - 1]))
    return (*edits, document.edit((first, 0), end, "\n".join(lines), safe=False))


def _is_memoised(function: ast.FunctionDef) -> bool:
    return len(function.decorator_list) == 1 and not any(
        isinstance(each, ast.Yield | ast.YieldFrom | ast.With) for each in ast.walk(function)
    )


def _can_be_indented(body: list[ast.stmt], rows: list[str]) -> bool:
    """Returns whether no text in the rows goes over several of them."""
    inner = (each for statement in body for each in ast.walk(statement))
    texts = [each for each in inner if isinstance(each, ast.Constant | ast.JoinedStr)]
    return all(each.lineno == each.end_lineno for each in texts) and "\\" not in "".join(rows)
