"""Assertions of compiled code: `checkify.check` or `eqx.error_if`, where a file uses them."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import WIDTH, Document
from jitlint.rewrite.names import imported, qualified, spelled
from jitlint.rewrite.scopes import loads
from jitlint.rewrite.wrapped import definition

Edits = tuple[Edit[Span], ...]
CHECK, CHECKED = "jax.experimental.checkify.check", "jax.experimental.checkify.checkify"
ERROR_IF = "equinox.error_if"


def checked(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits of the `assert` whose whole test a finding is about."""
    test = document.node(finding.at, ast.expr)
    if test is None:
        return ()
    match document.statement(test):
        case ast.Assert(test=asked, msg=said) as statement if asked is test:
            message = _message(document, test, said)
        case _:
            return ()
    function = document.function(statement)
    if not message or not isinstance(function, ast.FunctionDef):
        return ()
    return _by_checkify(document, statement, function, message) or _by_equinox(
        document, statement, function, message
    )


def _message(document: Document, test: ast.expr, said: ast.expr | None) -> str:
    """Returns the text of a message without fields, else that of the test; empty for others."""
    match said:
        case None:
            text = document.text(test)
            return "" if {*text} & {*"{}\"'\\\n"} else f'"{text}"'
        case ast.Constant(value=str(text)) if "{" not in text and "}" not in text:
            return document.text(said)
        case _:
            return ""


def _by_checkify(
    document: Document, statement: ast.Assert, function: ast.FunctionDef, message: str
) -> Edits:
    """Returns the edit of an `assert` in a function that the file only hands to checkify."""
    check = spelled(document, CHECK, statement)
    reads = loads(document.tree, function.name)
    alone = definition(document, ast.Name(function.name)) is function
    handed = all(_is_checked(document, each) for each in reads)
    if not check or not alone or not reads or not handed:
        return ()
    new = f"{check}({document.text(statement.test)}, {message})"
    return _written(document, statement, new)


def _is_checked(document: Document, read: ast.Name) -> bool:
    match next(document.around(read)):
        case ast.Call(func=called, args=[given, *_]):
            return given is read and qualified(document, called) == CHECKED
        case _:
            return False


def _by_equinox(
    document: Document, statement: ast.Assert, function: ast.FunctionDef, message: str
) -> Edits:
    """Returns the edit of a comparison of an argument that the function reads afterwards."""
    error_if = spelled(document, ERROR_IF, statement)
    match statement.test:
        case ast.Compare(left=ast.Name(id=name), ops=[_]):
            pass
        case _:
            return ()
    arguments = [each.arg for each in function.args.args]
    later = [each for each in loads(function, name) if each.lineno > statement.lineno]
    if not error_if or name not in arguments or not later or statement not in function.body:
        return ()
    negated, edits = imported(document, "jax.numpy.logical_not", statement, safe=False)
    test = f"{negated}({document.text(statement.test)})"
    new = f"{name} = {error_if}({name}, {test}, {message})"
    written = _written(document, statement, new)
    return (*edits, *written) if negated and written else ()


def _written(document: Document, statement: ast.Assert, new: str) -> Edits:
    fits = "\n" not in new and statement.col_offset + len(new) <= WIDTH
    return (document.replace(statement, new, safe=False),) if fits else ()
