"""Infers from a function's body how it uses its parameters and their parts."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

from ..program.index import Definition, SyntaxIndex
from .usage import FunctionUsage, definition, path_of
from .usage_callbacks import invocations

INTEGER_CALLS = ("range", "reshape", "zeros", "ones", "eye", "arange", "full", "tile", "int")
MATRIX_CALLS = frozenset("inv det cholesky solve eigh eig eigvalsh svd qr slogdet".split())
OF_SHAPE = ("shape", "ndim", "size", "dtype")
ON_TEXT = ("lower", "upper", "strip", "casefold")


def usage_in(index: SyntaxIndex, name: str, row: int) -> FunctionUsage:
    """Returns the usage in the function of a name that starts, with its decorators, at a row."""
    node = definition(index, name, row)
    return _usage(node) if node is not None else FunctionUsage()


def _usage(node: Definition) -> FunctionUsage:
    found = FunctionUsage(node)
    for inner in ast.walk(node):
        _take(inner, found)
        if isinstance(inner, ast.Call):
            _take_call(inner, found)
            _take_invocations(inner, found)
    _note_origins(node, found)
    _note_aliases(node, found)
    return found


def _take_invocations(call: ast.Call, found: FunctionUsage) -> None:
    """Notes what a call runs: what is handed to JAX to be called is a function."""
    for each in invocations(call):
        found.invocations.append(each)
        if each.callee and each.callee != path_of(call.func):
            found.ensure(each.callee).is_called = True


def _take(node: ast.AST, found: FunctionUsage) -> None:
    match node:
        case ast.Attribute(value, attribute) if path := path_of(value):
            found.ensure(path).attributes.append(attribute)
            if attribute == "T":
                found.ensure(path).at_least_rank(2)
        case ast.Subscript():
            _take_subscript(node, found)
        case ast.Assign([ast.Tuple(targets)], value):
            _take_unpacking(targets, value, found)
        case ast.Compare(ast.Call(ast.Attribute(value, name), []), [operator], [other]) if (
            name in ON_TEXT
        ):
            _take_comparison(path_of(value), operator, other, found)
        case ast.Compare(value, [operator], [other]):
            _take_comparison(path_of(value), operator, other, found)
        case ast.BinOp(left, ast.MatMult(), right):
            for side in (left, right):
                found.ensure(path_of(side)).at_least_rank(1)
        case ast.If(test) | ast.IfExp(test) | ast.While(test):
            _take_test(test, found)
            if isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise):
                _take_requirement(test, ast.NotEq, found)
        case ast.Assert(test):
            _take_requirement(test, ast.Eq, found)
        case ast.Match(subject, cases):
            values = [each.pattern for each in cases]
            literals = [each.value for each in values if isinstance(each, ast.MatchValue)]
            _take_literals(path_of(subject), literals, found)
        case _:
            pass


def _take_subscript(node: ast.Subscript, found: FunctionUsage) -> None:
    """Notes keys, tables, and the rank that an index, or one into a shape, needs."""
    match node.value, node.slice:
        case ast.Attribute(value, "shape"), ast.Constant(int(axis)):
            found.ensure(path_of(value)).at_least_rank(axis + 1)
        case ast.Attribute(value, "shape"), ast.UnaryOp(ast.USub(), ast.Constant(int(axis))):
            found.ensure(path_of(value)).at_least_rank(axis)
        case value, ast.Constant(str(key)):
            found.ensure(path_of(value)).keys.append(key)
        case ast.Attribute(value, "at") | value, ast.Tuple(items):
            found.ensure(path_of(value)).at_least_rank(sum(not _is_none_or_dots(e) for e in items))
        case ast.Attribute(value, "at") | value, ast.Slice():
            found.ensure(path_of(value)).at_least_rank(1)
        case ast.Dict(keys), key:
            _take_literals(path_of(key), keys, found)
        case ast.Name(name), key if path := path_of(key):
            found.ensure(path).tables.append(name)
        case _:
            pass


def _take_unpacking(targets: list[ast.expr], value: ast.expr, found: FunctionUsage) -> None:
    starred = any(isinstance(each, ast.Starred) for each in targets)
    match value:
        case ast.Attribute(held, "shape") | ast.Call(ast.Attribute(_, "shape"), [held]):
            if starred:
                found.ensure(path_of(held)).at_least_rank(max(1, len(targets) - 1))
            else:
                found.ensure(path_of(held)).rank = len(targets)
        case ast.Name() | ast.Attribute() if not starred:
            found.ensure(path_of(value)).length = len(targets)
        case _:
            pass


def _take_comparison(path: str, operator: ast.cmpop, other: ast.expr, found: FunctionUsage) -> None:
    match other:
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            _take_literals(path, items, found)
        case ast.Name(name) if isinstance(operator, (ast.In, ast.NotIn)):
            found.ensure(path).tables.append(name)
        case ast.Constant() if isinstance(operator, (ast.Eq, ast.NotEq)):
            _take_literals(path, [other], found)
        case _:
            pass


def _take_literals(path: str, literals: Sequence[ast.expr | None], found: FunctionUsage) -> None:
    usage = found.ensure(path)
    values = [each.value for each in literals if isinstance(each, ast.Constant)]
    usage.words.extend(each for each in values if isinstance(each, str))
    usage.numbers.extend(each for each in values if type(each) is int)


def _take_test(test: ast.expr, found: FunctionUsage) -> None:
    match test:
        case ast.UnaryOp(ast.Not(), operand):
            _take_test(operand, found)
        case ast.BoolOp(_, values):
            for each in values:
                _take_test(each, found)
        case ast.Name() | ast.Attribute():
            found.ensure(path_of(test)).is_flag = True
        case _:
            pass


def _take_requirement(test: ast.expr, operator: type[ast.cmpop], found: FunctionUsage) -> None:
    """Notes the rank that `assert x.ndim == 2` or `if x.ndim != 2: raise` requires."""
    match test:
        case ast.Compare(
            ast.Attribute(value, "ndim")
            | ast.Call(ast.Name("len"), [ast.Attribute(value, "shape")]),
            [sign],
            [ast.Constant(int(rank))],
        ) if isinstance(sign, operator):
            found.ensure(path_of(value)).rank = rank
        case _:
            pass


def _take_call(call: ast.Call, found: FunctionUsage) -> None:
    function, path = call.func, path_of(call.func)
    if path and (isinstance(function, ast.Name) or path.count(".") == 1):
        found.ensure(path).is_called = True
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name == "isinstance" and len(call.args) == 2:
        kinds = call.args[1].elts if isinstance(call.args[1], ast.Tuple) else [call.args[1]]
        found.ensure(path_of(call.args[0])).classes.extend(path_of(each) for each in kinds)
    if name in INTEGER_CALLS:
        for argument in call.args[name == "reshape" :]:
            for path in _integers(argument):
                found.ensure(path).is_integer = True
    if name in MATRIX_CALLS and ".linalg." in f".{path_of(function)}" and call.args:
        found.ensure(path_of(call.args[0])).at_least_rank(2)
    if name == "einsum" and call.args and isinstance(call.args[0], ast.Constant):
        terms = str(call.args[0].value).partition("->")[0].replace(" ", "").split(",")
        for term, argument in zip(terms, call.args[1:], strict=False):
            if path := path_of(argument):
                found.ensure(path).at_least_rank(len(term.replace("...", "")))


def _integers(argument: ast.expr) -> Iterator[str]:
    """Yields the paths in an integer expression that are numbers, not arrays with a shape."""
    for node in ast.walk(argument):
        path = path_of(node)
        is_shape = any(part in OF_SHAPE for part in path.split("."))
        if path and not is_shape and not _is_operand(argument, node):
            yield path


def _is_operand(argument: ast.expr, name: ast.AST) -> bool:
    """Whether a name is there for an attribute of it, or as an argument of a call."""
    for node in ast.walk(argument):
        match node:
            case ast.Attribute(value) | ast.Subscript(value) if value is name:
                return True
            case ast.Call(_, args) if name in args:
                return True
            case _:
                pass
    return False


def _note_origins(function: Definition, found: FunctionUsage) -> None:
    """Notes the origins of local names, twice: a loop's end may define what its beginning reads."""
    arguments = function.args
    parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    found.origins.update({each.arg: {each.arg} for each in parameters})
    for _ in range(2):
        for node in ast.walk(function):
            for target, value in _bindings(node):
                known = [found.origins.get(name, set[str]()) for name in _names(value)]
                origins = set[str]().union(*known)
                for name in _names(target):
                    found.origins.setdefault(name, set()).update(origins)


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


def _note_aliases(function: Definition, found: FunctionUsage) -> None:
    """Adds the usage of another name for a part of a parameter to that part."""
    pairs = dict.fromkeys(pair for node in ast.walk(function) for pair in _aliases(node))
    times = Counter(name for name, _ in pairs)
    for name, path in pairs:
        if times[name] > 1 or path.partition(".")[0] not in found.origins or name == path:
            continue
        found.aliases[name] = path
        for deeper, usage in list(found.by_path.items()):
            if deeper == name or deeper.startswith(name + "."):
                found.ensure(path + deeper[len(name) :]).merge(usage)


def _aliases(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yields local names that stand for a path, and the path."""
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
    """Yields the names of a loop, for each the path of the first item, which stands for all."""
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


def _is_none_or_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (None, ...)
