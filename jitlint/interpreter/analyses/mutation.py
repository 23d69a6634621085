"""In-place changes: of arrays, which have none, and of arguments, whose change JAX throws away."""

from jitlint.frontend import ir
from jitlint.interpreter.analyses.reverted_mutation import PUTS_IN
from jitlint.interpreter.domain.values import Array, Frame, Instance, Mapping, Sequence, Tree, Value
from jitlint.interpreter.events import Hash, MutateArgument
from jitlint.interpreter.events.misuse import SetItem
from jitlint.interpreter.state.blocks import place_in_block
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk

TAKES_OUT = frozenset({"pop", "popitem", "popleft", "setdefault"})


def set_item(machine: Machine, target: ir.Subscript, frame: Frame) -> None:
    """Emits an event for `container[index] = value`."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping) and isinstance(index, Array) and index.kind == "abstract":
        at = frame.place(target.index)
        machine.emit(Hash, frame, target, by="a dict key", value=index, value_at=at)
    if isinstance(container, Array) and container.certain and not _in_kernel(machine):
        fields = {"value": container, "target": dotted(target.value)}
        machine.emit(SetItem, frame, target, **fields)
    elif isinstance(container, Mapping | Sequence) or _is_keyed(container, target):
        argument(machine, target.value, target, "item", frame)


def check_method(machine: Machine, node: ir.Call, frame: Frame) -> None:
    """Emits an event for a method that changes its owner: `append`, `update`, `pop`…"""
    if isinstance(node.function, ir.Attribute) and not _is_a_method_of_its_own(
        machine, node, node.function, frame
    ):
        argument(machine, node.function.value, node, node.function.name, frame)


def _is_a_method_of_its_own(
    machine: Machine, node: ir.Call, function: ir.Attribute, frame: Frame
) -> bool:
    """A container's method returns None but where it takes out; whose answer is used is another."""
    if function.name in TAKES_OUT or not isinstance(frame.value_of(function.value), Tree):
        return False
    found = place_in_block(machine, frame, node.at)
    statement = found[0].block[found[1]] if found else None
    return not (isinstance(statement, ir.Evaluate) and statement.value is node)


def argument(machine: Machine, owner: ir.Expression, node: ir.Node, how: str, frame: Frame) -> None:
    """Emits an event where an argument of the traced function changes, unless it is handed back."""
    name = _root(owner)
    function = frame.function
    active = machine.traces[-1] if machine.traces else None
    if function is None or active is None or active.root is not frame or not active.rebuilds:
        return
    parameters = [
        p.name
        for p in function.parameters
        if p.kind in ("positional", "ordinary")
        and p.name not in (*active.entry.static, *active.kept)
    ]
    is_method = bool(parameters) and parameters[0] == "self" and name == "self"
    unchanged = name in frame.given
    if name not in parameters or is_method or not unchanged:
        return
    if name in machine.state_of(Questions).ask(_handed_back, function):
        return
    if (
        how in PUTS_IN
        and machine.state_of(Questions).ask(_last_read, function).get(name, -1) > node.at
    ):
        return
    value = frame.names.get(name)
    if isinstance(value, Mapping | Sequence) and value.level < machine.level:
        return
    if isinstance(value, Tree | Mapping | Sequence | Instance):
        machine.emit(MutateArgument, frame, node, how=how, target=dotted(owner), parameter=name)


def _last_read(function: ir.Function) -> dict[str, int]:
    """Returns where names are last read: a list that is filled and then read is one's own work."""
    last: dict[str, int] = {}
    for node in walk(function.body):
        for name in _read(node):
            last[name] = max(node.at, last.get(name, -1))
    return last


def _read(node: ir.Node) -> list[str]:
    match node:
        case ir.Subscript(value=ir.Name(id=held)) | ir.For(iterable=ir.Name(id=held)):
            return [held]
        case ir.Call(arguments=arguments):
            values = [argument.value for argument in arguments]
            return [value.id for value in values if isinstance(value, ir.Name)]
        case _:
            return []


def _in_kernel(machine: Machine) -> bool:
    """A Pallas kernel writes to references, which look like arrays."""
    return any("pallas" in active.entry.transform for active in machine.traces)


def _is_keyed(container: Value, target: ir.Subscript) -> bool:
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


def _handed_back(function: ir.Function) -> set[str]:
    """Returns the names that a function hands back.

    `return batch` and `return x, dict(batch)` hand an argument back, `batch["x"]` does not.
    """
    waiting = [each.value for each in walk(function.body) if isinstance(each, ir.Return)]
    found = set[str]()
    while waiting:
        match waiting.pop():
            case ir.Name(id=name):
                found.add(name)
            case ir.Collection(items=items) | ir.Dict(values=items):
                waiting += items
            case ir.Call(arguments=arguments):
                waiting += [argument.value for argument in arguments]
            case ir.Starred(value=value):
                waiting.append(value)
            case ir.Ternary(body=body, orelse=orelse):
                waiting += (body, orelse)
            case _:
                pass
    return found


def delete_item(machine: Machine, target: ir.Subscript, frame: Frame) -> None:
    """Emits an event for `del container[index]`."""
    container = frame.value_of(target.value)
    if isinstance(container, Array) and container.certain:
        machine.emit(SetItem, frame, target, value=container, target=dotted(target.value))
