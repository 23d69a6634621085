"""Pytrees taken apart and put together by the program itself, with `jax.tree`."""

from collections.abc import Callable

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, combine, join_all
from jitlint.interpreter.domain.limits import CONTAINER_DEPTH, MAPPED_LEAVES, OPENED_VALUES
from jitlint.interpreter.domain.values import (
    Array,
    Foreign,
    Frame,
    Instance,
    Mapping,
    OneOf,
    Sequence,
    Static,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.libraries import word_semantics
from jitlint.interpreter.objects.attributes import TREEDEF
from jitlint.interpreter.objects.dataclasses import fields_of
from jitlint.interpreter.state.machine import Machine

_Call = Callable[[Value, list[Value]], Value]


def mapped(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.map(f, tree, *rest)` gives: one call for each known leaf."""
    named = _named(arguments, ("f", "tree"))
    if "f" not in named or "tree" not in named or arguments.rest is not None:
        return UNKNOWN
    function, tree, rest = named["f"], named["tree"], arguments.positional[2:]
    is_leaf = arguments.keywords.get("is_leaf", NONE)

    made: dict[tuple[Value, ...], Value] = {}

    def call(leaf: Value, others: list[Value]) -> Value:
        key = (leaf, *others)
        if key not in made:
            made[key] = machine.call_with(function, [leaf, *others], node, frame)
        return made[key]

    every = leaves_of(tree) if is_leaf == NONE else None
    if every is not None and len(every) <= MAPPED_LEAVES:
        return _map(tree, rest, call, CONTAINER_DEPTH)
    others = [word_semantics.leaf_of(each) for each in rest]
    leaf = word_semantics.leaf_of(tree)
    return word_semantics.filled(tree, call(leaf if is_leaf == NONE else _perhaps(leaf), others))


def reduced(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.reduce(function, tree, initializer)` gives."""
    named = _named(arguments, ("function", "tree", "initializer"))
    every = leaves_of(named.get("tree", UNKNOWN))
    items = [word_semantics.leaf_of(named.get("tree", UNKNOWN))] * 2 if every is None else every
    return fold(
        machine, named.get("function", UNKNOWN), items, named.get("initializer"), node, frame
    )


def fold(
    machine: Machine,
    function: Value,
    items: list[Value],
    initial: Value | None,
    node: ir.Node,
    frame: Frame,
) -> Value:
    """Returns what a function of two values makes of all items, from the left."""
    items = items if initial is None else [initial, *items]
    if not items:
        return UNKNOWN
    result = items[0]
    for item in items[1:MAPPED_LEAVES]:
        result = machine.call_with(function, [result, item], node, frame)
    return result


def tested(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.all(tree)` gives: it tests the leaves until one is false."""
    named = _named(arguments, ("tree", "is_leaf"))
    tree = named.get("tree", UNKNOWN)
    every = None if "is_leaf" in named else leaves_of(tree)
    leaf = word_semantics.leaf_of(tree) if every is None else _first_tested(every)
    if "is_leaf" not in named:
        machine.test_items("jax.tree.all()", [leaf], node, frame)
    return Static(type="bool")


def _first_tested(leaves: list[Value]) -> Value:
    """Returns the first leaf that is not known to be true."""
    return next(
        (leaf for leaf in leaves if not (isinstance(leaf, Static) and leaf.known and leaf.value)),
        UNKNOWN,
    )


def leaves(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.leaves(tree)` gives."""
    named = _named(arguments, ("tree", "is_leaf"))
    tree = named.get("tree", UNKNOWN)
    every = leaves_of(tree) if "is_leaf" not in named else None
    leaf = UNKNOWN if every is not None else word_semantics.leaf_of(tree)
    element = _perhaps(leaf) if "is_leaf" in named else leaf
    return Sequence("list", every, element, _level(machine))


def _perhaps(leaf: Value) -> Value:
    """A leaf by `is_leaf` may be a container, or an object of the program's."""
    return replace(leaf, certain=False) if isinstance(leaf, Array) else leaf


def flattened(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.flatten(tree)` gives: the leaves, and the structure with its tree."""
    items = [leaves(machine, arguments, node, frame), structure(machine, arguments, node, frame)]
    return Sequence("tuple", items, UNKNOWN, _level(machine))


def structure(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.structure(tree)` gives: it remembers the tree."""
    named = _named(arguments, ("tree", "is_leaf"))
    return Foreign(TREEDEF, named.get("tree", UNKNOWN) if "is_leaf" not in named else UNKNOWN)


def unflattened(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `jax.tree.unflatten(treedef, leaves)` gives: the tree with other leaves."""
    named = _named(arguments, ("treedef", "leaves"))
    treedef, given = named.get("treedef", UNKNOWN), named.get("leaves", UNKNOWN)
    tree = treedef.owner if isinstance(treedef, Foreign) and treedef.owner else UNKNOWN
    every = leaves_of(tree)
    known = given.items if isinstance(given, Sequence) else None
    if every is not None and known is not None and len(every) == len(known):
        left = iter(known)
        return _map(tree, [], lambda _leaf, _others: next(left), CONTAINER_DEPTH)
    each = join_all(known) if known else given.element if isinstance(given, Sequence) else UNKNOWN
    made = word_semantics.filled(tree, each)
    return _some_tree(machine, each) if isinstance(made, Unknown) else made


def leaves_of(value: Value) -> list[Value] | None:
    """Returns the leaves of a pytree in JAX's order, None where they are not all known, or many."""
    leaves: list[Value] = []
    waiting, looked = [(value, CONTAINER_DEPTH)], 0
    while waiting:
        each, depth = waiting.pop()
        inner = _inner(each, depth)
        looked += 1
        if inner is None or looked > OPENED_VALUES:
            return None
        if len(inner) == 1 and inner[0] is each:
            leaves.append(each)
        else:
            waiting += [(item, depth - 1) for item in reversed(inner)]
    return leaves


def _inner(value: Value, depth: int) -> list[Value] | None:
    """Returns what a pytree holds, itself where it is a leaf, or None where that is not known."""
    match value:
        case Tree() | Unknown():
            return None
        case Sequence(items=list() as items, kind="tuple" | "list") if depth:
            return items
        case Mapping(items=items, rest=None) if depth:
            return [items[key] for key in _ordered(items)]
        case Instance() if value.cls.layout and depth:
            held = _traced_fields(value)
            return None if held is None else list(held.values())
        case Sequence() | Mapping():
            return None
        case OneOf(values):
            return [value] if all(_is_leaf(each, depth) for each in values) else None
        case Static(value=None, known=True):
            return []
        case _:
            return [value]


def _is_leaf(value: Value, depth: int) -> bool:
    inner = _inner(value, depth)
    return inner is not None and len(inner) == 1 and inner[0] is value


def _traced_fields(value: Instance) -> dict[str, Value] | None:
    layout = value.cls.layout
    if layout is None or layout.others != "unknown":
        return None
    names = [name for name in fields_of(value.cls) if name in layout.traced]
    if len(names) != len(layout.traced) or not layout.traced <= value.attributes.keys():
        return None
    return {name: value.attributes[name] for name in names}


def _ordered(items: dict[str | int, Value]) -> list[str | int]:
    kinds = {type(key) for key in items}
    return (
        sorted(items, key=str) if kinds == {str} else sorted(items) if kinds == {int} else [*items]
    )


def _map(tree: Value, rest: list[Value], call: _Call, depth: int) -> Value:
    """Builds a tree of known leaves anew, from what a function makes of each."""
    match tree:
        case Sequence(items=list() as items, kind="tuple" | "list") if depth:
            made = [
                _map(item, [_at(each, number, len(items)) for each in rest], call, depth - 1)
                for number, item in enumerate(items)
            ]
            return Sequence(tree.kind, made, UNKNOWN, tree.level)
        case Mapping(items=items) if depth:
            inside = {
                key: _map(items[key], [_under(each, key) for each in rest], call, depth - 1)
                for key in _ordered(items)
            }
            return Mapping(inside, None, tree.level, exact=tree.exact)
        case Instance() if tree.cls.layout and depth:
            held = _traced_fields(tree) or {}
            changed = {
                name: _map(item, [_field(each, name) for each in rest], call, depth - 1)
                for name, item in held.items()
            }
            return Instance(tree.cls, {**tree.attributes, **changed}, tree.level)
        case Static(value=None, known=True):
            return tree
        case _:
            return call(tree, rest)


def _at(value: Value, number: int, count: int) -> Value:
    match value:
        case Sequence(items=list() as items) if len(items) == count:
            return items[number]
        case Sequence():
            return value.element
        case _:
            return _part(value)


def _under(value: Value, key: str | int) -> Value:
    match value:
        case Mapping(items=items):
            return items.get(key, value.rest or UNKNOWN)
        case _:
            return _part(value)


def _field(value: Value, name: str) -> Value:
    return value.attributes.get(name, UNKNOWN) if isinstance(value, Instance) else _part(value)


def _part(value: Value) -> Value:
    return value if isinstance(value, Tree) else UNKNOWN


def _some_tree(machine: Machine, leaf: Value) -> Value:
    if not isinstance(leaf, Array | Tree) or (isinstance(leaf, Array) and not leaf.certain):
        return UNKNOWN
    array = combine([leaf], machine.staging)
    return Tree(array.kind, array.depends, array.level)


def _named(arguments: Arguments, names: tuple[str, ...]) -> dict[str, Value]:
    return dict(zip(names, arguments.positional, strict=False)) | arguments.keywords


def _level(machine: Machine) -> int:
    return machine.level
