"""What a function binds a name to, as far as that is one thing."""

import ast

from jitlint.rewrite.document import FUNCTIONS, Document, Function
from jitlint.rewrite.name_index import NameIndex
from jitlint.rewrite.names import qualified

Scope = Function | ast.Module
ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult)
COMPUTES = frozenset(
    "abs all any clip cos dot exp log log1p matmul max maximum mean min minimum multiply prod sin"
    " sqrt square std sum tanh var where".split()
)
"""Functions of `jax.numpy` and methods whose result has a shape that no value decides."""
MAPPED = "abs cos exp log negative sin sqrt square tan tanh".split()
ARRAYS = frozenset(f"jax.numpy.{name}" for name in ("arange", "linspace", "ones", "zeros", *MAPPED))
"""What surely gives one array, if it is handed one or numbers."""


def scope_of(document: Document, node: ast.AST) -> Scope:
    """Returns the function around a node, or the module."""
    return document.function(node) or document.tree


def stores(scope: ast.AST, name: str) -> list[ast.Name]:
    """Returns where a name is bound or deleted, by other statements than definitions."""
    return [*NameIndex.of(scope).stores.get(name, ())]


def loads(scope: ast.AST, name: str) -> list[ast.Name]:
    """Returns where a name is read."""
    return [*NameIndex.of(scope).loads.get(name, ())]


def is_parameter(scope: ast.AST, name: str) -> bool:
    """Returns whether a name is a parameter of a function, or of one inside of it."""
    return name in NameIndex.of(scope).parameters


def bound_once(document: Document, name: ast.Name) -> ast.expr | None:
    """Returns what a name of a function, or else of the module, is bound to, and nothing else."""
    scope = scope_of(document, name)
    if not stores(scope, name.id) and not is_parameter(scope, name.id):
        scope = document.tree
    found = stores(scope, name.id)
    if is_parameter(scope, name.id) or len(found) != 1:
        return None
    match document.statement(found[0]):
        case ast.Assign(targets=[only], value=value) if only is found[0]:
            return value if scope_of(document, only) is scope else None
        case _:
            return None


def keeps_its_value(document: Document, name: ast.Name) -> bool:
    """Returns whether a name is bound once at most in its function, its parameter included."""
    scope = scope_of(document, name)
    inner = [each for each in ast.walk(scope) if isinstance(each, FUNCTIONS) and each is not scope]
    again = any(is_parameter(each, name.id) for each in inner)
    own = is_parameter(scope, name.id)
    return not again and len(stores(scope, name.id)) + own <= 1


def is_array(document: Document, name: ast.Name) -> bool:
    """Returns whether a name surely is an array of JAX, as one call that it is bound to says."""
    value = bound_once(document, name)
    return isinstance(value, ast.Call) and qualified(document, value.func) in ARRAYS


def is_computed_with(document: Document, read: ast.Name) -> bool:
    """Returns whether a name is an operand, and what comes of it is only computed with, too."""
    match next(document.around(read)):
        case ast.BinOp(op=operator) if isinstance(operator, ARITHMETIC):
            pass
        case _:
            return False
    for around in document.around(read):
        if isinstance(around, ast.Lambda | ast.Return | ast.Assign | ast.AugAssign):
            return True
        if not _computes(document, around):
            return False
    return False


def _computes(document: Document, node: ast.AST) -> bool:
    match node:
        case ast.BinOp(op=operator):
            return isinstance(operator, ARITHMETIC)
        case ast.Call(func=function, keywords=[]):
            library, _, name = qualified(document, function).rpartition(".")
            method = function.attr if isinstance(function, ast.Attribute) and not library else ""
            return (library == "jax.numpy" and name in COMPUTES) or method in COMPUTES
        case _:
            return isinstance(node, ast.UnaryOp | ast.Compare | ast.Tuple | ast.Attribute)
