"""Subscripts: Python's containers want a Python index, arrays take any."""

from typing import TYPE_CHECKING, Literal

from jitlint.finding import Place
from jitlint.models.words import Model, Word
from jitlint.read import ir
from jitlint.trace.events import Index, Mutate
from jitlint.trace.frames import Frame
from jitlint.trace.limits import KEYS
from jitlint.trace.objects import attributes, dunders
from jitlint.trace.objects.attributes import dotted, is_decided
from jitlint.trace.objects.record_classes import as_tuple
from jitlint.trace.python import indexing
from jitlint.trace.state import note_change
from jitlint.trace.values import (
    Array,
    Class,
    Foreign,
    Instance,
    Library,
    Mapping,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.trace.values.lattice import NONE, UNKNOWN, combine, element_of, join, join_all, parts
from jitlint.trace.values.nesting import bounded

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

Container = Literal["list", "tuple", "str", "range()", "ndarray"]


def get(tracer: "Tracer", node: ir.Subscript, value: Value, frame: Frame) -> Value:
    """Returns `value[index]`, after asking whether the index may be traced."""
    index = tracer.evaluate(node.index, frame)
    indexing.check(tracer, node, value, index, frame)
    kind = _python_container(value)
    if kind:
        _index(tracer, node, kind, index, frame.place(node.index), frame)
    match value:
        case Instance():
            return _of_instance(tracer, value, index, node, frame)
        case Sequence(items=list() as items) if isinstance(node.index, ir.Slice):
            part = _part(items, node.index, frame)
            return item(tracer, value, index) if part is None else _made(value, part, frame)
        case _:
            return item(tracer, value, index)


def item(tracer: "Tracer", value: Value, index: Value) -> Value:
    """Returns what an item of a value is."""
    match value:
        case Array():
            return combine([value, index], tracer.staging, value.dtype)
        case Tree():
            return _of_tree(tracer, value, index)
        case Sequence():
            return _of_sequence(tracer, value, index)
        case Mapping():
            return _of_mapping(value, index)
        case Static(type="numpy"):
            traced = any(True for _ in parts(index))
            return UNKNOWN if traced else Static(type="numpy")
        case Static(type="str"):
            return Static(type="str")
        case Foreign(cls=cls, owner=held) if cls == attributes.VARIABLE:
            whole = isinstance(index, Static) and not index.known
            return UNKNOWN if held is None else held if whole else item(tracer, held, index)
        case Foreign(cls=cls, owner=owner):
            return _of_foreign(tracer, cls, owner, index)
        case Library(name="os.environ"):
            return Static(type="str")
        case Static():
            return Static()
        case Class():
            return value
        case _:
            return UNKNOWN


def assign(tracer: "Tracer", target: ir.Subscript, value: Value, frame: Frame) -> None:
    """Carries out `container[index] = value`, where both have been evaluated."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping | Sequence):
        note_change(target.value, frame)
        tracer.emit(
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
        case _:
            dunders.call(tracer, container, "__setitem__", [index, value], target, frame)


def delete(target: ir.Subscript, frame: Frame) -> None:
    """Carries out `del container[index]`, where both have been evaluated."""
    container, index = frame.value_of(target.value), frame.value_of(target.index)
    if isinstance(container, Mapping | Sequence):
        note_change(target.value, frame)
    match container, index:
        case Mapping(), Static(value=str() | int() as key, known=True):
            remove(container, key, frame)
        case Mapping(), _:
            container.rest = join_all([*container.items.values(), container.rest or UNKNOWN])
        case Sequence(), _:
            container.element, container.items = element_of(container), None
        case _:
            return


def remove(container: Mapping, key: str | int, frame: Frame) -> None:
    """Takes a key out of a dict, or lets it be absent where the path is not decided."""
    held = container.items.pop(key, None)
    if held is not None and not is_decided(frame, container.level):
        container.rest = held if container.rest is None else join(container.rest, held)


def weaken(sequence: Sequence, value: Value) -> None:
    """Lets any element of a sequence be `value` too, and forgets its length."""
    known = element_of(sequence)
    empty = sequence.items == [] or (sequence.items is None and known == UNKNOWN)
    sequence.element = value if empty else join(known, value)
    sequence.items = None


def put(container: Mapping, index: Value, value: Value, frame: Frame) -> None:
    """Holds a value under a key of a dict: instead of what was there, where that is decided."""
    key, value = index.value if isinstance(index, Static) and index.known else None, bounded(value)
    if isinstance(key, str | int) and len(container.items) < KEYS:
        certain = key not in container.items or is_decided(frame, container.level)
        container.items[key] = value if certain else join(container.items[key], value)
    else:
        container.rest = value if container.rest is None else join(container.rest, value)


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
    tracer: "Tracer", value: Instance, index: Value, node: ir.Subscript, frame: Frame
) -> Value:
    whole = as_tuple(value)
    if whole is not None:
        return item(tracer, whole, index)
    maker = value.cls.layout.maker if value.cls.layout else ""
    if maker == "chex.dataclass" and isinstance(index, Static) and isinstance(index.value, str):
        return attributes.get(tracer, value, index.value, node, frame)
    method = attributes.get(tracer, value, "__getitem__", node, frame)
    return tracer.call_with(method, [index], node, frame)


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
    tracer: "Tracer", node: ir.Subscript, kind: Container, index: Value, at: Place, frame: Frame
) -> None:
    is_slice = isinstance(index, Sequence) and index.name == "slice"
    asked = index.items or [] if isinstance(index, Sequence) else [index]
    for each in asked:
        if isinstance(each, Array | Tree) and (kind == "ndarray" or is_slice or each is index):
            tracer.emit(Index, frame, node, container=kind, index=each, index_at=at)


def _of_tree(tracer: "Tracer", value: Tree, index: Value) -> Value:
    known_key = isinstance(index, Static) and (index.type in ("str", "int") or not index.known)
    if known_key:
        return value
    return combine([value, index], tracer.staging)


def _of_foreign(tracer: "Tracer", cls: str, owner: Value | None, index: Value) -> Value:
    match tracer.models.method(cls, "__getitem__"):
        case Model(returns=Word("Instance", (Word(name), *_))):
            return Foreign(name, combine([owner or UNKNOWN, index], tracer.staging))
        case _:
            return UNKNOWN


def _of_sequence(tracer: "Tracer", value: Sequence, index: Value) -> Value:
    match index:
        case Static(value=int() as number, known=True) if value.items is not None:
            inside = -len(value.items) <= number < len(value.items)
            return value.items[number] if inside else UNKNOWN
        case Sequence(name="slice"):
            return Sequence(value.kind, None, element_of(value), value.level)
        case Array():
            return UNKNOWN
        case _:
            return element_of(value)


def _of_mapping(value: Mapping, index: Value) -> Value:
    if isinstance(index, Static) and index.known and isinstance(index.value, str | int):
        found = value.items.get(index.value, value.rest)
        return UNKNOWN if found is None else found
    every = [*value.items.values(), *([] if value.rest is None else [value.rest])]
    return join_all(every)
