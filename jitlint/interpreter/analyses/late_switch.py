"""64 bits that a module switches on after it has made arrays, which stay as they are.

Only arrays of floats count that the module's own statements make without a word on their type, and
that it reads again under the same name.
"""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.aval import WIDE
from jitlint.interpreter.domain.values import Array, Frame, Library, Static, Value
from jitlint.interpreter.events.facts import LateSwitch
from jitlint.interpreter.events.misuse import WideTooLate
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import describe
from jitlint.interpreter.syntax.scripts import asks_for_run
from jitlint.interpreter.syntax.walk import bound_names, walk, walk_all

_OPTION = "jax_enable_x64"
_HOMES = ("jax.numpy.", "jax.random.")
_FLOATS = frozenset({"float32", "complex64"})
_TYPES = frozenset({*WIDE, *WIDE.values()})  # called, they name a type
_KEYS = ("key", "uint")
_PLAIN = (
    ir.Argument, ir.Binary, ir.Unary, ir.Collection, ir.Call, ir.Subscript, ir.Slice, ir.Starred,
)  # fmt: skip


def check_module(machine: Machine, body: tuple[ir.Statement, ...], frame: Frame) -> None:
    """Records the first switch in a module's statements, if it comes after such arrays."""
    statements = [*_run_in_order(body)]
    for place, statement in enumerate(statements):
        node = _switch(statement, frame)
        if node is not None:
            made = _made(statements[:place], frame)
            late = tuple(name for name in made if _is_read(name, place, statements))
            if late:
                dtype = _dtype(frame.names.get(late[0]))
                place_of = frame.place(node)
                event = WideTooLate(place_of, describe(machine.traces, frame), late, dtype)
                machine.note(LateSwitch(event, frame.module))
            return


def _run_in_order(body: tuple[ir.Statement, ...]) -> Iterator[ir.Statement]:
    for each in body:
        if isinstance(each, ir.If) and asks_for_run(each.test):
            yield from each.body
        else:
            yield each


def _switch(statement: ir.Statement, frame: Frame) -> ir.Call | None:
    """Returns the call by which a statement switches 64 bits on."""
    match statement:
        case ir.Evaluate(value=ir.Call(function=function, arguments=arguments) as call):
            found = frame.value_of(function)
            is_named = isinstance(found, Library) and found.name == "jax.config.update"
            given = [each.value for each in arguments]
            values = [each.value for each in given if isinstance(each, ir.Constant)]
            return call if is_named and values == [_OPTION, True] else None
        case _:
            return None


def _made(statements: list[ir.Statement], frame: Frame) -> list[str]:
    """Returns the names of arrays of floats that JAX has chosen the type of."""
    names: list[str] = []
    for statement in statements:
        names = [each for each in names if each not in {*bound_names(statement)}]
        match statement:
            case ir.Assign(targets=(ir.Name(id=name),), value=value) if value is not None:
                if _has_default_type(value, names, frame):
                    names.append(name)
            case _:
                pass
    return [each for each in names if _dtype(frame.names.get(each))]


def _dtype(value: Value | None) -> str:
    match value:
        case Array(certain=True, aval=aval) if aval.dtype in _FLOATS:
            return aval.dtype
        case _:
            return ""


def _has_default_type(node: ir.Expression, names: list[str], frame: Frame) -> bool:
    """Says whether JAX is called with numbers, keys and such arrays only, and with no type."""
    parts = [*walk(node)]
    called = [each.function for each in parts if isinstance(each, ir.Call)]
    inside = {id(each) for function in called for each in walk(function)}
    return all(_makes_floats(each, frame) for each in called) and all(
        _says_no_type(each, names, frame) for each in parts if id(each) not in inside
    )


def _makes_floats(function: ir.Expression, frame: Frame) -> bool:
    found = frame.value_of(function)
    return (
        isinstance(found, Library)
        and found.name.startswith(_HOMES)
        and found.name.rpartition(".")[2] not in _TYPES
    )


def _says_no_type(node: ir.Node, names: list[str], frame: Frame) -> bool:
    match node:
        case ir.Argument(keyword="dtype"):
            return False
        case ir.Constant(value=value):
            return not isinstance(value, str)
        case ir.Name(id=name) if name in names:
            return True
        case ir.Name() | ir.Attribute():
            return _is_number_or_key(frame.value_of(node))
        case _:
            return isinstance(node, _PLAIN)


def _is_number_or_key(value: Value) -> bool:
    match value:
        case Static(type=name):
            return name in ("int", "float", "bool")
        case Array(aval=aval):
            return aval.dtype.startswith(_KEYS)
        case _:
            return False


def _is_read(name: str, place: int, statements: list[ir.Statement]) -> bool:
    """Says whether a name is read after a statement, and never bound to something else."""
    later = statements[place + 1 :]
    if name in {*bound_names(tuple(later))}:
        return False
    return any(_reads(name, each) for each in later) or any(
        _reads(name, inner) for inner in walk(tuple(statements[:place])) if _is_own(inner)
    )


def _is_own(node: ir.Node) -> bool:
    return isinstance(node, ir.Function | ir.Class)


def _reads(name: str, node: ir.Node) -> bool:
    for each in walk_all(node):
        match each:
            case ir.Function(locals=own) if name in own:
                return False
            case ir.Name(id=found) if found == name:
                return True
            case _:
                pass
    return False
