"""The words of a stub become values: what a library hands a function, and what it returns."""

from collections.abc import Iterator

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.analyses import array_uses
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.avals.indexing import slice_of
from jitlint.interpreter.avals.table import discrete, of_call
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.aval import ANYTHING
from jitlint.interpreter.domain.lattice import UNKNOWN, as_array, combine, join_all
from jitlint.interpreter.domain.limits import OPENED_VALUES, PYTREE_DEPTH
from jitlint.interpreter.domain.tree import Inner, children, map_children, map_tree, parts
from jitlint.interpreter.domain.values import (
    Array,
    Foreign,
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
from jitlint.interpreter.events import Effect
from jitlint.interpreter.libraries import loop_types
from jitlint.interpreter.objects import containers, instances
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.transforms.enter_exit import coming_out, kept
from jitlint.models.words import Word


def handed(
    machine: Machine, made: "LibraryCall", words: tuple[Word, ...], function: str
) -> Arguments:
    """Returns the arguments that a library hands a function."""
    arguments = Arguments()
    for word in words:
        parameter = next((p for p in made.model.parameters if p.name == word.name), None)
        value = _inside(machine, made, word)
        if word.name == "Star" or (parameter and parameter.kind == "star"):
            _spread(arguments, value)
        elif parameter and parameter.kind == "stars" and isinstance(value, Mapping):
            arguments.keywords.update({str(k): v for k, v in value.items.items()})
        elif value is not None:
            arguments.positional.append(value)
    return arguments


def returned(machine: Machine, made: "LibraryCall", word: Word) -> Value:
    """Returns the value that a return annotation stands for."""
    match word.name:
        case "Array":
            return _without_gradient(made, _array(machine, made))
        case "Tree":
            array = _array(machine, made)
            return Tree(array.kind, array.depends, array.level)
        case "NumPy" | "Static":
            return _python_value(machine, made, word)
        case "Arithmetic":
            return _arithmetic(machine, made, word)
        case "Tuple":
            items = [returned(machine, made, each) for each in word.inside]
            return Sequence("tuple", items, UNKNOWN, machine.level)
        case "List":
            element = returned(machine, made, word.inside[0])
            return Sequence("list", None, element, machine.level)
        case "If":
            return returned(machine, made, word.inside[1 if _given(made, word.inside[0]) else 2])
        case "Effect" | "Impure":
            return _effect(machine, made, word)
        case "Instance":
            held = [made.values.get(each.name, UNKNOWN) for each in word.inside[1:]]
            return Foreign(word.inside[0].name, held[0] if held else None)
        case "Untraced":
            return Library("jitlint.untraced")
        case _:
            return _of_parameters(machine, made, word)


def _array(machine: Machine, made: "LibraryCall") -> Array:
    owner = made.owner.owner if isinstance(made.owner, Foreign) else made.owner
    aval = of_call(made.model.name, made.values, owner)
    array = combine([*made.arguments.all(), owner or UNKNOWN], machine.staging, aval=aval)
    array = replace(array, level=min(array.level, machine.level))
    dtype = discrete(made.model.name)
    array = replace(array, dtype=dtype) if dtype else array
    if array.kind == "concrete" and (dtype or made.model.name == "jax.lax.stop_gradient"):
        array = replace(array, kind="eager")
    array = replace(array, certain=True) if machine.staging else array
    array = tangents.of_call(made.model.name, made.values, owner, array)
    return _handed_on(made, array) if made.model.name == "jax.numpy.asarray" else array


def _handed_on(made: "LibraryCall", array: Array) -> Array:
    """An array of JAX from outside stays one: `asarray` makes a tracer of anything else only."""
    match made.values.get("a"):
        case Array(kind="eager" | "captured") | Unknown() if array.kind == "abstract":
            return replace(array, kind="captured")
        case _:
            return array


def _without_gradient(made: "LibraryCall", array: Array) -> Value:
    """Returns the array that comes back, or of `stop_gradient` the pytree that it was given."""
    given = made.values.get("x") if made.model.name == "jax.lax.stop_gradient" else None
    if isinstance(given, Tree | Sequence | Mapping | Instance):
        return coming_out(given, array, array.level)
    return array


def _of_parameters(machine: Machine, made: "LibraryCall", word: Word) -> Value:
    outside = combine(made.arguments.all(), machine.staging)
    level = machine.level
    match word.name:
        case "Result":
            results = [made.results[each.name] for each in word.inside if each.name in made.results]
            result = join_all(results)
            traced = any(_traces(made, each.name) for each in word.inside)
            if not traced:
                return result
            if "has_aux" in made.values and isinstance(result, Sequence) and result.items:
                return _with_aux(result, result.items, outside, level)
            keeps = made.model.name in loop_types.KEEPING
            result = coming_out(result, outside, level, kept, tangents=keeps)
            return loop_types.after(made, result)
        case "Reduced" if isinstance(number := made.values.get(word.inside[0].name), Static):
            return Static(type=number.type if number.type != "bool" else "int")
        case "Same" if made.model.name in loop_types.LOOPS:
            given = _inside(machine, made, word.inside[0]) or UNKNOWN
            return loop_types.after(made, coming_out(given, outside, level, kept, tangents=True))
        case "Same" | "Like" | "Reduced":
            return coming_out(_inside(machine, made, word.inside[0]) or UNKNOWN, outside, level)
        case "Filled":
            tree = _inside(machine, made, word.inside[0])
            result = made.results.get(word.inside[1].name, UNKNOWN)
            return filled(tree, result)
        case "OfClass":
            return instances.alike(_first_object(made, word.inside[0].name), level)
        case "Each" | "Leaf" | "Item":
            return _inside(machine, made, word) or UNKNOWN
        case name if name in made.values:
            return made.values[name]
        case _:
            return UNKNOWN


def _first_object(made: "LibraryCall", name: str) -> Value | None:
    """Returns what is given for a parameter; of a starred one, the first object among it."""
    given = made.values.get(name)
    kinds = {parameter.name: parameter.kind for parameter in made.model.parameters}
    if given is None or kinds.get(name) != "star":
        return given
    return next((each for each in children(given) if isinstance(each, Instance)), None)


def _with_aux(pair: Sequence, items: list[Value], outside: Array, level: int) -> Value:
    """What goes beside a derivative is handed on: Python's numbers in it stay what they are."""
    first, *rest = items
    aux = [coming_out(each, outside, level, kept, numbers=False) for each in rest]
    return Sequence(pair.kind, [coming_out(first, outside, level, kept), *aux], UNKNOWN, level)


def _inside(machine: Machine, made: "LibraryCall", word: Word) -> Value | None:
    match word.name:
        case "Array":
            return Array("abstract", level=machine.inner_level)
        case "Tree":
            return Tree("abstract", level=machine.inner_level)
        case "Each":
            return map_tree(_inside(machine, made, word.inside[0]) or UNKNOWN, _each, PYTREE_DEPTH)
        case "Leaf":
            return leaf_of(_inside(machine, made, word.inside[0]) or UNKNOWN)
        case "Item":
            return containers.element(machine, _inside(machine, made, word.inside[0]) or UNKNOWN)
        case "Same":
            return _inside(machine, made, word.inside[0])
        case "Given":
            return made.values.get(word.inside[0].name)
        case "Star":
            return _inside(machine, made, word.inside[0])
        case "Any":
            return UNKNOWN
        case name:
            return made.values.get(name, UNKNOWN)


def _each(value: Value, inner: Inner) -> Value:
    match value:
        case Static(type="numpy"):
            return Array("eager")
        case Array(aval=aval) if aval is not ANYTHING:
            return replace(value, aval=slice_of(aval))
        case _:
            return map_children(value, inner)


def leaf_of(value: Value) -> Value:
    """Returns what any leaf of a pytree may be."""
    match value:
        case Tree():
            return as_array(value)
        case Sequence() | Mapping() | Instance() | OneOf():
            return join_all(_leaves(value))
        case _:
            return value


def _leaves(value: Value) -> Iterator[Value]:
    """Yields the leaves of a pytree; what it holds in many places is opened once."""
    waiting, opened = [value], set[int]()
    while waiting and len(opened) <= OPENED_VALUES:
        match waiting.pop():
            case Static(value=None, known=True):
                continue
            case (Sequence() | Mapping() | Instance() | OneOf()) as each:
                if id(each) not in opened:
                    opened.add(id(each))
                    waiting += reversed(_held(each))
            case leaf:
                yield leaf_of(leaf)


def _held(value: Value) -> list[Value]:
    if isinstance(value, OneOf):
        return [*value.values]
    if not isinstance(value, Instance):
        return children(value)
    kept = value.cls.layout.static if value.cls.layout else frozenset[str]()
    return [item for name, item in value.attributes.items() if name not in kept]


def filled(tree: Value | None, result: Value) -> Value:
    """Returns a pytree with other leaves."""

    def fill(tree: Value, inner: Inner) -> Value:
        match tree, result:
            case (Tree(), Array()):
                return Tree(result.kind, result.depends, result.level)
            case (Sequence(), _):
                return map_children(tree, inner)
            case (Mapping(), _):
                inside = {key: inner(item) for key, item in tree.items.items()}
                rest = None if tree.rest is None else inner(tree.rest)
                return Mapping(inside, rest, tree.level, exact=tree.exact)
            case (Instance(), _) if tree.cls.layout:
                traced = tree.cls.layout.traced
                held = {n: inner(v) if n in traced else v for n, v in tree.attributes.items()}
                return Instance(tree.cls, held, tree.level)
            case (OneOf(values), _):
                return join_all(map(inner, values))
            case (Static(value=None, known=True), _):
                return tree
            case (Array(), _):
                return result
            case _:
                return UNKNOWN

    return UNKNOWN if tree is None else map_tree(tree, fill, PYTREE_DEPTH)


def _spread(arguments: Arguments, value: Value | None) -> None:
    match value:
        case Sequence(items=list() as items):
            arguments.positional += items
        case Sequence():
            arguments.rest = value.element
        case Array() | Tree() as traced:
            arguments.rest = Tree(traced.kind, traced.depends, traced.level)
        case None:
            pass
        case _:
            arguments.rest = UNKNOWN


def _given(made: "LibraryCall", word: Word) -> bool:
    value = made.values.get(word.name)
    return value is not None and not (isinstance(value, Static) and value.known and not value.value)


def _traces(made: "LibraryCall", name: str) -> bool:
    words = {parameter.name: parameter.word.name for parameter in made.model.parameters}
    return words.get(name, "").startswith(("Traces", "Maps", "Diff", "Stages"))


def _python_value(machine: Machine, made: "LibraryCall", word: Word) -> Value:
    if word.name == "Static":
        return Static(type=word.inside[0].name if word.inside else "")
    dispatching = [
        made.values[parameter.name]
        for parameter in made.model.parameters
        if parameter.word.name == "Dispatches" and parameter.name in made.values
    ]
    for value in dispatching:
        if isinstance(value, Array | Tree):
            return combine([value], machine.staging)
        if not isinstance(value, Static | Sequence):
            return UNKNOWN
    if any(part.kind in ("abstract", "concrete") for v in dispatching for part in parts(v)):
        return UNKNOWN
    return Static(type="numpy")


def _arithmetic(machine: Machine, made: "LibraryCall", word: Word) -> Value:
    operands: list[Value] = []
    for each in word.inside:
        value = _inside(machine, made, each)
        if value is not None:
            operands.append(value)
    if any(isinstance(value, Array) for value in operands):
        return combine(operands, machine.staging)
    if any(isinstance(value, Tree) for value in operands):
        array = combine(operands, machine.staging)
        return Tree(array.kind, array.depends, array.level)
    return Static() if all(isinstance(value, Static) for value in operands) else UNKNOWN


def _shown(value: Value) -> Value:
    return value.shows if isinstance(value, Static) and value.shows else value


def _may_tell_array(machine: Machine, made: "LibraryCall") -> bool:
    """Says whether a call is told what the function around computes with as an array.

    A traced function computes with a number of its static arguments in the same way.
    """
    given = made.frame.given if any(each.root is made.frame for each in machine.traces) else {}
    told = made.node.arguments if isinstance(made.node, ir.Call) else ()
    names = {each.value.id for each in told if isinstance(each.value, ir.Name)} - given.keys()
    return any(array_uses.is_used_as_array(machine, name, made.frame) for name in names)


def _effect(machine: Machine, made: "LibraryCall", word: Word) -> Value:
    unknown = UNKNOWN if _may_tell_array(machine, made) else Static()
    shown = map(_shown, made.arguments.all())
    machine.emit(
        Effect,
        made.frame,
        made.node,
        kind=word.inside[0].name if word.inside else "write",
        function=made.model.name,
        arguments=tuple(unknown if isinstance(each, Unknown) else each for each in shown),
    )
    return Static(None, known=True, type="None") if word.name == "Effect" else Static()
