"""Makes those parameters static whose values Python needs, where they are no arrays.

JAX then compiles once for each of their values, and refuses arrays. So a parameter is left alone if
any call in the file passes what JAX computes, or the function uses it as only an array is used.
"""

import ast
from collections.abc import Iterator

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import qualified
from jitlint.rewrite.wrapped import Wrapped, calls

MOST_STATIC = 2
Edits = tuple[Edit[Span], ...]


def made_static(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edits that make the parameters static which a finding needs."""
    entry, names = finding.entry, finding.needs
    if entry is None or entry.starts.path != finding.at.path or not 0 < len(names) <= MOST_STATIC:
        return ()
    wrapped = Wrapped.at(document, document.node(entry.starts, ast.expr))
    if wrapped is None or any(_is_array(document, wrapped, name) for name in names):
        return ()
    return wrapped.with_static(names)


def _is_array(document: Document, wrapped: Wrapped, name: str) -> bool:
    """Returns whether a parameter is, or may well be, an array or a container of some."""
    used = any(_is_as_array(document, each, name) for each in ast.walk(wrapped.function))
    return used or any(_is_computed(document, each) for each in passed(document, wrapped, name))


def _is_as_array(document: Document, node: ast.AST, name: str) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=used)) | ast.Subscript(value=ast.Name(id=used)):
            return used == name or (isinstance(node, ast.Subscript) and _masks(node, name))
        case ast.Subscript():
            return _masks(node, name)
        case ast.BinOp(left=left, op=ast.MatMult(), right=right):
            return any(isinstance(each, ast.Name) and each.id == name for each in (left, right))
        case ast.Call(func=function, args=[ast.Name(id=used), *_]) if used == name:
            return qualified(document, function).startswith(ELEMENTWISE)
        case _:
            return False


def _masks(node: ast.Subscript, name: str) -> bool:
    """Returns whether an index is a mask that is computed with a name."""
    masks = (each for each in ast.walk(node.slice) if isinstance(each, ast.Compare))
    return any(_names(mask, name) for mask in masks)


def _names(node: ast.AST, name: str) -> bool:
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))


ELEMENTWISE = tuple(
    f"jax.numpy.{each}"
    for each in "abs arg cos cum dot exp floor log max mean min prod sin sort sqrt sum tan".split()
)


def passed(document: Document, wrapped: Wrapped, name: str) -> Iterator[ast.expr]:
    """Yields what calls in the file pass for a parameter."""
    called = _name_of(document, wrapped)
    number = wrapped.parameters.index(name) if name in wrapped.parameters else -1
    for call in calls(document, called) if called else ():
        bound = isinstance(call.func, ast.Attribute) and wrapped.parameters[:1] == ["self"]
        place = number - bound
        if 0 <= place < len(call.args):
            yield call.args[place]
        yield from (each.value for each in call.keywords if each.arg == name)


def _name_of(document: Document, wrapped: Wrapped) -> str:
    """Returns the name by which a jitted function is called; empty where it has none."""
    match wrapped.function, document.statement(wrapped.site):
        case ast.FunctionDef(name=name, decorator_list=sites), _ if wrapped.site in sites:
            return name
        case _, ast.Assign(targets=[ast.Name(id=name)], value=value) if value is wrapped.site:
            return name
        case _:
            return ""


def _is_computed(document: Document, value: ast.expr) -> bool:
    """Returns whether an argument is made by JAX, or is a list, which has no hash."""
    if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp):
        return True
    inner = (each for each in ast.walk(value) if isinstance(each, ast.Call))
    return any(qualified(document, each.func).startswith(("jax", "numpy")) for each in inner)
