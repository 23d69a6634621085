"""Calls into libraries: a stub says what becomes of each argument and what comes back."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import (
    axis_names,
    haiku_context,
    key_reuse,
    memoization,
    mutation,
    nan_gradients,
    trace_levels,
    unawaited_timing,
    wide_dtypes,
    wide_integers,
)
from jitlint.interpreter.domain.arguments import Arguments, bind, fits
from jitlint.interpreter.domain.constant_folding import convert
from jitlint.interpreter.domain.depth_limit import is_wrapped_up
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, as_array, one_of
from jitlint.interpreter.domain.transform_kinds import takes_methods
from jitlint.interpreter.domain.tree import children, parts
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Foreign,
    Frame,
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
from jitlint.interpreter.events import Branch, Convert, NumpyCall, PythonIndex
from jitlint.interpreter.events.facts import HandedUnknown
from jitlint.interpreter.libraries import callbacks, requirements, scipy, word_semantics
from jitlint.interpreter.objects import container_methods, index_ranges, unfit_shapes
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.mutated_parameters import CHANGES
from jitlint.interpreter.transforms import (
    alternatives,
    lifted_classes,
    method_checks,
    option_checks,
)
from jitlint.models.words import TRANSFORMS, Known, Model, ModelClass, ModelParameter, Word

GENERATORS = frozenset(
    {
        "numpy.random.default_rng",
        "numpy.random.Generator",
        "numpy.random.RandomState",
        "random.Random",
    }
)
_METHODS = "jax.Array."
_FRAMEWORKS = ("haiku.", "flax.")
_PLAIN = frozenset("Any StaticNums StaticNames ArgNums InAxes XsAxes InSpecs Host".split())


def call(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what a call of something of a library returns."""
    if callee.name in memoization.DECORATORS:
        return memoization.memoise(callee.name, arguments)
    if callee.name == memoization.PROPERTY:
        arguments = memoization.memoise_property(arguments)
    if callee.name.startswith(_FRAMEWORKS):
        haiku_context.check_call(machine, callee.name, node, frame)
        if callee.self is not None:
            trace_levels.check_stream(machine, node, frame)
        trace_levels.note_defaults(machine, callee.name, frame)
    method_checks.note_registration(machine, callee.name, arguments, frame)
    requirements.check_python(machine, callee.name, arguments, node, frame)
    if machine.traces and callee.name in GENERATORS and _is_seeded(arguments):
        return UNKNOWN
    special = machine.special(callee.name)
    if special:
        return special(machine, arguments, node, frame)
    if isinstance(callee.self, Sequence | Mapping | Tree | Static) and callee.name.startswith(
        "builtins."
    ):
        name = callee.name.rpartition(".")[2]
        if name in CHANGES and isinstance(node, ir.Call):
            mutation.check_method(machine, node, frame)
        requirements.check_key(machine, callee, arguments, node, frame)
        return container_methods.call(machine, callee, arguments, node, frame)
    if requirements.is_numpy_method(machine, callee.name):
        requirements.check_numpy_method(machine, callee.name, arguments, node, frame)
        return Static(type="numpy")
    match _find(machine, callee):
        case Model() as known:
            unawaited_timing.read(machine, callee.name, node, frame)
            result = _call_model(machine, known, callee, arguments, node, frame)
            return _converted(callee.name, arguments) or result
        case ModelClass() as known:
            return _construct(machine, known, arguments, node, frame)
        case _:
            scipy.check_scipy(machine, callee, arguments, node, frame)
            return UNKNOWN


def _converted(name: str, arguments: Arguments) -> Value | None:
    """Returns what `bool()` and its kind make of a constant, if it is one."""
    match arguments.all():
        case [Static() as value]:
            return convert(name, value)
        case _:
            return None


def _is_seeded(arguments: Arguments) -> bool:
    """A generator that a trace makes of a seed gives the same numbers in each trace."""
    return any(not isinstance(each, Foreign) and each != NONE for each in arguments.all())


def _construct(
    machine: Machine, cls: ModelClass, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    initializer = machine.models.method(cls.name, "__init__")
    if isinstance(initializer, Model):
        called = Library(f"{cls.name}.__init__", Foreign(cls.name))
        _call_model(machine, initializer, called, arguments, node, frame)
    return UNKNOWN if cls.name == "jax.Array" else Foreign(cls.name)


def _find(machine: Machine, callee: Library) -> Known | Word | None:
    owner, _, name = callee.name.rpartition(".")
    if callee.self is not None:
        return machine.models.method(owner, name)
    return machine.models.find(callee.name)


def _call_model(
    machine: Machine,
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
    if callee.name.startswith(_METHODS) and not fits(model.parameters, arguments):
        return UNKNOWN  # an object of the program has a method of that name
    binding = bind(model.parameters, arguments, machine.level)
    made = LibraryCall(
        model, binding.values, binding.passed, arguments, node, frame, owner=callee.self
    )
    if _lacks_function(model, binding.values):
        if not fits(model.parameters, arguments):
            return UNKNOWN  # the function is passed by a name of another version
        return Partial(Library(model.name), (), tuple(binding.values.items()), frame.loops)
    concrete: list[tuple[Value, Place]] = []
    for parameter in model.parameters:
        if parameter.word.name not in _PLAIN and parameter.name in made.values:
            wrapper = _argument(machine, made, parameter, concrete)
            if wrapper is not None:
                return wrapper
    requirements.check_call(machine, made)
    unfit_shapes.check_call(machine, made)
    index_ranges.check_call(machine, made)
    wide_integers.check_call(machine, made)
    wide_dtypes.check_call(machine, made)
    nan_gradients.check_call(machine, made)
    key_reuse.consume(machine, made)
    axis_names.check(machine, made)
    _convert(machine, made, concrete)
    return word_semantics.returned(machine, made, model.returns)


def _lacks_function(model: Model, values: dict[str, Value]) -> bool:
    return not model.words.isdisjoint(TRANSFORMS) and any(
        parameter.word.name in TRANSFORMS
        and not parameter.word.inside
        and parameter.name not in values
        for parameter in model.parameters
    )


def _argument(
    machine: Machine,
    made: LibraryCall,
    parameter: ModelParameter,
    concrete: list[tuple[Value, Place]],
) -> Value | None:
    value = made.values[parameter.name]
    word = parameter.word
    place = made.places.get(parameter.name) or made.frame.place(made.node)
    match word.name:
        case "Static" | "Sized":
            requirements.check(machine, made, parameter, value, place)
        case "Concrete":
            concrete += _each(value, parameter, place)
        case "Dispatches":
            concrete += [(v, place) for v in _listed(value)]
        case "Tested":
            _test(machine, made, value)
        case "Traces" | "TracesAll":
            made.results[parameter.name] = callbacks.trace_now(machine, made, parameter, value)
        case "Calls":
            made.results[parameter.name] = callbacks.call_now(machine, made, word, value)
        case name if name in TRANSFORMS and not word.inside:
            return _wrap(machine, made, parameter, value)
        case name if name in TRANSFORMS:
            made.results[parameter.name] = callbacks.trace_now(machine, made, parameter, value)
        case _:
            pass
    return None


def _each(value: Value, parameter: ModelParameter, place: Place) -> list[tuple[Value, Place]]:
    if parameter.kind == "star" and isinstance(value, Sequence):
        return [(item, place) for item in children(value)]
    return [(value, place)]


def _listed(value: Value) -> list[Value]:
    return [value] if isinstance(value, Sequence) else []


def _test(machine: Machine, made: LibraryCall, value: Value) -> None:
    tested = value
    if isinstance(value, Sequence) and value.items is not None:
        arrays = [i for i in value.items if isinstance(i, Array)] or [
            as_array(i)
            for i in value.items
            if isinstance(i, Tree) and made.model.name == "builtins.sorted"
        ]
        tested = arrays[0] if arrays else value
    elif isinstance(value, Sequence):
        tested = value.element
    if isinstance(tested, Array):
        name = made.model.name.rpartition(".")[2]
        machine.emit(Branch, made.frame, made.node, asks=f"{name}()", test=tested)


def _convert(machine: Machine, made: LibraryCall, concrete: list[tuple[Value, Place]]) -> None:
    if not concrete:
        return
    name = made.model.name
    if name.startswith("numpy."):
        arrays = tuple((_as_array(value), place) for value, place in concrete)
        machine.emit(NumpyCall, made.frame, made.node, function=name, concrete=arrays)
        return
    owner, _, last = name.rpartition(".")
    if name == "builtins.range":
        for value, place in concrete:
            fields = {"container": "range()", "index": value, "index_at": place}
            machine.emit(PythonIndex, made.frame, made.node, **fields)
        return
    by = f".{last}()" if owner == "jax.Array" else f"{last}()"
    by = f"{name}()" if owner in ("math", "cmath") else by
    for value, place in concrete:
        at = _owner_place(made) if owner == "jax.Array" else place
        machine.emit(Convert, made.frame, made.node, by=by, value=value, value_at=at)


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


def _wrap(machine: Machine, made: LibraryCall, parameter: ModelParameter, value: Value) -> Value:
    if isinstance(value, OneOf):
        return one_of([_wrap(machine, made, parameter, each) for each in value.values])
    if is_wrapped_up(value):
        return UNKNOWN
    options = {name: v for name, v in made.values.items() if name != parameter.name}
    options = alternatives.chosen(machine, options, made.node, made.frame)
    if takes_methods(made.model) and isinstance(value, Class):
        return lifted_classes.lift(machine, made, value, options)
    if takes_methods(made.model) and isinstance(value, Library):
        return value
    place = made.frame.place(made.node)
    frame, assumed = made.frame, tuple(made.frame.environment.assumed.items())
    wrapper = Transformed(made.model, value, options, place, frame, frame.loops, assumed=assumed)
    target = target_of(value)
    if target is not None and not isinstance(value, Library):
        node, frame = made.node, made.frame
        if not option_checks.check_options(machine, made.model, options, target, node, frame):
            return UNKNOWN
    if isinstance(value, Unknown):
        machine.note(HandedUnknown(made.model.name, made.frame.qualname, place))
    if not machine.mode.untraced:
        machine.worklist.add(wrapper, made.frame.module)
    return wrapper
