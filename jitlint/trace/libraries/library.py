"""Calls into libraries: a stub says what becomes of each argument and what comes back."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.models.words import TRANSFORMS, Known, Model, ModelClass, ModelParameter, Word
from jitlint.read import ir
from jitlint.trace.events import Branch, Convert, Index, NumpyCall
from jitlint.trace.frames import Frame
from jitlint.trace.libraries import demands, handing, scipy, vocabulary
from jitlint.trace.libraries.library_call import LibraryCall
from jitlint.trace.objects import methods
from jitlint.trace.python import functions
from jitlint.trace.python.arguments import Arguments, bind
from jitlint.trace.text.changes import CHANGES
from jitlint.trace.values import (
    Array,
    Foreign,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Traced,
    Transformed,
    Tree,
    Value,
)
from jitlint.trace.values.lattice import UNKNOWN, as_array, one_of, parts
from jitlint.trace.values.nesting import is_wrapped_up
from jitlint.trace.watches import clocks, consumption, memo, mutation
from jitlint.trace.wrappers import staging, wrapping
from jitlint.trace.wrappers.signatures import target_of

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

_PLAIN = frozenset("Any StaticNums StaticNames ArgNums InAxes Host".split())


def call(
    tracer: "Tracer", callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what a call of something of a library returns."""
    if callee.name in memo.DECORATORS:
        return memo.memoise(callee.name, arguments)
    if callee.name == memo.PROPERTY:
        arguments = memo.memoise_property(arguments)
    staging.note_registration(tracer, callee.name, arguments.positional)
    demands.check_python(tracer, callee.name, arguments, node, frame)
    special = functions.SPECIAL.get(callee.name)
    if special:
        return special(tracer, arguments, node, frame)
    if isinstance(callee.self, Sequence | Mapping | Tree | Static) and callee.name.startswith(
        "builtins."
    ):
        if callee.name.rpartition(".")[2] in CHANGES and isinstance(node, ir.Call):
            mutation.check_method(tracer, node, frame)
        demands.check_key(tracer, callee, arguments, node, frame)
        return methods.call(tracer, callee, arguments, node, frame)
    if demands.is_numpy_method(tracer, callee.name):
        demands.check_numpy_method(tracer, callee.name, arguments, node, frame)
        return Static(type="numpy")
    match _find(tracer, callee):
        case Model() as known:
            clocks.read(tracer, callee.name, node, frame)
            return _call_model(tracer, known, callee, arguments, node, frame)
        case ModelClass() as known:
            return _construct(tracer, known, arguments, node, frame)
        case _:
            scipy.check_scipy(tracer, callee, arguments, node, frame)
            return UNKNOWN


def _construct(
    tracer: "Tracer", cls: ModelClass, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    initializer = tracer.models.method(cls.name, "__init__")
    if isinstance(initializer, Model):
        called = Library(f"{cls.name}.__init__", Foreign(cls.name))
        _call_model(tracer, initializer, called, arguments, node, frame)
    return UNKNOWN if cls.name == "jax.Array" else Foreign(cls.name)


def _find(tracer: "Tracer", callee: Library) -> Known | Word | None:
    owner, _, name = callee.name.rpartition(".")
    if callee.self is not None:
        return tracer.models.method(owner, name)
    return tracer.models.find(callee.name)


def _call_model(
    tracer: "Tracer",
    model: Model,
    callee: Library,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> Value:
    if model.parameters and model.parameters[0].name == "self" and callee.self is not None:
        owner = callee.self.owner if isinstance(callee.self, Foreign) else callee.self
        arguments = Arguments(
            [owner or UNKNOWN, *arguments.positional], arguments.keywords, arguments.rest,
            {k + 1 if isinstance(k, int) else k: p for k, p in arguments.places.items()},
        )  # fmt: skip
    binding = bind(model.parameters, arguments, len(tracer.traces))
    made = LibraryCall(
        model, binding.values, binding.passed, arguments, node, frame, owner=callee.self
    )
    if _lacks_function(model, binding.values):
        return Partial(Library(model.name), (), tuple(binding.values.items()), frame.loops)
    concrete: list[tuple[Value, Place]] = []
    for parameter in model.parameters:
        if parameter.word.name not in _PLAIN and parameter.name in made.values:
            wrapper = _argument(tracer, made, parameter, concrete)
            if wrapper is not None:
                return wrapper
    demands.check_call(tracer, made)
    consumption.consume(tracer, made)
    _convert(tracer, made, concrete)
    return vocabulary.returned(tracer, made, model.returns)


def _lacks_function(model: Model, values: dict[str, Value]) -> bool:
    return any(
        parameter.word.name in TRANSFORMS
        and not parameter.word.inside
        and parameter.name not in values
        for parameter in model.parameters
    )


def _argument(
    tracer: "Tracer",
    made: LibraryCall,
    parameter: ModelParameter,
    concrete: list[tuple[Value, Place]],
) -> Value | None:
    value = made.values[parameter.name]
    word = parameter.word
    place = made.places.get(parameter.name) or made.frame.place(made.node)
    match word.name:
        case "Static" | "Sized":
            demands.check(tracer, made, parameter, value, place)
        case "Concrete":
            concrete += _each(value, parameter, place)
        case "Dispatches":
            concrete += [(v, place) for v in _listed(value)]
        case "Tested":
            _test(tracer, made, value, place)
        case "Traces" | "TracesAll":
            made.results[parameter.name] = handing.trace_now(tracer, made, parameter, value)
        case "Calls":
            made.results[parameter.name] = handing.call_now(tracer, made, word, value)
        case name if name in TRANSFORMS and not word.inside:
            return _wrap(tracer, made, parameter, value)
        case name if name in TRANSFORMS:
            made.results[parameter.name] = handing.trace_now(tracer, made, parameter, value)
        case _:
            pass
    return None


def _each(value: Value, parameter: ModelParameter, place: Place) -> list[tuple[Value, Place]]:
    if parameter.kind == "star" and isinstance(value, Sequence):
        items = value.items if value.items is not None else [value.element]
        return [(item, place) for item in items]
    return [(value, place)]


def _listed(value: Value) -> list[Value]:
    return [value] if isinstance(value, Sequence) else []


def _test(tracer: "Tracer", made: LibraryCall, value: Value, place: Place) -> None:
    asked = value
    if isinstance(value, Sequence) and value.items is not None:
        arrays = [i for i in value.items if isinstance(i, Array)] or [
            as_array(i)
            for i in value.items
            if isinstance(i, Tree) and made.model.name == "builtins.sorted"
        ]
        asked = arrays[0] if arrays else value
    elif isinstance(value, Sequence):
        asked = value.element
    if isinstance(asked, Array):
        name = made.model.name.rpartition(".")[2]
        tracer.emit(Branch, made.frame, made.node, asks=f"{name}()", test=asked)


def _convert(tracer: "Tracer", made: LibraryCall, concrete: list[tuple[Value, Place]]) -> None:
    if not concrete:
        return
    name = made.model.name
    if name.startswith("numpy."):
        told = tuple((_as_array(value), place) for value, place in concrete)
        tracer.emit(NumpyCall, made.frame, made.node, function=name, concrete=told)
        return
    owner, _, last = name.rpartition(".")
    if name == "builtins.range":
        for value, place in concrete:
            told = {"container": "range()", "index": value, "index_at": place}
            tracer.emit(Index, made.frame, made.node, **told)
        return
    by = f".{last}()" if owner == "jax.Array" else f"{last}()"
    by = f"{name}()" if owner in ("math", "cmath") else by
    for value, place in concrete:
        at = _owner_place(made) if owner == "jax.Array" else place
        tracer.emit(Convert, made.frame, made.node, by=by, value=value, value_at=at)


def _as_array(value: Value) -> Value:
    """A list that holds a tracer converts no better than the tracer."""
    found = list(parts(value))
    return next(
        (Array(part.kind, part.depends, level=part.level) for part in found if _is_certain(part)),
        value,
    )


def _is_certain(part: Traced) -> bool:
    return part.kind != "eager" and (isinstance(part, Tree) or part.certain)


def _owner_place(made: LibraryCall) -> Place:
    match made.node:
        case ir.Call(function=ir.Attribute(value=value)):
            return made.frame.place(value)
        case _:
            return made.frame.place(made.node)


def _wrap(tracer: "Tracer", made: LibraryCall, parameter: ModelParameter, value: Value) -> Value:
    if isinstance(value, OneOf):
        return one_of([_wrap(tracer, made, parameter, each) for each in value.values])
    if is_wrapped_up(value):
        return UNKNOWN
    options = {name: v for name, v in made.values.items() if name != parameter.name}
    place = made.frame.place(made.node)
    wrapper = Transformed(made.model, value, options, place, made.frame, made.frame.loops)
    target = target_of(value)
    if target is not None:
        wrapping.check_options(tracer, made.model, options, target, made.node, made.frame)
    if not tracer.untraced:
        tracer.queue.add(wrapper, made.frame.module)
    return wrapper
