"""What a function's body tells of its parameters, and which of them an expression depends on."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..index import Definition, Index

INTEGER_CALLS = ("range", "reshape", "zeros", "ones", "eye", "arange", "full", "tile", "int")
Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Use:
    """What is done with one parameter, or with an attribute of one."""

    attributes: list[str] = field(default_factory=list[str])
    keys: list[str] = field(default_factory=list[str])
    words: list[str] = field(default_factory=list[str])
    kinds: list[str] = field(default_factory=list[str])
    length: int = 0
    rank: int | None = None
    is_called: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Uses:
    """By path, how it is used; and by local name, what it depends on."""

    node: Definition | None = None
    by_path: dict[str, Use] = field(default_factory=dict[str, Use])
    behind: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def of(self, path: str) -> Use:
        """Returns the uses of a path."""
        return self.by_path.get(path) or Use()

    def blamed(self, span: Span) -> list[str]:
        """Returns the paths that the expression at a span depends on, the nearest first."""
        if self.node is None:
            return []
        at = _smallest(self.node, span)
        places = _tests(self.node, at) if isinstance(at, ast.Raise) else [at]
        found = dict.fromkeys(path for place in places for path in _paths_in(place))
        for path in list(found):
            name = path.partition(".")[0]
            found.update(dict.fromkeys(sorted(self.behind.get(name, ()))))
        return list(found)


def uses(index: Index, name: str, row: int) -> Uses:
    """Returns the uses in the function of a name that starts, with its decorators, at a row."""
    for node in index.functions.get(name, ()):
        if _holds(node, row):
            return _uses(node)
    return Uses()


def _holds(node: Definition, row: int) -> bool:
    """A code object starts at its first decorator, or at `def`."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return first <= row <= node.body[0].lineno


def _uses(node: Definition) -> Uses:
    found = Uses(node)
    for inner in ast.walk(node):
        _take(inner, found)
    _trace_names(node, found)
    return found


def _take(node: ast.AST, found: Uses) -> None:
    match node:
        case ast.Attribute(value, attribute) if path := _path(value):
            _use(found, path).attributes.append(attribute)
            if attribute == "T":
                _raise_rank(found, path, 2)
        case ast.Subscript(ast.Attribute(value, "shape"), ast.Constant(int(axis))):
            _raise_rank(found, _path(value), axis + 1 if axis >= 0 else -axis)
        case ast.Subscript(value, ast.Constant(str(key))):
            _use(found, _path(value)).keys.append(key)
        case ast.Subscript(value, ast.Tuple(items)):
            real = [each for each in items if not _is_none_or_dots(each)]
            _raise_rank(found, _path(value), len(real))
        case ast.Assign([ast.Tuple(targets)], ast.Attribute(value, "shape")):
            _use(found, _path(value)).rank = len(targets)
        case ast.Assign([ast.Tuple(targets)], ast.Name() | ast.Attribute() as value):
            _use(found, _path(value)).length = len(targets)
        case ast.Compare(value, _, [ast.Constant(str(word))]):
            _use(found, _path(value)).words.append(word)
        case ast.Compare(value, _, [ast.Tuple(words) | ast.List(words) | ast.Set(words)]):
            said = [each.value for each in words if isinstance(each, ast.Constant)]
            _use(found, _path(value)).words.extend(w for w in said if isinstance(w, str))
        case ast.BinOp(left, ast.MatMult(), right):
            for side in (left, right):
                _raise_rank(found, _path(side), 1)
        case ast.Call(function):
            _take_call(node, function, found)
        case _:
            pass


def _take_call(call: ast.Call, function: ast.expr, found: Uses) -> None:
    if isinstance(function, ast.Name):
        _use(found, function.id).is_called = True
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "isinstance" and len(call.args) == 2:
        kinds = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
        _use(found, _path(call.args[0])).kinds.extend(_path(each) for each in kinds)
    if name in INTEGER_CALLS:
        for argument in call.args[name == "reshape" :]:
            for path in _paths_in(argument):
                _use(found, path).is_whole = True
    if name == "einsum" and call.args and isinstance(call.args[0], ast.Constant):
        terms = str(call.args[0].value).partition("->")[0].replace(" ", "").split(",")
        for term, argument in zip(terms, call.args[1:], strict=False):
            if "." not in term and (path := _path(argument)):
                _use(found, path).rank = len(term)


def _trace_names(function: Definition, found: Uses) -> None:
    """Twice, for what a loop's end hands to its beginning."""
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    found.behind.update({each.arg: {each.arg} for each in parameters})
    for _ in range(2):
        for node in ast.walk(function):
            for target, value in _bindings(node):
                behind = {
                    deeper
                    for path in _paths_in(value)
                    for deeper in found.behind.get(path.partition(".")[0], ())
                }
                for name in _names(target):
                    found.behind.setdefault(name, set()).update(behind)


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets, value):
            yield from ((target, value) for target in targets)
        case ast.AugAssign(target, _, value) | ast.For(target, value):
            yield target, value
        case ast.AnnAssign(target, _, value) if value is not None:
            yield target, value
        case _:
            pass


def _names(target: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]


def _paths_in(node: ast.AST) -> Iterator[str]:
    path = _path(node)
    if path:
        yield path
        while "." in path:
            path = path.rpartition(".")[0]
            yield path
        return
    for child in ast.iter_child_nodes(node):
        yield from _paths_in(child)


def _path(node: ast.AST) -> str:
    """Returns `state.mean` of the expression that is written so."""
    match node:
        case ast.Name(name):
            return name
        case ast.Attribute(value, attribute):
            inner = _path(value)
            return f"{inner}.{attribute}" if inner else ""
        case _:
            return ""


def _use(found: Uses, path: str) -> Use:
    return found.by_path.setdefault(path, Use())


def _raise_rank(found: Uses, path: str, rank: int) -> None:
    use = _use(found, path)
    use.rank = max(use.rank or 0, rank)


def _is_none_or_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (None, ...)


def _smallest(function: Definition, span: Span) -> ast.AST:
    """Returns the smallest expression or statement that covers a span."""
    found: ast.AST = function
    for node in ast.walk(function):
        if isinstance(node, (ast.expr, ast.stmt)) and node is not function and _covers(node, span):
            found = node
    return found


def _tests(function: Definition, at: ast.AST) -> list[ast.AST]:
    """Returns what a statement of its own is under, the innermost test first."""
    found: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If) and any(inner is at for inner in ast.walk(node)):
            found.insert(0, node.test)
    return found[:2]


def _covers(node: ast.expr | ast.stmt, span: Span) -> bool:
    end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
    start = (node.lineno, node.col_offset)
    return start <= (span[0], span[1]) and (span[2], span[3]) <= end
