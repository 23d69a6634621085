"""What each piece of a function's code tells of the values in it."""

import ast
from collections.abc import Iterator

from ..index import Definition, Index
from .handing import handings
from .uses import Uses, definition, path_of

INTEGER_CALLS = ("range", "reshape", "zeros", "ones", "eye", "arange", "full", "tile", "int")
MATRIX_CALLS = (
    "inv",
    "det",
    "cholesky",
    "solve",
    "eigh",
    "eig",
    "eigvalsh",
    "svd",
    "qr",
    "slogdet",
)
OF_SHAPE = ("shape", "ndim", "size", "dtype")
ON_TEXT = ("lower", "upper", "strip", "casefold")


def uses(index: Index, name: str, row: int) -> Uses:
    """Returns the uses in the function of a name that starts, with its decorators, at a row."""
    node = definition(index, name, row)
    return _uses(node) if node is not None else Uses()


def _uses(node: Definition) -> Uses:
    found = Uses(node)
    for inner in ast.walk(node):
        _take(inner, found)
        if isinstance(inner, ast.Call):
            _take_call(inner, found)
            found.handed.extend(handings(inner))
    _trace_names(node, found)
    _follow_names(node, found)
    return found


def _take(node: ast.AST, found: Uses) -> None:
    match node:
        case ast.Attribute(value, attribute) if path := path_of(value):
            found.use(path).attributes.append(attribute)
            if attribute == "T":
                _raise_rank(found, path, 2)
        case ast.Subscript():
            _take_subscript(node, found)
        case ast.Assign([ast.Tuple(targets)], value):
            _take_unpacking(targets, value, found)
        case ast.Compare(value, [operator], [other]):
            _take_comparison(value, operator, other, found)
        case ast.BinOp(left, ast.MatMult(), right):
            for side in (left, right):
                _raise_rank(found, path_of(side), 1)
        case ast.If(test) | ast.IfExp(test) | ast.While(test):
            _take_test(test, found)
            if isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise):
                _take_demand(test, ast.NotEq, found)
        case ast.Assert(test):
            _take_demand(test, ast.Eq, found)
        case ast.Match(subject, cases):
            values = [each.pattern for each in cases]
            said = [each.value for each in values if isinstance(each, ast.MatchValue)]
            _take_literals(path_of(subject), said, found)
        case _:
            pass


def _take_subscript(node: ast.Subscript, found: Uses) -> None:
    match node:
        case ast.Subscript(ast.Attribute(value, "shape"), ast.Constant(int(axis))):
            _raise_rank(found, path_of(value), axis + 1)
        case ast.Subscript(
            ast.Attribute(value, "shape"), ast.UnaryOp(ast.USub(), ast.Constant(int(axis)))
        ):
            _raise_rank(found, path_of(value), axis)
        case ast.Subscript(value, ast.Constant(str(key))):
            found.use(path_of(value)).keys.append(key)
        case ast.Subscript(ast.Attribute(value, "at") | value, ast.Tuple(items)):
            real = [each for each in items if not _is_none_or_dots(each)]
            _raise_rank(found, path_of(value), len(real))
        case ast.Subscript(ast.Attribute(value, "at") | value, ast.Slice()):
            _raise_rank(found, path_of(value), 1)
        case ast.Subscript(ast.Dict(keys), key):
            _take_literals(path_of(key), [each for each in keys if each is not None], found)
        case ast.Subscript(ast.Name(name), key) if path := path_of(key):
            found.use(path).members.append(name)
        case _:
            pass


def _take_unpacking(targets: list[ast.expr], value: ast.expr, found: Uses) -> None:
    starred = any(isinstance(each, ast.Starred) for each in targets)
    match value:
        case ast.Attribute(held, "shape") | ast.Call(ast.Attribute(_, "shape"), [held]):
            if starred:
                _raise_rank(found, path_of(held), max(1, len(targets) - 1))
            else:
                found.use(path_of(held)).rank = len(targets)
        case ast.Name() | ast.Attribute() if not starred:
            found.use(path_of(value)).length = len(targets)
        case _:
            pass


def _take_comparison(value: ast.expr, operator: ast.cmpop, other: ast.expr, found: Uses) -> None:
    match value:
        case ast.Call(ast.Attribute(held, name), []) if name in ON_TEXT:
            value = held
        case _:
            pass
    match other:
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            _take_literals(path_of(value), items, found)
        case ast.Name(name) if isinstance(operator, (ast.In, ast.NotIn)):
            found.use(path_of(value)).members.append(name)
        case ast.Constant() if isinstance(operator, (ast.Eq, ast.NotEq)):
            _take_literals(path_of(value), [other], found)
        case _:
            pass


def _take_literals(path: str, said: list[ast.expr], found: Uses) -> None:
    use = found.use(path)
    values = [each.value for each in said if isinstance(each, ast.Constant)]
    use.words.extend(each for each in values if isinstance(each, str))
    use.numbers.extend(each for each in values if type(each) is int)


def _take_test(test: ast.expr, found: Uses) -> None:
    match test:
        case ast.UnaryOp(ast.Not(), operand):
            _take_test(operand, found)
        case ast.BoolOp(_, values):
            for each in values:
                _take_test(each, found)
        case ast.Name() | ast.Attribute():
            found.use(path_of(test)).is_flag = True
        case _:
            pass


def _take_demand(test: ast.expr, operator: type[ast.cmpop], found: Uses) -> None:
    """`assert x.ndim == 2`, or `if x.ndim != 2: raise`."""
    match test:
        case ast.Compare(
            ast.Attribute(value, "ndim")
            | ast.Call(ast.Name("len"), [ast.Attribute(value, "shape")]),
            [asked],
            [ast.Constant(int(rank))],
        ) if isinstance(asked, operator):
            found.use(path_of(value)).rank = rank
        case _:
            pass


def _take_call(call: ast.Call, found: Uses) -> None:
    function, path = call.func, path_of(call.func)
    if path and (isinstance(function, ast.Name) or path.count(".") == 1):
        found.use(path).is_called = True
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "isinstance" and len(call.args) == 2:
        kinds = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
        found.use(path_of(call.args[0])).kinds.extend(path_of(each) for each in kinds)
    if name in INTEGER_CALLS:
        for argument in call.args[name == "reshape" :]:
            for path in _wholes(argument):
                found.use(path).is_whole = True
    if name in MATRIX_CALLS and ".linalg." in f".{path_of(function)}" and call.args:
        _raise_rank(found, path_of(call.args[0]), 2)
    if name == "einsum" and call.args and isinstance(call.args[0], ast.Constant):
        terms = str(call.args[0].value).partition("->")[0].replace(" ", "").split(",")
        for term, argument in zip(terms, call.args[1:], strict=False):
            if path := path_of(argument):
                _raise_rank(found, path, len(term.replace("...", "")))


def _wholes(argument: ast.expr) -> Iterator[str]:
    """Yields the names in sums and products that are to be a number, not what has a shape."""
    for node in ast.walk(argument):
        path = path_of(node)
        is_shape = any(part in OF_SHAPE for part in path.split("."))
        if path and not is_shape and not _has_shape(argument, node):
            yield path


def _has_shape(argument: ast.expr, name: ast.AST) -> bool:
    """Whether a name only stands for what an attribute or a call makes of it."""
    for node in ast.walk(argument):
        match node:
            case ast.Attribute(value) | ast.Subscript(value) if value is name:
                return True
            case ast.Call(_, args) if name in args:
                return True
            case _:
                pass
    return False


def _trace_names(function: Definition, found: Uses) -> None:
    """Twice, for what a loop's end hands to its beginning."""
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    found.behind.update({each.arg: {each.arg} for each in parameters})
    for _ in range(2):
        for node in ast.walk(function):
            for target, value in _bindings(node):
                behind = {deeper for path in _names(value) for deeper in found.behind.get(path, ())}
                for name in _names(target):
                    found.behind.setdefault(name, set()).update(behind)


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets, value):
            yield from ((target, value) for target in targets)
        case ast.AugAssign(target, _, value) | ast.For(target, value):
            yield target, value
        case ast.comprehension(target, value):
            yield target, value
        case ast.AnnAssign(target, _, value) if value is not None:
            yield target, value
        case _:
            pass


def _follow_names(function: Definition, found: Uses) -> None:
    """What is done with another name for a part of a parameter is done with that part."""
    pairs = (pair for node in ast.walk(function) for pair in _other_names(node))
    said = list(dict.fromkeys(pairs))
    once = [name for name, _ in said]
    for name, path in said:
        if once.count(name) > 1 or path.partition(".")[0] not in found.behind or name == path:
            continue
        for deeper, use in list(found.by_path.items()):
            if deeper == name or deeper.startswith(name + "."):
                found.use(path + deeper[len(name) :]).take(use)


def _other_names(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yields the names that an assignment gives to what has a path already."""
    match node:
        case ast.Assign([ast.Name(name)], value) if path := path_of(_converted(value)):
            yield name, path
        case ast.Assign([ast.Tuple(items)], value) if path := path_of(value):
            for place, item in enumerate(items):
                if isinstance(item, ast.Name):
                    yield item.id, f"{path}.{place}"
        case ast.For(target, value) | ast.comprehension(target, value):
            yield from _items(target, value)
        case _:
            pass


def _items(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    """The first item of what a loop goes through stands for all."""
    match target, value:
        case ast.Tuple([_, inner]), ast.Call(ast.Name("enumerate"), [first]):
            yield from _items(inner, first)
        case ast.Tuple(names), ast.Call(ast.Name("zip"), args):
            for name, each in zip(names, args, strict=False):
                yield from _items(name, each)
        case ast.Name(name), _ if path := path_of(value):
            yield name, f"{path}.0"
        case _:
            pass


def _converted(value: ast.expr) -> ast.expr:
    match value:
        case ast.Call(ast.Attribute(_, "asarray" | "array"), [inner, *_]):
            return inner
        case _:
            return value


def _names(target: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name)]


def _raise_rank(found: Uses, path: str, rank: int) -> None:
    use = found.use(path)
    use.rank = max(use.rank or 0, rank)


def _is_none_or_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (None, ...)
