"""In-place changes: of arrays, which have none, and of arguments, whose change JAX throws away."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.events import Hash, MutateArgument
from jitlint.trace.events.misuse import SetItem
from jitlint.trace.frames import Frame
from jitlint.trace.objects.attributes import dotted
from jitlint.trace.text.walking import walk
from jitlint.trace.values import Array, Instance, Mapping, Sequence, Tree, Value
from jitlint.trace.watches.undoing import PUTS_IN

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def set_item(tracer: "Tracer", target: ir.Subscript, frame: Frame) -> None:
    """Tells of `container[index] = value`."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping) and isinstance(index, Array) and index.kind == "abstract":
        at = frame.place(target.index)
        tracer.emit(Hash, frame, target, by="a dict key", value=index, value_at=at)
    if isinstance(container, Array) and container.certain and not _in_kernel(tracer):
        told = {"value": container, "target": dotted(target.value)}
        tracer.emit(SetItem, frame, target, **told)
    elif isinstance(container, Mapping | Sequence) or _is_keyed(tracer, container, target, frame):
        argument(tracer, target.value, target, "item", frame)


def check_method(tracer: "Tracer", node: ir.Call, frame: Frame) -> None:
    """Tells of a method that changes its owner: `append`, `update`, `pop`…"""
    if isinstance(node.function, ir.Attribute):
        argument(tracer, node.function.value, node, node.function.name, frame)


def argument(tracer: "Tracer", owner: ir.Expression, node: ir.Node, how: str, frame: Frame) -> None:
    """Tells that an argument of the traced function changes, unless it is handed back."""
    name = _root(owner)
    function = frame.function
    active = tracer.traces[-1] if tracer.traces else None
    if function is None or active is None or active.root is not frame or not active.rebuilds:
        return
    parameters = [
        p.name
        for p in function.parameters
        if p.kind in ("positional", "ordinary") and p.name not in active.entry.static
    ]
    is_method = bool(parameters) and parameters[0] == "self" and name == "self"
    unchanged = name in frame.given
    if name not in parameters or is_method or not unchanged or _is_returned(name, function.body):
        return
    if how in PUTS_IN and _is_read_after(name, node, function):
        return
    value = frame.names.get(name)
    if isinstance(value, Mapping | Sequence) and value.level < len(tracer.traces):
        return
    if isinstance(value, Tree | Mapping | Sequence | Instance):
        tracer.emit(MutateArgument, frame, node, how=how, target=dotted(owner), parameter=name)


def _is_read_after(name: str, change: ir.Node, function: ir.Function) -> bool:
    """A list that is filled and then read is the function's own work, whoever made it."""
    later = (each for each in walk(function.body) if each.at > change.at)
    return any(_reads(each, name) for each in later if each is not change)


def _reads(node: ir.Node, name: str) -> bool:
    match node:
        case ir.Subscript(value=ir.Name(id=held)) | ir.For(iterable=ir.Name(id=held)):
            return held == name
        case ir.Call(arguments=arguments):
            values = [argument.value for argument in arguments]
            return any(isinstance(value, ir.Name) and value.id == name for value in values)
        case _:
            return False


def _in_kernel(tracer: "Tracer") -> bool:
    """A Pallas kernel writes to references, which look like arrays."""
    return any("pallas" in active.entry.transform for active in tracer.traces)


def _is_keyed(tracer: "Tracer", container: Value, target: ir.Subscript, frame: Frame) -> bool:
    """An argument that takes a text for a key is a dict."""
    is_text = isinstance(target.index, ir.Constant) and isinstance(target.index.value, str)
    return isinstance(container, Tree) and is_text


def _root(node: ir.Expression) -> str:
    match node:
        case ir.Name(id=name):
            return name
        case ir.Attribute(value=value) | ir.Subscript(value=value):
            return _root(value)
        case _:
            return ""


def _is_returned(name: str, body: tuple[ir.Statement, ...]) -> bool:
    return any(_hands_back(value, name) for value in _returned(body))


def _hands_back(node: ir.Expression | None, name: str) -> bool:
    """`return batch` and `return x, dict(batch)` hand an argument back, `batch["x"]` does not."""
    match node:
        case ir.Name(id=found):
            return found == name
        case ir.Collection(items=items) | ir.Dict(values=items):
            return any(_hands_back(item, name) for item in items)
        case ir.Call(arguments=arguments):
            return any(_hands_back(argument.value, name) for argument in arguments)
        case ir.Starred(value=value):
            return _hands_back(value, name)
        case ir.Ternary(body=body, orelse=orelse):
            return _hands_back(body, name) or _hands_back(orelse, name)
        case _:
            return False


def _returned(node: object) -> list[ir.Expression]:
    match node:
        case ir.Return(value=value):
            return [] if value is None else [value]
        case ir.Function() | ir.Class():
            return []
        case ir.If() | ir.While() | ir.For() | ir.With() | ir.Try() | ir.Match() | ir.Case():
            fields = (getattr(node, field) for field in node.__struct_fields__)
            return [each for field in fields for each in _returned(field)]
        case ir.Handler(body=body):
            return _returned(body)
        case tuple():
            return [each for item in node for each in _returned(item)]  # type: ignore[reportUnknownVariableType]
        case _:
            return []


def delete_item(tracer: "Tracer", target: ir.Subscript, frame: Frame) -> None:
    """Tells of `del container[index]`."""
    container = frame.value_of(target.value)
    if isinstance(container, Array) and container.certain:
        tracer.emit(SetItem, frame, target, value=container, target=dotted(target.value))
