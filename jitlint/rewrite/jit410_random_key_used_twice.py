"""Splits a key before its first use, which then has a part of its own."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, is_local

SIMPLE = (ast.Assign, ast.AugAssign, ast.Return)


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edits before the first use and in it, after which the numbers are others."""
    if finding.severity == "note":
        return ()
    used = finding.chain[-1].at if finding.chain else finding.at
    call = document.node(used, ast.Call) if used.path == finding.at.path else None
    match call:
        case ast.Call(args=[ast.Name(id=name) as key, *_]) if is_local(document, key):
            statement = document.statement(call)
        case _:
            return ()
    (row, column), _ = document.extent(statement)
    indent = document.lines[row - 1][:column]
    twice = sum(isinstance(e, ast.Name) and e.id == name for e in ast.walk(call)) > 1
    is_plain = isinstance(statement, SIMPLE) and not indent.strip() and not twice
    if not is_plain or _is_in_an_inner_scope(document, call, statement):
        return ()
    split, edits = imported(document, "jax.random.split", call, safe=False)
    if not split:
        return ()
    new = _free(document, f"{name}_used")
    line = f"{indent}{name}, {new} = {split}({name})\n"
    before = document.edit((row, 0), (row, 0), line, safe=False)
    return (*edits, before, document.replace(key, new, safe=False))


def _is_in_an_inner_scope(document: Document, call: ast.Call, statement: ast.stmt) -> bool:
    scopes = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    for around in document.around(call):
        if around is statement:
            return False
        if isinstance(around, scopes):
            return True
    return True


def _free(document: Document, name: str) -> str:
    """Returns a name that is not taken, with a number if it needs one."""
    wanted = (name, *(f"{name}_{number}" for number in range(2, 100)))
    return next(each for each in wanted if each not in document.words)
