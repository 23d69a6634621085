"""Subscripts: Python's containers want a Python index, arrays take any."""

from typing import Literal

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import wide_integers
from jitlint.interpreter.domain.depth_limit import bounded
from jitlint.interpreter.domain.lattice import (
    NONE,
    UNKNOWN,
    element_of,
    join_all,
)
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Instance,
    Library,
    Mapping,
    Module,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.eval import indexing
from jitlint.interpreter.events import Mutate, PythonIndex
from jitlint.interpreter.objects import (
    attribute_items,
    attribute_writes,
    attributes,
    dunder_calls,
    index_ranges,
)
from jitlint.interpreter.objects.attribute_writes import is_decided
from jitlint.interpreter.objects.container_items import item, put, remove, weaken
from jitlint.interpreter.objects.dataclasses import as_tuple
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.machine_state import note_change
from jitlint.interpreter.syntax.names import dotted

GLOBALS = "jitlint.globals"  # the names of a module, as `globals()` gives them
Container = Literal["list", "tuple", "str", "range()", "ndarray"]


def get(machine: Machine, node: ir.Subscript, value: Value, frame: Frame) -> Value:
    """Returns `value[index]`, after asking whether the index may be traced."""
    index = machine.evaluate(node.index, frame)
    indexing.check(machine, node, value, index, frame)
    index_ranges.check_item(machine, node, value, index, frame)
    wide_integers.check_index(machine, node, value, index, frame)
    kind = _python_container(value)
    if kind:
        _index(machine, node, kind, index, frame.place(node.index), frame)
    match value:
        case Instance():
            return _of_instance(machine, value, index, node, frame)
        case Library(name="sys.modules") if _is_own_name(node.index):
            return Module(frame.module)
        case Library(name=name, self=Module(name=source)) if name == GLOBALS:
            key = index.value if isinstance(index, Static) else None
            return machine.imported(source, key) if isinstance(key, str) else UNKNOWN
        case Sequence(items=list() as items) if isinstance(node.index, ir.Slice):
            part = _part(items, node.index, frame)
            return item(machine, value, index) if part is None else _made(value, part, frame)
        case _:
            return item(machine, value, index)


def _is_own_name(index: ir.Expression) -> bool:
    return isinstance(index, ir.Name) and index.id == "__name__"


def assign(machine: Machine, target: ir.Subscript, value: Value, frame: Frame) -> None:
    """Carries out `container[index] = value`, where both have been evaluated."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping | Sequence):
        machine.change(container)
        note_change(target.value, frame)
        machine.emit(
            Mutate,
            frame,
            target,
            how="item",
            target=dotted(target.value),
            level=container.level,
            stored=value,
        )
    match container:
        case Mapping():
            put(container, index, value, frame)
        case Sequence():
            _put_in_list(container, index, value, frame)
        case Library(name=attributes.NAMESPACE, self=Instance() as owner):
            attribute_writes.assign_by_name(machine, owner, index, value, frame)
        case Instance(cls=cls) if attribute_items.has_items(machine, cls):
            is_itself = attribute_items.passes_on(machine, cls, "__setitem__")
            stored = value if is_itself else UNKNOWN
            attribute_writes.assign_by_name(machine, container, index, stored, frame)
            dunder_calls.call(machine, container, "__setitem__", [index, value], target, frame)
        case _:
            dunder_calls.call(machine, container, "__setitem__", [index, value], target, frame)


def delete(machine: Machine, target: ir.Subscript, frame: Frame) -> None:
    """Carries out `del container[index]`, where both have been evaluated."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping | Sequence):
        machine.change(container)
        note_change(target.value, frame)
    match container, index:
        case Mapping(), Static(value=str() | int() as key, known=True):
            remove(container, key, frame)
        case Instance(cls=cls), _ if attribute_items.has_items(machine, cls):
            attribute_writes.delete(machine, container, index, frame)
        case Mapping(), _:
            container.rest = join_all([*container.items.values(), container.rest or UNKNOWN])
        case Sequence(), _:
            container.element, container.items = element_of(container), None
        case _:
            return


def _put_in_list(container: Sequence, index: Value, value: Value, frame: Frame) -> None:
    match index:
        case Static(value=int() as number, known=True) if (
            container.items is not None
            and -len(container.items) <= number < len(container.items)
            and is_decided(frame, container.level)
        ):
            container.items[number] = bounded(value)
        case _:
            weaken(container, bounded(value))


def _part(items: list[Value], node: ir.Slice, frame: Frame) -> list[Value] | None:
    bounds: list[int | None] = []
    for bound in (node.lower, node.upper, node.step):
        match NONE if bound is None else frame.value_of(bound):
            case Static(value=int() | None as number, known=True):
                bounds.append(number)
            case _:
                return None
    return None if bounds[2] == 0 else items[slice(*bounds)]


def _made(like: Sequence, items: list[Value], frame: Frame) -> Sequence:
    return Sequence(like.kind, items, UNKNOWN, frame.level)


def _of_instance(
    machine: Machine, value: Instance, index: Value, node: ir.Subscript, frame: Frame
) -> Value:
    fields = as_tuple(value)
    if fields is not None:
        return item(machine, fields, index)
    maker = value.cls.layout.maker if value.cls.layout else ""
    has_items = maker == "chex.dataclass" or attribute_items.has_items(machine, value.cls)
    if has_items and isinstance(index, Static) and isinstance(index.value, str):
        return attributes.get(machine, value, index.value, node, frame)
    method = attributes.get(machine, value, "__getitem__", node, frame)
    return machine.call_with(method, [index], node, frame)


def _python_container(value: Value) -> Container | None:
    match value:
        case Sequence(kind="list" | "tuple" as kind) if value.name != "slice":
            return kind
        case Static(type="str"):
            return "str"
        case Static(type="numpy"):
            return "ndarray"
        case _:
            return None


def _index(
    machine: Machine,
    node: ir.Subscript,
    kind: Container,
    index: Value,
    at: Place,
    frame: Frame,
) -> None:
    is_slice = isinstance(index, Sequence) and index.name == "slice"
    indices = index.items or [] if isinstance(index, Sequence) else [index]
    for each in indices:
        if isinstance(each, Array | Tree) and (kind == "ndarray" or is_slice or each is index):
            machine.emit(PythonIndex, frame, node, container=kind, index=each, index_at=at)
