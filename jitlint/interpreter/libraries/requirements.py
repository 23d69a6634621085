"""Requirements of libraries: some arguments must be static, others come with a size."""

from collections.abc import Iterator

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import library_choice
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import NONE
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Frame,
    Library,
    Mapping,
    Module,
    Sequence,
    Static,
    Traced,
    Tree,
    Value,
)
from jitlint.interpreter.events import (
    ArrayAttribute,
    Hash,
    NumpyCall,
    NumpyEquality,
    StaticParameter,
    TypeTest,
    UnknownSize,
)
from jitlint.interpreter.events.misuse import DebugFormat
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model, ModelParameter

_PYTHON = ("builtins.", "numpy.", "math.", "cmath.")
ABSENT_IN_TRACERS = frozenset(
    "block_until_ready sharding device devices is_ready delete is_deleted addressable_shards"
    " addressable_data copy_to_host_async global_shards is_fully_addressable"
    " is_fully_replicated on_device_size_in_bytes unsafe_buffer_pointer".split()
)
_ASKS = {
    "builtins.hash": "hash()",
    "builtins.isinstance": "isinstance()",
    "numpy.isscalar": "np.isscalar()",
}
_KEYED = frozenset({"get", "pop", "setdefault"})
_HASHING = frozenset({"add", "discard", "remove"})
_UFUNC_METHODS = frozenset("reduce accumulate reduceat outer at".split())
_NDARRAY_METHODS = frozenset("dot clip take searchsorted repeat choose compress".split())
COMPARES = frozenset({"numpy.array_equal", "numpy.array_equiv"})


def check(
    machine: Machine,
    made: "LibraryCall",
    parameter: ModelParameter,
    value: Value,
    place: Place,
) -> None:
    """Emits an event where an argument that must be static, or sized, is traced."""
    traced = next((part for part in parts(value) if _is_abstract(part)), None)
    if traced is None or made.model.name.startswith(_PYTHON):
        return
    if parameter.word.name == "Static":
        machine.emit(
            StaticParameter,
            made.frame,
            made.node,
            function=made.model.name,
            parameter=parameter.name,
            value=traced,
            value_at=place,
        )
        return
    sizes = tuple(word.name for word in parameter.word.inside)
    if not any(_is_given(made, size) for size in sizes):
        machine.emit(
            UnknownSize,
            made.frame,
            made.node,
            function=made.model.name,
            sizes=sizes,
            value=traced,
            value_at=place,
        )


def check_call(machine: Machine, made: "LibraryCall") -> None:
    """Emits an event for calls that are wrong as a whole, by their names."""
    name = made.model.name
    if name in COMPARES:
        values = tuple(made.arguments.positional)
        machine.emit(NumpyEquality, made.frame, made.node, function=name, values=values)
    elif name == "jax.debug.print" and made.arguments.positional:
        text = made.arguments.positional[0]
        if isinstance(text, Static) and text.shows:
            machine.emit(DebugFormat, made.frame, made.node, value=text.shows)


def check_attribute(machine: Machine, owner: Traced, node: ir.Attribute, frame: Frame) -> None:
    """Emits an event for an attribute that arrays have and tracers have not."""
    if node.name in ABSENT_IN_TRACERS and owner.kind in ("abstract", "concrete"):
        at = frame.place(node.value)
        machine.emit(ArrayAttribute, frame, node, name=node.name, value=owner, value_at=at)


def check_python(
    machine: Machine, name: str, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event for Python's own questions about a value: its class, its hash."""
    if name not in _ASKS or not arguments.positional:
        return
    value = arguments.positional[0]
    at = arguments.places.get(0) or frame.place(node)
    tracers = [part for part in parts(value) if part.kind in ("abstract", "concrete")]
    if name == "builtins.hash" and tracers:
        machine.emit(Hash, frame, node, by="hash()", value=value, value_at=at)
    elif isinstance(value, Array | Tree) and _is_abstract(value):
        if library_choice.comes_to_the_same(machine, node, frame):
            return
        written = node.arguments[1:] if isinstance(node, ir.Call) else ()
        classes = tuple(n for each in written for n in _class_names(each.value, frame))
        fields = {"by": _ASKS[name], "value": value, "value_at": at, "classes": classes}
        machine.emit(TypeTest, frame, node, **fields)


def check_key(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event for a method of a dict or set that hashes its first argument."""
    name = callee.name.rpartition(".")[2]
    kinds = (Mapping,) if name in _KEYED else (Sequence,) if name in _HASHING else ()
    is_list = isinstance(callee.self, Sequence) and callee.self.kind != "set"
    if not arguments.positional or not isinstance(callee.self, kinds) or is_list:
        return
    value = arguments.positional[0]
    if isinstance(value, Array | Tree) and _is_abstract(value):
        by = "a dict key" if name in _KEYED else "a set"
        at = arguments.places.get(0) or frame.place(node)
        machine.emit(Hash, frame, node, by=by, value=value, value_at=at)


def check_hashed(
    machine: Machine,
    nodes: tuple[ir.Expression | None, ...],
    by: str,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event for each tracer that a display hashes, once it is evaluated."""
    for each in nodes:
        value = None if each is None else frame.value_of(each)
        if each is not None and isinstance(value, Array | Tree) and value.kind != "eager":
            machine.emit(Hash, frame, node, by=by, value=value, value_at=frame.place(each))


def is_numpy_method(machine: Machine, name: str) -> bool:
    """Says whether a name is a method of an ndarray or of a ufunc: `numpy.add.reduce`."""
    owner, _, method = name.rpartition(".")
    if owner == "numpy.ndarray":
        return True
    is_ufunc = method in _UFUNC_METHODS and owner.startswith("numpy.")
    return is_ufunc and isinstance(machine.models.find(owner), Model)


def check_numpy_method(
    machine: Machine, name: str, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event for traced arguments that a method of NumPy converts."""
    if name.rpartition(".")[2] not in _UFUNC_METHODS | _NDARRAY_METHODS:
        return
    traced = [
        (part, arguments.places.get(number) or frame.place(node))
        for number, value in enumerate(arguments.positional)
        for part in parts(value)
    ]
    if traced:
        machine.emit(NumpyCall, frame, node, function=name, concrete=tuple(traced))


def check_type(machine: Machine, node: ir.Compare, frame: Frame) -> None:
    """Emits an event for `type(x) is float` and its like, once both sides are evaluated."""
    match node.left:
        case ir.Call(function=ir.Name(id="type"), arguments=(argument,)) if machine.traces:
            value = frame.value_of(argument.value)
            if isinstance(value, Array | Tree) and _is_abstract(value):
                classes = tuple(_class_names(node.rights[0], frame))
                fields = {"by": "type()", "value": value, "classes": classes}
                at = frame.place(argument.value)
                machine.emit(TypeTest, frame, node, **fields, value_at=at)
        case _:
            return


def _class_names(node: ir.Expression, frame: Frame) -> Iterator[str]:
    """Yields the dotted names of classes as they are written, `?` for what is not known."""
    match node:
        case ir.Collection(items=items):
            for item in items:
                yield from _class_names(item, frame)
        case ir.Binary(operator="|", left=left, right=right):
            yield from _class_names(left, frame)
            yield from _class_names(right, frame)
        case ir.Attribute(value=value, name=name):
            owner = frame.value_of(value)
            yield f"{owner.name}.{name}" if isinstance(owner, Library | Module) else "?"
        case _:
            found = frame.value_of(node)
            is_library = isinstance(found, Library)
            own = found.node.qualname if isinstance(found, Class) else "?"
            yield found.name if is_library else own


def _is_abstract(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)


def _is_given(made: "LibraryCall", name: str) -> bool:
    """A field that is None by default may be set where the object is made.

    What another JAX takes by name is given too, whatever this one binds it to.
    """
    value = made.values.get(name, made.arguments.keywords.get(name))
    written = made.node.arguments if isinstance(made.node, ir.Call) else ()
    field = any(each.keyword == name and isinstance(each.value, ir.Attribute) for each in written)
    return value is not None and (field or value != NONE)
