"""Tests for NumPy's arrays whose ways come to the same: each computes with a library of its own."""

from collections.abc import Iterator

import msgspec

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Function, Library, Transformed, Value
from jitlint.interpreter.objects import naming
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk

Ways = tuple[object, object]
_LIBRARIES = frozenset({"numpy", "jax.numpy"})
_MAKERS = frozenset({"jax.numpy.array", "jax.numpy.asarray", "numpy.array", "numpy.asarray"})


def comes_to_the_same(machine: Machine, test: ir.Node, frame: Frame) -> bool:
    """Says whether a test chooses between ways that differ in nothing but the library."""
    ways = _chosen_by(machine, frame.function, test) if frame.function else ()
    return any(_is_alike(machine, each, frame) for each in ways)


def for_traces(machine: Machine, values: list[Value]) -> list[Value]:
    """Leaves out functions that compute with NumPy where there are others that do with JAX alone.

    A program that has both chooses among them by where it computes.
    """
    used = [_libraries(machine, each) for each in values] if machine.traces else []
    if not any("jax" in each and "numpy" not in each for each in used):
        return values
    pairs = zip(values, used, strict=True)
    return [each for each, libraries in pairs if "numpy" not in libraries]


def _libraries(machine: Machine, value: Value) -> set[str]:
    """Returns the libraries, `numpy` and `jax` among them, that the text of a function calls."""
    match value:
        case Function(node=node, frame=frame):
            called = machine.state_of(Questions).ask(_roots_of_calls, node)
            return {_package(name, frame) for name in called}
        case Transformed():
            return {"jax"}
        case _:
            return set()


def _roots_of_calls(function: ir.Function) -> set[str]:
    return {_root(each.function) for each in walk(function.body) if isinstance(each, ir.Call)}


def _package(name: str, frame: Frame) -> str:
    owner = frame.find(name)
    value = owner.names[name] if owner else None
    return value.name.partition(".")[0] if isinstance(value, Library) else ""


def _root(node: ir.Expression) -> str:
    match node:
        case ir.Name(id=name):
            return name
        case ir.Attribute(value=value):
            return _root(value)
        case _:
            return ""


def _chosen_by(machine: Machine, function: ir.Function, test: ir.Node) -> Iterator[Ways]:
    for branch in machine.state_of(Questions).ask(_branches, function):
        if _asks(branch.test, test):
            if isinstance(branch, ir.If):
                yield branch.body, branch.orelse or _following(function.body, branch)
                yield branch.body, ()
            else:
                yield branch.body, branch.orelse


def _branches(function: ir.Function) -> list[ir.If | ir.Ternary]:
    return [each for each in walk(function.body) if isinstance(each, ir.If | ir.Ternary)]


def _asks(branch: ir.Expression, test: ir.Node) -> bool:
    inner = branch.operand if isinstance(branch, ir.Unary) else branch
    return inner.at == test.at and type(inner) is type(test)


def _following(body: tuple[ir.Statement, ...], node: ir.If) -> tuple[ir.Statement, ...]:
    """Returns the statements after an `if` that returns."""
    places = [number for number, each in enumerate(body) if each is node]
    returns = bool(node.body) and isinstance(node.body[-1], ir.Return)
    return body[places[0] + 1 :] if places and returns else ()


def _is_alike(machine: Machine, ways: Ways, frame: Frame) -> bool:
    left, right = ways
    return bool(left) and (
        _is_same(machine, left, right, frame)
        or _only_converts(machine, left, right, frame)
        or _only_converts(machine, right, left, frame)
    )


def _is_same(machine: Machine, left: object, right: object, frame: Frame) -> bool:
    match left, right:
        case ((ir.Name() | ir.Attribute()), (ir.Name() | ir.Attribute())) if _are_libraries(
            machine, left, right, frame
        ):
            return True
        case msgspec.Struct(), msgspec.Struct():
            fields = [name for name in left.__struct_fields__ if name != "at"]
            return type(left) is type(right) and all(
                _is_same(machine, getattr(left, name), getattr(right, name), frame)
                for name in fields
            )
        case tuple(), tuple():
            pairs: list[tuple[object, object]] = list(zip(left, right, strict=False))  # type: ignore[reportUnknownArgumentType]
            same = (_is_same(machine, a, b, frame) for a, b in pairs)
            return len(left) == len(right) and all(same)  # type: ignore[reportUnknownArgumentType]
        case _:
            return left == right


def _are_libraries(
    machine: Machine, left: ir.Expression, right: ir.Expression, frame: Frame
) -> bool:
    names = [_library(naming.named(machine, each, frame)) for each in (left, right)]
    return all(name in _LIBRARIES for name in names)


def _library(value: Value | None) -> str:
    return value.name if isinstance(value, Library) else ""


def _only_converts(machine: Machine, way: object, other: object, frame: Frame) -> bool:
    """Says whether one way makes an array of a name, and the other has the name as it is."""
    match way, other:
        case (ir.Assign(targets=(ir.Name(id=bound),), value=ir.Call() as call),), ():
            return _converted(machine, call, frame) == bound
        case ir.Call(), ir.Name(id=name):
            return _converted(machine, way, frame) == name
        case _:
            return False


def _converted(machine: Machine, call: ir.Call, frame: Frame) -> str:
    maker = _library(naming.named(machine, call.function, frame))
    match call.arguments:
        case (ir.Argument(value=ir.Name(id=name), keyword=""),) if maker in _MAKERS:
            return name
        case _:
            return ""
