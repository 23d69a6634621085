"""What is looked up again and again in the tree of a file, gathered in one walk."""

import ast
from dataclasses import dataclass, field

from .hints import Hints

Definition = ast.FunctionDef | ast.AsyncFunctionDef
PARTIAL = ("partial", "Partial")
TELLING = (ast.Call, ast.Assign, ast.Subscript, ast.Compare)
BARE = {"ctx", "op", "ops"}
LEAVES = {ast.Name, ast.Constant}


@dataclass(frozen=True, slots=True)
class Placed:
    """A call: how many come before it in the text, and the functions around it, outermost first."""

    number: int
    call: ast.Call
    around: tuple[Definition, ...]


@dataclass(slots=True)
class Index:
    """Calls and assigned names by the name of what is called or wrapped, functions by their own.

    So are the calls of `partial` that bind arguments of a function. The hints are those of a
    function's body.
    """

    calls: dict[str, list[Placed]] = field(default_factory=dict[str, list[Placed]])
    assigned: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    functions: dict[str, list[Definition]] = field(default_factory=dict[str, list[Definition]])
    partials: dict[str, list[ast.Call]] = field(default_factory=dict[str, list[ast.Call]])
    hints: dict[Definition, Hints] = field(default_factory=dict[Definition, Hints])
    count: int = 0

    def hints_of(self, name: str, row: int) -> Hints:
        """Returns the hints of the function that starts, with its decorators, at a row."""
        found = (each for each in self.functions.get(name, ()) if _starts(each) == row)
        return next((self.hints[each] for each in found), Hints())


def index(tree: ast.Module) -> Index:
    """Returns the index of a tree."""
    found = Index()
    _walk(tree, (), found)
    found.calls.pop("", None)
    found.assigned.pop("", None)
    return found


def _starts(node: Definition) -> int:
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def _walk(node: ast.AST, around: tuple[Definition, ...], found: Index) -> None:
    """What has nothing inside, most of a tree, is passed over."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        found.functions.setdefault(node.name, []).append(node)
        found.hints[node] = Hints()
        around = (*around, node)
    elif isinstance(node, TELLING):
        _take(node, around, found)
    for name in node._fields:
        inner = None if name in BARE else getattr(node, name, None)
        for each in inner if isinstance(inner, list) else (inner,):  # type: ignore[reportUnknownVariableType]
            if isinstance(each, ast.AST) and each.__class__ not in LEAVES:
                _walk(each, around, found)


def _take(
    node: ast.Call | ast.Assign | ast.Subscript | ast.Compare,
    around: tuple[Definition, ...],
    found: Index,
) -> None:
    match node:
        case ast.Call():
            found.count += 1
            placed = Placed(found.count, node, around)
            found.calls.setdefault(_called_name(node.func), []).append(placed)
            if _is_partial(node) and node.args:
                found.partials.setdefault(_called_name(node.args[0]), []).append(node)
            return
        case ast.Assign(targets, value):
            names = [target.id for target in targets if isinstance(target, ast.Name)]
            found.assigned.setdefault(_wrapped_name(value), []).extend(names)
        case _:
            pass
    for function in around:
        found.hints[function].take(node)


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
    match call.func:
        case ast.Name(name) | ast.Attribute(_, name):
            return name in PARTIAL
        case _:
            return False
