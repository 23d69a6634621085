"""A second opinion on lowering: the IR that Python's own `ast` gives, without places."""

import ast
import symtable
from collections.abc import Iterator
from typing import Any

Shape = Any  # nested tuples: the name of an IR node, then its fields but `at`, `text`, `locals`

UNARY = {ast.Not: "not", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~"}
BINARY = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.MatMult: "@", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&",
    ast.BitOr: "|", ast.BitXor: "^",
}  # fmt: skip
COMPARE = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.In: "in", ast.NotIn: "not in", ast.Is: "is", ast.IsNot: "is not",
}  # fmt: skip


def shape_of_text(text: str) -> Shape:
    """Returns the shape of a module."""
    return _block(ast.parse(text).body)


def scopes_of_text(text: str) -> list[tuple[str, frozenset[str]]]:
    """Returns the name and own names of every function, comprehensions left out, sorted."""
    return sorted(_scopes(symtable.symtable(text, "<text>", "exec")))


def _scopes(table: symtable.SymbolTable) -> Iterator[tuple[str, frozenset[str]]]:
    for child in table.get_children():
        name = child.get_name()
        if isinstance(child, symtable.Function) and name not in COMPREHENSIONS:
            names = {symbol.get_name() for symbol in child.get_symbols() if symbol.is_local()}
            yield "<lambda>" if name == "lambda" else name, frozenset(names)
        yield from _scopes(child)


COMPREHENSIONS = {"listcomp", "setcomp", "dictcomp", "genexpr"}


def _block(nodes: list[ast.stmt]) -> Shape:
    kept = [node for node in nodes if not isinstance(node, ast.Pass | ast.Global | ast.Nonlocal)]
    return tuple(_statement(node) for node in kept)


def _all(nodes: Any) -> Shape:
    return tuple(None if node is None else _expression(node) for node in nodes)


def _maybe(node: ast.expr | None) -> Shape:
    return None if node is None else _expression(node)


def _statement(node: ast.stmt) -> Shape:
    match node:
        case ast.Expr(value):
            return "Evaluate", _expression(value)
        case ast.Assign(targets, value):
            return "Assign", _all(targets), _expression(value), None
        case ast.AnnAssign(target, annotation, value):
            return "Assign", _all([target]), _maybe(value), _expression(annotation)
        case ast.AugAssign(target, operator, value):
            return "Augment", _expression(target), BINARY[type(operator)], _expression(value)
        case ast.Return(value):
            return "Return", _maybe(value)
        case ast.Raise(error):
            return "Raise", _maybe(error)
        case ast.Assert(test, message):
            return "Assert", _expression(test), _maybe(message)
        case ast.Delete(targets):
            alone = len(targets) == 1 and isinstance(targets[0], ast.Tuple | ast.List)
            return "Delete", _all(targets[0].elts if alone else targets)
        case ast.Break() | ast.Continue():
            return "Jump", type(node).__name__.lower()
        case ast.Import(names):
            return "Import", None, 0, tuple(_imported(each) for each in names)
        case ast.ImportFrom(module, names, level):
            return "Import", module or "", level, tuple(_imported(each) for each in names)
        case _:
            return _compound(node)


def _imported(alias: ast.alias) -> Shape:
    return "ImportedName", alias.name, alias.asname or alias.name.partition(".")[0]


def _compound(node: ast.stmt) -> Shape:
    match node:
        case ast.If(test, body, orelse) | ast.While(test, body, orelse):
            return type(node).__name__, _expression(test), _block(body), _block(orelse)
        case ast.For(target, it, body, orelse) | ast.AsyncFor(target, it, body, orelse):
            return "For", _expression(target), _expression(it), _block(body), _block(orelse)
        case ast.With(items, body) | ast.AsyncWith(items, body):
            pairs = [(item.context_expr, item.optional_vars) for item in items]
            return "With", tuple(("WithItem", *_all(pair)) for pair in pairs), _block(body)
        case ast.Try(body, handlers, orelse, final) | ast.TryStar(body, handlers, orelse, final):
            caught = tuple(
                ("Handler", _maybe(each.type), each.name or "", _block(each.body))
                for each in handlers
            )
            return "Try", _block(body), caught, _block(orelse), _block(final)
        case ast.Match(subject, cases):
            return (
                "Match",
                _expression(subject),
                tuple(
                    ("Case", _pattern(each.pattern), _maybe(each.guard), _block(each.body))
                    for each in cases
                ),
            )
        case ast.ClassDef(name, bases, keywords, body, decorators):
            arguments = [*map(_argument, bases), *map(_keyword, keywords)]
            return "Class", name, tuple(sorted(arguments, key=repr)), _block(body), _all(decorators)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return _function(node)
        case _:
            raise TypeError(node)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Shape:
    return (
        "Function", node.name, _parameters(node.args), _block(node.body),
        _all(node.decorator_list), _maybe(node.returns), isinstance(node, ast.AsyncFunctionDef),
    )  # fmt: skip


def _parameters(arguments: ast.arguments) -> Shape:
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    kinds = ["positional"] * len(arguments.posonlyargs) + ["ordinary"] * len(arguments.args)
    rows = list(zip(plain, kinds, defaults, strict=True))
    rows += [(arguments.vararg, "star", None)] if arguments.vararg else []
    rows += [
        (each, "keyword", default)
        for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    rows += [(arguments.kwarg, "stars", None)] if arguments.kwarg else []
    return tuple(
        ("Parameter", each.arg, kind, _maybe(default), _maybe(each.annotation))
        for each, kind, default in rows
    )


def _pattern(node: ast.pattern) -> Shape:
    inside = [each for each in ast.walk(node) if isinstance(each, ast.pattern)]
    binds = [getattr(each, "name", None) or getattr(each, "rest", None) for each in inside]
    compares = [_expression(each.value) for each in inside if isinstance(each, ast.MatchValue)]
    unpacks = any(
        isinstance(each, ast.MatchSequence | ast.MatchMapping)
        or (isinstance(each, ast.MatchClass) and bool(each.patterns or each.kwd_patterns))
        for each in inside
    )
    names = tuple(sorted({name for name in binds if name}))
    return "Pattern", tuple(sorted(compares, key=repr)), names, unpacks, _matches_all(node)


def _matches_all(node: ast.pattern) -> bool:
    match node:
        case ast.MatchAs(pattern):
            return pattern is None or _matches_all(pattern)
        case ast.MatchOr(patterns):
            return any(_matches_all(each) for each in patterns)
        case _:
            return False


def _argument(node: ast.expr) -> Shape:
    starred = isinstance(node, ast.Starred)
    return "Argument", _expression(node.value if starred else node), "", int(starred)


def _keyword(node: ast.keyword) -> Shape:
    return "Argument", _expression(node.value), node.arg or "", 2 if node.arg is None else 0


def _expression(node: ast.expr) -> Shape:
    match node:
        case ast.Constant(value):
            return _constant(value)
        case ast.Name(name):
            return "Name", name
        case ast.Attribute(value, name):
            return "Attribute", _expression(value), name
        case ast.Subscript(value, index):
            return "Subscript", _expression(value), _expression(index)
        case ast.Slice(lower, upper, step):
            return "Slice", _maybe(lower), _maybe(upper), _maybe(step)
        case ast.Call(function, arguments, keywords):
            given = [*map(_argument, arguments), *map(_keyword, keywords)]
            return "Call", _expression(function), tuple(sorted(given, key=repr))
        case ast.UnaryOp(operator, operand):
            return "Unary", UNARY[type(operator)], _expression(operand)
        case ast.BinOp(left, operator, right):
            return "Binary", BINARY[type(operator)], _expression(left), _expression(right)
        case ast.Compare(left, operators, rights):
            spelled = tuple(COMPARE[type(each)] for each in operators)
            return "Compare", _expression(left), spelled, _all(rights)
        case ast.BoolOp(operator, values):
            return _boolean("and" if isinstance(operator, ast.And) else "or", values)
        case ast.IfExp(test, body, orelse):
            return "Ternary", _expression(test), _expression(body), _expression(orelse)
        case _:
            return _container(node)


def _constant(value: object) -> Shape:
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        return ("Opaque",)
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return ("Opaque",)
    plain = value is None or isinstance(value, bool | int | float | str)
    return ("Constant", type(value).__name__, repr(value)) if plain else ("Opaque",)


def _boolean(operator: str, values: list[ast.expr]) -> Shape:
    left = _expression(values[0])
    for right in values[1:]:
        left = ("Boolean", operator, left, _expression(right))
    return left


def _container(node: ast.expr) -> Shape:
    match node:
        case ast.Tuple(items) | ast.List(items) | ast.Set(items):
            return "Collection", type(node).__name__.lower(), _all(items)
        case ast.Starred(value):
            return "Starred", _expression(value)
        case ast.Dict(keys, values):
            return "Dict", _all(keys), _all(values)
        case ast.Lambda(arguments, body):
            return "Lambda", (
                "Function", "<lambda>", _parameters(arguments), (("Return", _expression(body)),),
                (), None, False,
            )  # fmt: skip
        case ast.ListComp(element, loops) | ast.SetComp(element, loops):
            kind = "list" if isinstance(node, ast.ListComp) else "set"
            return "Comprehension", kind, _expression(element), None, _loops(loops)
        case ast.GeneratorExp(element, loops):
            return "Comprehension", "generator", _expression(element), None, _loops(loops)
        case ast.DictComp(key, value, loops):
            return "Comprehension", "dict", _expression(key), _expression(value), _loops(loops)
        case ast.JoinedStr(parts):
            return "Format", joined(_all(parts))
        case ast.FormattedValue(value, conversion, spec):
            letter = chr(conversion) if conversion > 0 else ""
            return "Formatted", _expression(value), letter, _expression(spec)[1] if spec else ()
        case ast.NamedExpr(ast.Name(name), value):
            return "Walrus", name, _expression(value)
        case ast.Yield(value):
            return "Yield", _maybe(value), False
        case ast.YieldFrom(value):
            return "Yield", _expression(value), True
        case ast.Await(value):
            return "Await", _expression(value)
        case _:
            raise TypeError(node)


def _loops(nodes: list[ast.comprehension]) -> Shape:
    return tuple(
        ("Loop", _expression(each.target), _expression(each.iter), _all(each.ifs)) for each in nodes
    )


def joined(parts: Shape) -> Shape:
    """Returns the parts of an f-string with neighbouring texts made one."""
    merged: list[Any] = []
    for part in parts:
        if part[0] == "Constant" and merged and merged[-1][0] == "Constant":
            text = ast.literal_eval(merged.pop()[2]) + ast.literal_eval(part[2])
            merged.append(_constant(text))
        elif part != ("Constant", "str", "''"):
            merged.append(part)
    return tuple(merged)
