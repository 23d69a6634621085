"""The lattice of values: the join of two is all that is sure of either, where two paths meet."""

from collections.abc import Iterable

from msgspec.structs import replace

from jitlint.interpreter.domain.aval import ANYTHING, Aval, join_avals, scalar
from jitlint.interpreter.domain.limits import ALTERNATIVES, OPENED_VALUES
from jitlint.interpreter.domain.tangent import both
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    NOTHING,
    UNKNOWN,
    Array,
    Bound,
    Class,
    Environment,
    Foreign,
    Function,
    Instance,
    Kind,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Traced,
    Transformed,
    Tree,
    Unknown,
    Value,
)

NONE = Static(None, known=True, type="None")
_STRENGTH: dict[Kind, int] = {"eager": 0, "captured": 1, "concrete": 2, "abstract": 3}
_CALLABLE = (Function, Bound, Partial, Transformed, Library, Class, Instance, OneOf)
_FOLLOWED = (Function, Bound, Partial, Transformed, Class, OneOf)  # even if it may be another
_WITHOUT_PARTS = frozenset({Static, Unknown, Library, Function})
Joined = dict[tuple[int, int], tuple[Value, Value, Value]]  # by identity, with what has it


def join(left: Value, right: Value, joined: Joined | None = None) -> Value:
    """Returns what is known of a value that is either `left` or `right`.

    `joined` are the containers that were joined on the way here, each pair once.
    """
    if left is right or left == right:
        return left
    match left, right:
        case Array(), Array():
            return _join_arrays(left, right)
        case (Array() as array, Static() as other) | (Static() as other, Array() as array):
            aval = join_avals(array.aval, scalar(other.type))
            return replace(array, certain=False, aval=aval, tangent=None)
        case Array(kind="eager"), Tree():
            return UNKNOWN
        case Tree(), Array(kind="eager"):
            return UNKNOWN
        case Tree() | Array(), Tree() | Array():
            depends = left.depends | right.depends
            return Tree(stronger(left.kind, right.kind), depends, max(left.level, right.level))
        case Static(), Static():
            name = left.type if left.type == right.type else ""
            return Static(type=name, shows=left.shows or right.shows)
        case (Sequence(), Sequence()) | (Mapping(), Mapping()):
            return _join_containers(left, right, {} if joined is None else joined)
        case _ if isinstance(left, _CALLABLE) and isinstance(right, _CALLABLE):
            return one_of((left, right))
        case (_, Unknown() | Foreign()) if isinstance(left, _FOLLOWED):
            return one_of((left, right))
        case (Unknown() | Foreign(), _) if isinstance(right, _FOLLOWED):
            return one_of((left, right))
        case _:
            return UNKNOWN


def join_all(values: Iterable[Value], joined: Joined | None = None) -> Value:
    """Returns the join of values; of none, it is unknown."""
    found = list(values)
    joined = {} if joined is None else joined
    result = found[0] if found else UNKNOWN
    for value in found:
        if value is not result:
            result = join(result, value, joined)
    return result


def join_environments(left: Environment, right: Environment) -> Environment:
    """Returns the environment where two paths meet.

    A name of one path only may be unbound, and a fact of one path only may hold; what is assumed
    on both paths is still assumed.
    """
    both = left.copy()
    names, joined = left.names, both.names
    for name, value in right.names.items():
        if name not in names:
            joined[name] = value
        elif names[name] is not value:
            joined[name] = join(names[name], value)
    both.facts |= {key: number for key, number in right.facts.items() if key not in left.facts}
    if both.assumed:
        both.assumed = {k: v for k, v in left.assumed.items() if right.assumed.get(k) is v}
    return both


def one_of(values: Iterable[Value]) -> Value:
    """Returns one of a few callable values, or nothing known where there are too many."""
    flat: list[Value] = []
    for value in values:
        for each in value.values if isinstance(value, OneOf) else (value,):
            if each not in flat:
                flat.append(each)
    flat = _widened(flat, len(flat) > ALTERNATIVES)
    if len(flat) == 1:
        return flat[0]
    return OneOf(tuple(flat)) if len(flat) <= ALTERNATIVES else UNKNOWN


def _widened(values: list[Value], are_many: bool) -> list[Value]:
    """Returns fewer values where what stands for all objects of a class is among them, or may be.

    Many objects of classes with a common base that leaves methods open are any objects of that,
    and many such classes are that base.
    """
    objects = [each for each in values if isinstance(each, Instance)]
    classes = [each for each in values if isinstance(each, Class)]
    base = _shared_base([each.cls for each in objects])
    if base and base.anyone and (are_many or base.anyone in objects):
        values = [base.anyone, *(v for v in values if v not in objects)]
    base = _shared_base(classes)
    if base and (are_many or base in classes):
        values = [base, *(v for v in values if v not in classes)]
    return values


def _shared_base(classes: list[Class]) -> Class | None:
    """Returns the first base that several classes have in common and that leaves methods open."""
    orders = [each.order or () for each in classes]
    found = (each for each in orders[0] if each.anyone) if len(orders) > 1 else ()
    return next((each for each in found if all(each in order for order in orders)), None)


def stronger(left: Kind, right: Kind) -> Kind:
    """Returns the kind that more fails on."""
    return left if _STRENGTH[left] >= _STRENGTH[right] else right


def text_of(values: Iterable[Value]) -> Static:
    """Returns a text made of values: it shows the first traced one."""
    for value in values:
        if isinstance(value, Static) and value.shows:
            return Static(type="str", shows=value.shows)
        for part in parts(value):
            if part.kind in ("abstract", "concrete"):
                return Static(type="str", shows=part)
    return Static(type="str")


def combine(values: Iterable[Value], staging: int, dtype: str = "", aval: Aval = ANYTHING) -> Array:
    """Returns the array that an operation makes of values: abstract whenever it is staged.

    `staging` is the level of the innermost trace that stages, 0 where none does.
    """
    found = list[Traced]()
    for value in values:
        if type(value) is Array or type(value) is Tree:
            found.append(value)
        elif type(value) not in _WITHOUT_PARTS:
            found += parts(value)
    kind: Kind = "abstract" if staging else "eager"
    depends, level, certain = NOTHING, staging, not found
    for part in found:
        kind = stronger(kind, part.kind)
        depends |= part.depends
        level = part.level if part.level > level else level
        certain = certain or isinstance(part, Tree) or part.certain
    return Array(kind, depends, certain, dtype, level, aval)


def as_array(tree: Tree) -> Array:
    """Returns a tree that turns out to be an array."""
    return Array(tree.kind, tree.depends, level=tree.level, tangent=tree.tangent)


def as_tree(array: Array) -> Tree:
    """Returns an array that may as well be a container of arrays."""
    return Tree(array.kind, array.depends, array.level, array.tangent)


def _join_arrays(left: Array, right: Array) -> Array:
    dtype = left.dtype if left.dtype == right.dtype else ""
    aval = join_avals(left.aval, right.aval)
    certain = left.certain and right.certain
    if "eager" in (left.kind, right.kind) and left.kind != right.kind:
        certain = False
    kind = stronger(left.kind, right.kind)
    level = max(left.level, right.level)
    tangent = both(left.tangent, right.tangent)
    return Array(kind, left.depends | right.depends, certain, dtype, level, aval, tangent)


def _join_containers(left: Value, right: Value, joined: Joined) -> Value:
    """Joins what may hold itself, or the same in many places: each pair is joined once."""
    key = (id(left), id(right))
    if key not in joined:
        joined[key] = (left, right, UNKNOWN)
        match left, right:
            case Sequence(), Sequence() if len(joined) <= OPENED_VALUES:
                joined[key] = (left, right, _join_sequences(left, right, joined))
            case Mapping(), Mapping() if len(joined) <= OPENED_VALUES:
                joined[key] = (left, right, _join_mappings(left, right, joined))
            case _:
                pass
    return joined[key][2]


def _join_sequences(left: Sequence, right: Sequence, joined: Joined) -> Value:
    if left.kind != right.kind:
        return UNKNOWN
    level = min(left.level, right.level)
    if left.items is not None and right.items is not None and len(left.items) == len(right.items):
        pairs = zip(left.items, right.items, strict=True)
        items = [join(a, b, joined) for a, b in pairs]
        return Sequence(left.kind, items, UNKNOWN, level, left.name)
    filled = [side for side in (left, right) if side.items != []]
    element = join_all([element_of(side, joined) for side in filled], joined)
    return Sequence(left.kind, None, element, level, left.name)


def _join_mappings(left: Mapping, right: Mapping, joined: Joined) -> Mapping:
    items = {
        key: join(value, right.items[key], joined)
        for key, value in left.items.items()
        if key in right.items
    }
    others = [v for k, v in (*left.items.items(), *right.items.items()) if k not in items]
    others += [each.rest for each in (left, right) if each.rest is not None]
    rest = join_all(others, joined) if others else None
    exact = left.exact and right.exact
    return Mapping(items, rest, min(left.level, right.level), left.name, exact)


def element_of(sequence: Sequence, joined: Joined | None = None) -> Value:
    """Returns what any element of a sequence may be."""
    if sequence.items is None:
        return sequence.element
    return join_all(sequence.items, joined) if sequence.items else UNKNOWN
