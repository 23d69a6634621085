"""Items of containers: looked up, put in, removed."""

from jitlint.interpreter.avals.indexing import item_of
from jitlint.interpreter.avals.tangents import computed
from jitlint.interpreter.domain import texts
from jitlint.interpreter.domain.aval import ANYTHING
from jitlint.interpreter.domain.depth_limit import bounded
from jitlint.interpreter.domain.lattice import (
    NONE,
    UNKNOWN,
    combine,
    element_of,
    join,
    join_all,
    parts,
)
from jitlint.interpreter.domain.limits import ASSIGNED_KEYS
from jitlint.interpreter.domain.tree import children, without_avals
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Foreign,
    Frame,
    Instance,
    Library,
    Mapping,
    OneOf,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.objects import attributes
from jitlint.interpreter.objects.attribute_writes import is_decided
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model, Word

REF = "jax.experimental.pallas._Ref"


def item(machine: Machine, value: Value, index: Value) -> Value:
    """Returns what an item of a value is."""
    match value:
        case Array():
            aval = item_of(value.aval, index)
            made = combine([value, index], machine.staging, value.dtype, aval)
            return made if value.tangent is None else computed(made, [value])
        case Tree():
            return _of_tree(machine, value, index)
        case Sequence():
            return _of_sequence(value, index)
        case Mapping():
            return _of_mapping(value, index)
        case Static(type="numpy"):
            traced = any(True for _ in parts(index))
            return UNKNOWN if traced else Static(type="numpy")
        case Static(type="str"):
            return texts.item(value, index) or Static(type="str")
        case Foreign(cls=cls, owner=held) if cls == attributes.VARIABLE:
            is_slice = isinstance(index, Static) and not index.known
            return UNKNOWN if held is None else held if is_slice else item(machine, held, index)
        case Foreign(cls=cls, owner=held) if cls == REF and held is not None:
            return item(machine, held, index)
        case Foreign(cls=cls, owner=owner):
            return _of_foreign(machine, cls, owner, index)
        case Library(name="os.environ"):
            return Static(type="str")
        case Static():
            return Static()
        case Class():
            return value
        case _:
            return UNKNOWN


def remove(container: Mapping, key: str | int, frame: Frame) -> None:
    """Takes a key out of a dict, or lets it be absent where the path is not decided."""
    held = container.items.pop(key, None)
    if held is not None and not is_decided(frame, container.level):
        container.rest = held if container.rest is None else join(container.rest, held)


def weaken(sequence: Sequence, value: Value) -> None:
    """Lets any element of a sequence be `value` too, and forgets its length."""
    known = element_of(sequence)
    is_new_set = sequence.kind == "set" and sequence.items is None and known == UNKNOWN
    empty = sequence.items == [] or is_new_set
    sequence.element = without_avals(value if empty else join(known, value))
    sequence.items = None


def put(container: Mapping, index: Value, value: Value, frame: Frame) -> None:
    """Holds a value under a key of a dict: instead of what was there, where that is decided."""
    key, value = index.value if isinstance(index, Static) and index.known else None, bounded(value)
    if isinstance(key, str | int) and len(container.items) < ASSIGNED_KEYS:
        sure = is_decided(frame, container.level) and not _is_by_anyone(frame)
        certain = key not in container.items or sure
        if key not in container.items and (frame.returns or not is_decided(frame, container.level)):
            container.exact = False
        value = value if sure else without_avals(value)
        container.items[key] = value if certain else join(container.items[key], value)
    else:
        value = without_avals(value)
        for known, held in [*container.items.items()]:
            if _is_to_be_filled(held) and _may_be(index, known):
                container.items[known] = join(held, value)
        container.rest = value if container.rest is None else join(container.rest, value)


def _is_to_be_filled(value: Value) -> bool:
    """Says whether a value is None or an empty container, which may stand for one to come."""
    match value:
        case Sequence(items=items):
            return items == []
        case Mapping(items=items, rest=rest):
            return not items and rest is None
        case _:
            return value == NONE


def _may_be(index: Value, key: str | int) -> bool:
    """Says whether a key of which the value is not known may be one that a dict has."""
    if isinstance(index, Static):
        return not index.known and index.type in ("", type(key).__name__)
    return isinstance(index, Unknown)


def _is_by_anyone(frame: Frame) -> bool:
    """Says whether a line runs for a caller who is not known, and who may never call."""
    here: Frame | None = frame
    while here:
        if here.function is not None and here.called_at is None and not here.level:
            return True
        here = here.caller
    return False


def _of_tree(machine: Machine, value: Tree, index: Value) -> Value:
    """Returns a part of a pytree; of an array, where an index is given that only arrays take."""
    match index:
        case Static(type="str" | "int") | Static(known=False) | Unknown() | OneOf() | Instance():
            return value
        case _:
            return combine([value, index], machine.staging)


def _of_foreign(machine: Machine, cls: str, owner: Value | None, index: Value) -> Value:
    match machine.models.method(cls, "__getitem__"):
        case Model(returns=Word("Instance", (Word(name), *_))):
            aval = owner.aval if isinstance(owner, Array) else ANYTHING
            made = combine([owner or UNKNOWN, index], machine.staging, aval=aval)
            return Foreign(name, made)
        case _:
            return UNKNOWN


def _of_sequence(value: Sequence, index: Value) -> Value:
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
    return join_all(children(value))
