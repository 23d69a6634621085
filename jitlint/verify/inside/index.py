"""What is looked up again and again in the tree of a file, gathered in one walk."""

import ast
from dataclasses import dataclass, field

Definition = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Placed:
    """A call: how many come before it in the text, and the functions around it, outermost first."""

    number: int
    call: ast.Call
    around: tuple[Definition, ...]


@dataclass(slots=True)
class Index:
    """Calls and assigned names by the name of what is called or wrapped, functions by their own."""

    calls: dict[str, list[Placed]] = field(default_factory=dict[str, list[Placed]])
    assigned: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    functions: dict[str, list[Definition]] = field(default_factory=dict[str, list[Definition]])
    count: int = 0


def index(tree: ast.Module) -> Index:
    """Returns the index of a tree."""
    found = Index()
    _walk(tree, (), found)
    found.calls.pop("", None)
    found.assigned.pop("", None)
    return found


def _walk(node: ast.AST, around: tuple[Definition, ...], found: Index) -> None:
    match node:
        case ast.Call():
            found.count += 1
            placed = Placed(found.count, node, around)
            found.calls.setdefault(_called_name(node.func), []).append(placed)
        case ast.Assign(targets, value):
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            found.assigned.setdefault(_wrapped_name(value), []).extend(names)
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name):
            found.functions.setdefault(name, []).append(node)
            around = (*around, node)
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        _walk(child, around, found)


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
        case ast.Call(ast.Name("partial" | "Partial") | ast.Attribute(_, "partial" | "Partial")):
            return ""
        case ast.Call(_, [ast.Name() | ast.Attribute() | ast.Call() as first, *_]):
            return _called_name(first)
        case _:
            return ""
