"""Records by `jax.debug.callback` what traced code puts into state that is older than its trace.

The statement becomes a function that JAX calls with numbers, each time and in order. So it must be
all that the traced function says of that state, and read nothing else that may be a tracer.
"""

import ast
from collections.abc import Iterator, Sequence

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import FUNCTIONS, WIDTH, Document
from jitlint.rewrite.names import bindings, imported, qualified

Edits = tuple[Edit[Span], ...]
CALLBACK = "jax.debug.callback"
STATIC = frozenset("aval dtype ndim shape size".split())
ELSEWHERE = ("vmap", "pmap", "grad", "jacfwd", "jacrev", "hessian", "jvp", "vjp", "linearize")
"""Transformations under which a callback is called more or less often than Python runs."""


def recorded(document: Document, finding: Finding[Span]) -> Edits:
    """Returns the edit of the statement that changes the state."""
    node = document.node(finding.at, ast.expr)
    statement = document.statement(node) if node else None
    function = document.function(node) if node else None
    entry = finding.entry
    if not isinstance(function, ast.FunctionDef) or entry is None or statement is None:
        return ()
    transforms = [entry.transform, *(step.label for step in finding.chain[1:])]
    if any(name in each for each in transforms for name in ELSEWHERE):
        return ()
    state = _state(statement)
    if state is None or not _is_alone(document, function, statement, state):
        return ()
    traced = _traced(document, function, finding)
    own = {name for each in traced for name in bindings(document, each).meanings}
    declared = bindings(document, function).declared
    is_self = isinstance(state, ast.Attribute)
    if is_self and _compares_by_value(document, function):
        return ()
    if _base(state) in own - declared and not is_self:
        return ()
    return _called_back(document, function, statement, state)


def _state(statement: ast.stmt) -> ast.expr | None:
    """Returns what a statement changes: a name, an attribute, or what an item or a method is of."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=state))):
            return state
        case ast.Assign(targets=[target]) | ast.AugAssign(target=target):
            return target.value if isinstance(target, ast.Subscript) else target
        case _:
            return None


def _is_alone(
    document: Document, function: ast.FunctionDef, statement: ast.stmt, state: ast.expr
) -> bool:
    """Returns whether a function says nothing else of the state, which is not its own."""
    text, base = document.text(state), _base(state)
    own, first = bindings(document, function), function.args.args[:1]
    is_own = base in own.meanings and base not in own.declared
    is_self = isinstance(state, ast.Attribute) and [base] == [each.arg for each in first]
    if not base or (is_own and not is_self):
        return False
    simple = statement.lineno == statement.end_lineno
    block = next((getattr(e, "body", ()) for e in document.around(statement)), ())
    others = [each for each in ast.walk(function) if each is not statement]
    inside = {*ast.walk(statement)}
    said = [e for e in others if e not in inside and _is_like(document, e, text)]
    return simple and statement in block and not said


def _compares_by_value(document: Document, function: ast.FunctionDef) -> bool:
    """Returns whether JAX may take one object for another, whose state would change then."""
    owners = [each for each in document.around(function) if isinstance(each, ast.ClassDef)]
    methods = {getattr(each, "name", "") for owner in owners for each in owner.body}
    return "__eq__" in methods or any(owner.decorator_list for owner in owners)


def _traced(
    document: Document, function: ast.FunctionDef, finding: Finding[Span]
) -> Sequence[ast.AST]:
    """Returns the functions around a statement that are traced: as far as where tracing starts."""
    around = [function, *(e for e in document.around(function) if isinstance(e, FUNCTIONS))]
    entry = finding.entry
    (row, _), _ = document.ends(entry.defined) if entry else ((0, 0), (0, 0))
    rows = [isinstance(e, ast.FunctionDef) and e.lineno == row for e in around]
    return around[: rows.index(True) + 1] if True in rows else [function]


def _is_like(document: Document, node: ast.AST, text: str) -> bool:
    return isinstance(node, ast.Name | ast.Attribute) and document.text(node) == text


def _called_back(
    document: Document, function: ast.FunctionDef, statement: ast.stmt, state: ast.expr
) -> Edits:
    callback, edits = imported(document, CALLBACK, statement, safe=False)
    if any(_is_container(function, each) for each in ast.walk(statement)):
        return ()
    own = {*_variables(document, function, statement)} - {_base(state)}
    match statement:
        case ast.Expr(value=ast.Call(func=method, args=[value], keywords=[])) if _is_computed(
            document, value, own
        ):
            new = f"{callback}({document.text(method)}, {document.text(value)}, ordered=True)"
            fits = len(new) + statement.col_offset <= WIDTH
            edit = document.replace(statement, new, safe=False)
            return (*edits, edit) if callback and fits else ()
        case _:
            defined = _defined(document, function, statement, callback, own)
            return (*edits, *defined) if callback and defined else ()


def _defined(
    document: Document,
    function: ast.FunctionDef,
    statement: ast.stmt,
    callback: str,
    own: set[str],
) -> Edits:
    """Returns the edits that make a function of a statement, and have it called."""
    (row, column), (_, end) = document.extent(statement)
    line = document.lines[row - 1]
    indent, step, rest = line[:column], _step(document, function), line[end:]
    name = "record" if "record" not in document.words else "record_state"
    named = [each for each in function.body if _declares(each, _base_of(statement))]
    is_known = name not in document.words and all(len(_names(each)) == 1 for each in named)
    if indent.strip() or rest.strip()[:1] not in ("", "#") or not is_known:
        return ()
    text, given = _with_parameters(document, statement, own)
    outer = [f"{indent}{step}{document.text(each)}\n" for each in named]
    above = document.lines[row - 2].strip()
    is_first = not above or above.endswith(":") or above.startswith(("#", "@"))
    follows = any(document.extent(each)[0][0] == row - 1 for each in named)
    blank = "" if is_first or follows else "\n"
    call = f"{indent}{callback}({', '.join([name, *given.values(), 'ordered=True'])})"
    new = (
        f"{blank}{indent}def {name}({', '.join(given)}):\n{''.join(outer)}"
        f"{indent}{step}{text}{rest}\n\n{call}\n"
    )
    if max(len(call), len(f"{indent}{step}{text}")) > WIDTH:
        return ()
    removed = [_without_line(document, each) for each in named]
    return (*removed, document.edit((row, 0), (row + 1, 0), new, safe=False))


def _with_parameters(
    document: Document, statement: ast.stmt, own: set[str]
) -> tuple[str, dict[str, str]]:
    """Returns a statement that reads parameters in the place of what JAX computes, and these.

    JAX must not be asked to compute anything within a callback, which may wait for ever.
    """
    given: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    _, column = document.extent(statement)[0]
    for part in _parts(statement):
        if isinstance(part, ast.Name) or not _is_computed(document, part, own):
            continue
        name = next(e for e in ("value", "value_2", "value_3", "value_4") if e not in given)
        given[name] = document.text(part)
        (_, start), (_, end) = document.extent(part)
        edits.append((start - column, end - column, name))
    replaced = document.text(statement)
    for start, end, name in sorted(edits, reverse=True):
        replaced = f"{replaced[:start]}{name}{replaced[end:]}"
    kept = [e for e in _read(ast.parse(replaced), own) if e not in given]
    return replaced, {**{each: each for each in kept}, **given}


def _parts(statement: ast.stmt) -> list[ast.expr]:
    match statement:
        case ast.Expr(value=ast.Call(args=given, keywords=named)):
            return [*given, *(each.value for each in named)]
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return [value]
        case _:
            return []


def _is_computed(document: Document, value: ast.expr, own: set[str]) -> bool:
    """Returns whether a value is traced, and none of Python's, such as a shape."""
    attributes = [each.attr for each in ast.walk(value) if isinstance(each, ast.Attribute)]
    called = [each.func for each in ast.walk(value) if isinstance(each, ast.Call)]
    by_jax = any(qualified(document, each).startswith("jax.") for each in called)
    is_static = not STATIC.isdisjoint(attributes)
    return by_jax or (not is_static and any(True for _ in _read(value, own)))


def _declares(statement: ast.stmt, name: str) -> bool:
    return name in _names(statement)


def _names(statement: ast.stmt) -> list[str]:
    return statement.names if isinstance(statement, ast.Global | ast.Nonlocal) else []


def _without_line(document: Document, statement: ast.stmt) -> Edit[Span]:
    row = document.extent(statement)[0][0]
    return document.edit((row, 0), (row + 1, 0), "", safe=False)


def _base_of(statement: ast.stmt) -> str:
    state = _state(statement)
    return _base(state) if state else ""


def _base(state: ast.expr) -> str:
    """Returns the variable that a state is reached from."""
    while isinstance(state, ast.Attribute | ast.Subscript):
        state = state.value
    return state.id if isinstance(state, ast.Name) else ""


def _variables(document: Document, function: ast.FunctionDef, statement: ast.stmt) -> Iterator[str]:
    """Yields the variables of the functions around a statement."""
    declared = bindings(document, function).declared
    for each in document.around(statement):
        if isinstance(each, FUNCTIONS):
            yield from (name for name in bindings(document, each).meanings if name not in declared)


def _read(node: ast.AST, own: set[str]) -> Iterator[str]:
    names = [e.id for e in ast.walk(node) if isinstance(e, ast.Name)]
    yield from dict.fromkeys(name for name in names if name in own)


def _is_container(function: ast.FunctionDef, node: ast.AST) -> bool:
    """Returns whether a name may hold a list or a dict, which another statement may change."""
    if not isinstance(node, ast.Name):
        return False
    for each in ast.walk(function):
        match each:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == node.id:
                if isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp):
                    return True
            case _:
                pass
    return False


def _step(document: Document, function: ast.FunctionDef) -> str:
    first = document.lines[function.body[0].lineno - 1]
    whole = first[: len(first) - len(first.lstrip())]
    return whole[function.col_offset :] or "    "
