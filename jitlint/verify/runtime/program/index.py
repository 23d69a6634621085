"""An index of the calls, assignments and functions in the tree of a file, made in one walk."""

import ast
from dataclasses import dataclass, field

Definition = ast.FunctionDef | ast.AsyncFunctionDef
PARTIAL = ("partial", "Partial")
INDEXED = (ast.Call, ast.Assign)
BARE = {"ctx", "op", "ops"}
LEAVES = {ast.Name, ast.Constant}


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """A call in the program's text, and the functions around it, outermost first.

    The `number` counts the calls of a file.
    """

    number: int
    call: ast.Call
    around: tuple[Definition, ...]


@dataclass(slots=True)
class SyntaxIndex:
    """Calls and assigned names by the name of what is called or wrapped, functions by their own.

    So are the calls of `partial` that bind arguments of a function.
    """

    calls: dict[str, list[WrittenCall]] = field(default_factory=dict[str, list[WrittenCall]])
    assigned: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    functions: dict[str, list[Definition]] = field(default_factory=dict[str, list[Definition]])
    partials: dict[str, list[ast.Call]] = field(default_factory=dict[str, list[ast.Call]])
    count: int = 0


def index(tree: ast.Module) -> SyntaxIndex:
    """Returns the index of a tree."""
    found = SyntaxIndex()
    _walk(tree, (), found)
    found.calls.pop("", None)
    found.assigned.pop("", None)
    return found


def _walk(node: ast.AST, around: tuple[Definition, ...], found: SyntaxIndex) -> None:
    """Indexes a node and those inside of it; names and constants are passed over."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        found.functions.setdefault(node.name, []).append(node)
        around = (*around, node)
    elif isinstance(node, INDEXED):
        _take(node, around, found)
    for name in node._fields:
        inner = None if name in BARE else getattr(node, name, None)
        for each in inner if isinstance(inner, list) else (inner,):  # type: ignore[reportUnknownVariableType]
            if isinstance(each, ast.AST) and each.__class__ not in LEAVES:
                _walk(each, around, found)


def _take(node: ast.Call | ast.Assign, around: tuple[Definition, ...], found: SyntaxIndex) -> None:
    if isinstance(node, ast.Assign):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        found.assigned.setdefault(_wrapped_name(node.value), []).extend(names)
        return
    found.count += 1
    written = WrittenCall(found.count, node, around)
    found.calls.setdefault(_called_name(node.func), []).append(written)
    if _is_partial(node) and node.args:
        found.partials.setdefault(_called_name(node.args[0]), []).append(node)


def _called_name(value: ast.expr) -> str:
    match value:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
        case _:
            return _wrapped_name(value)


def _wrapped_name(value: ast.expr) -> str:
    """Returns the name of what a transformation is applied to, `f` in `jax.jit(f)`, if it is one.

    `partial(f, 1)` takes other arguments than `f`.
    """
    match value:
        case ast.Call() if _is_partial(value):
            return ""
        case ast.Call(_, [ast.Name() | ast.Attribute() | ast.Call() as first, *_]):
            return _called_name(first)
        case _:
            return ""


def _is_partial(call: ast.Call) -> bool:
    function = call.func
    return isinstance(function, (ast.Name, ast.Attribute)) and _called_name(function) in PARTIAL
