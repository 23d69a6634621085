"""Lets parameters be traced with which a function only computes, in the place of being static."""

import ast

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.scopes import is_computed_with, loads, stores
from jitlint.rewrite.wrapped import JIT, Wrapped, wrapper

Edits = tuple[Edit[Span], ...]
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult)
OPTIONS = ("static_argnames", "static_argnums")


def made_traced(document: Document, given: ast.expr, name: str) -> Edits:
    """Returns the edit of the options with which the function is jitted that an argument is for."""
    call = next((each for each in document.around(given) if isinstance(each, ast.Call)), None)
    wrapped = Wrapped.at(document, _site(document, call)) if call else None
    if wrapped is None or not isinstance(wrapped.site, ast.Call):
        return ()
    if not _is_number(given) or not _only_computes(document, wrapped, name):
        return ()
    site = wrapped.site
    options = [each for each in site.keywords if each.arg in OPTIONS]
    if len(options) != 1 or any(each.arg is None for each in site.keywords):
        return ()
    return _without(document, wrapped, options[0], name)


def _site(document: Document, call: ast.Call) -> ast.expr | None:
    """Returns the place where what is called is jitted: by its name, or as a method of `self`."""
    match call.func:
        case ast.Name() as called:
            return wrapper(document, called)
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            around = (each for each in document.around(call) if isinstance(each, ast.ClassDef))
            owner = next(around, None)
            body = owner.body if owner else []
            found = [e for e in body if isinstance(e, ast.FunctionDef) and e.name == name]
            sites = found[0].decorator_list if len(found) == 1 else []
            return sites[0] if len(sites) == 1 else None
        case _:
            return None


def _is_number(given: ast.expr) -> bool:
    """Returns whether an argument is a counter, or computed of one."""
    kinds = (ast.Name, ast.BinOp, ast.Constant, ast.operator, ast.expr_context)
    return all(isinstance(each, kinds) for each in ast.walk(given))


def _only_computes(document: Document, wrapped: Wrapped, name: str) -> bool:
    """Returns whether a parameter is only added to or multiplied with other ones.

    Python computes `n * n` with all its digits, and JAX in 32 bits.
    """
    function = wrapped.function
    defaults = {*function.args.defaults, *function.args.kw_defaults}
    plain = not stores(function, name) and not defaults - {None}
    reads = loads(function, name)
    return plain and bool(reads) and all(_meets_another(document, each) for each in reads)


def _meets_another(document: Document, read: ast.Name) -> bool:
    match next(document.around(read)):
        case ast.BinOp(left=left, op=operator, right=right) if isinstance(operator, ARITHMETIC):
            other = right if left is read else left
        case _:
            return False
    function = document.function(read)
    own = {each.arg for each in function.args.args} - {read.id, "self"} if function else set[str]()
    meets = any(isinstance(each, ast.Name) and each.id in own for each in ast.walk(other))
    return meets and is_computed_with(document, read)


def _without(document: Document, wrapped: Wrapped, option: ast.keyword, name: str) -> Edits:
    """Returns the edit that takes a parameter out of an option, or the option out of the call."""
    value = option.value
    items = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
    number = wrapped.parameters.index(name) if name in wrapped.parameters else None
    kept = [e for e in items if not (isinstance(e, ast.Constant) and e.value in (name, number))]
    if len(kept) != len(items) - 1 or not all(isinstance(each, ast.Constant) for each in items):
        return ()
    if kept:
        inner = ", ".join(document.text(each) for each in kept)
        comma = "," if len(kept) == 1 else ""
        return (document.replace(value, f"({inner}{comma})", safe=False),)
    site = wrapped.site
    match site:
        case ast.Call(args=[jit], keywords=[_]) if qualified(document, jit) == JIT:
            return (document.replace(site, document.text(jit), safe=False),)
        case ast.Call(args=[jitted], keywords=[_]):
            text = f"{document.text(site.func)}({document.text(jitted)})"
            return (document.replace(site, text, safe=False),)
        case _:
            return ()
