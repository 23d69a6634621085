"""Calls: whatever is called, is called with these arguments."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import (
    call_frequency,
    haiku_context,
    library_choice,
    memoization,
    trace_levels,
)
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.domain.arguments import Arguments, bind
from jitlint.interpreter.domain.depth_limit import anew, shallow
from jitlint.interpreter.domain.lattice import NONE, UNKNOWN, join_all
from jitlint.interpreter.domain.limits import CALL_DEPTH, FOLLOWED
from jitlint.interpreter.domain.tree import passed_on, without_avals
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Environment,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Unknown,
    Value,
    count_containers,
)
from jitlint.interpreter.eval import assumptions, own_libraries, tracer_tests
from jitlint.interpreter.events.facts import Unfollowed
from jitlint.interpreter.libraries import library_calls
from jitlint.interpreter.objects import (
    attribute_items,
    attributes,
    dataclasses,
    open_methods,
    targets,
)
from jitlint.interpreter.state.call_cache import CachedCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.memos import Memos
from jitlint.interpreter.state.mode import CHOSEN
from jitlint.interpreter.state.trace_stack import ActiveTrace
from jitlint.interpreter.syntax.placeholders import is_placeholder
from jitlint.interpreter.transforms import custom_derivatives, wrappers

NUMPY = Static(type="numpy")
_NESTED = frozenset({Sequence, Mapping})
_ON_HOST = ("numpy.", "scipy.")


def call(
    machine: Machine, callee: Value, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what calling a value returns."""
    if machine.traces and id(callee) in machine.custom:
        custom_derivatives.run(machine, callee, arguments, node, frame)
        arguments = custom_derivatives.staged(machine, callee, arguments)
        inside = custom_derivatives.handed(machine, arguments)
        result = _call(machine, callee, inside, node, frame)
        return custom_derivatives.handed_back(machine, callee, result)
    return _call(machine, callee, arguments, node, frame)


def _call(
    machine: Machine, callee: Value, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    match callee:
        case Function():
            if callee.memoised:
                memoization.check_arguments(machine, callee, arguments, node, frame)
                memoization.note_call(machine, callee)
                if memoization.is_kept(machine, callee, arguments):
                    return _call_outside(machine, callee, arguments, node, frame)
            made = call_function(machine, callee, arguments, frame, frame.place(node))
            return UNKNOWN if callee.is_one_of_many else made
        case Library():
            return _call_library(machine, callee, arguments, node, frame)
        case Bound(function=function, self=owner):
            result = call(machine, function, _with_self(owner, arguments), node, frame)
            if isinstance(function, Function) and isinstance(owner, Instance):
                return _overridden(machine, (function, owner), result, arguments, node, frame)
            return result
        case Partial():
            return call(machine, callee.function, merged(callee, arguments), node, frame)
        case Transformed():
            return wrappers.call(machine, callee, arguments, node, frame)
        case Class():
            return instantiate(machine, callee, arguments, node, frame)
        case Instance():
            method = attributes.get(machine, callee, "__call__", node, frame)
            return call(machine, method, arguments, node, frame)
        case Foreign(cls=cls):
            method = Library(f"{cls}.__call__", callee)
            return _call_library(machine, method, arguments, node, frame)
        case OneOf(values):
            values = _with_static(machine, values)
            likely = library_choice.for_traces(machine, _without_numpy(values))
            passed = len(arguments.positional)
            with machine.within(CHOSEN, targets.differ_in_order(likely, passed)):
                results = [call(machine, each, arguments, node, frame) for each in likely]
            return join_all([*results, *([NUMPY] if len(likely) < len(values) else [])])
        case _:
            trace_levels.check_stream(machine, node, frame)
            _let_fill(machine, arguments)
            return UNKNOWN


def _overridden(
    machine: Machine,
    method: tuple[Function, Instance],
    result: Value,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> Value:
    """Returns what an open method may return: what any of those does that fill it in.

    Whoever passes the object has chosen one, so that nothing is certain where there are others.
    """
    function, owner = method
    filled = [*open_methods.filling_in(machine, function, owner)]
    with machine.within(CHOSEN, len(filled) > 1):
        results = [
            call(
                machine,
                attributes.get(machine, each, function.node.name, node, frame),
                arguments,
                node,
                frame,
            )
            for each in filled
        ]
    return join_all(results) if results else result


def _let_fill(machine: Machine, arguments: Arguments) -> None:
    """A dict that is handed to something unseen may be filled: what is None in it may not stay."""
    for value in arguments.all():
        if isinstance(value, Mapping):
            machine.change(value, lambda held=value: NONE not in held.items.values())
            value.items |= {key: UNKNOWN for key, item in value.items.items() if item == NONE}


def _call_library(
    machine: Machine, callee: Library, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    made = library_calls.call(machine, callee, arguments, node, frame)
    is_opaque = isinstance(made, Foreign)
    own = own_libraries.definition(machine, callee) if machine.traces or is_opaque else None
    if own is None:
        return made
    handed = arguments if is_opaque else own_libraries.alike(arguments)
    returned = call(machine, own, handed, node, frame)
    return returned if is_opaque and own_libraries.is_seen(returned) else made


def _with_static(machine: Machine, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Leaves out wrappers without static arguments of what others wrap with some.

    Who chooses among them does so by what is passed.
    """
    wrappers = [each for each in values if isinstance(each, Transformed)]
    chosen = [each.function for each in wrappers if _has_static(each)]
    left = [w for w in wrappers if not _has_static(w) and w.function in chosen]
    for wrapper in left:
        machine.worklist.forget(wrapper)
    return tuple(each for each in values if each not in left)


def _has_static(wrapper: Transformed) -> bool:
    return any(option.startswith("static_") for option in wrapper.options)


def _call_outside(
    machine: Machine, function: Function, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what a call outside of all traces has returned."""
    traces, machine.traces = machine.traces, []
    try:
        return call_function(machine, function, arguments, frame, frame.place(node))
    finally:
        machine.traces = traces


def _without_numpy(values: tuple[Value, ...]) -> list[Value]:
    """A program that has NumPy and JAX to choose from takes JAX where it is traced.

    A function of its own that is called as one of JAX is what it uses where there is no JAX.
    """
    numpy: list[Value] = [
        v for v in values if isinstance(v, Library) and v.name.startswith(_ON_HOST)
    ]
    jax = {v.name for v in values if isinstance(v, Library) and v.name.startswith("jax.")}
    ends = {name.rpartition(".")[2] for name in jax}
    numpy += [v for v in values if isinstance(v, Function) and v.node.name in ends]
    others = [value for value in values if value not in numpy]
    return others or list(values)


def call_function(
    machine: Machine,
    function: Function,
    arguments: Arguments,
    frame: Frame,
    at: Place | None,
    active: ActiveTrace | None = None,
) -> Value:
    """Returns what a function of the program returns; `active` where this call starts a trace."""
    call_frequency.note_call(machine, function, arguments, frame, at)
    level = machine.level
    bound = bind(function.node.parameters, arguments, level).values
    values = {n: shallow(value) if type(value) in _NESTED else value for n, value in bound.items()}
    if function.is_behind:
        values = {name: passed_on(value) for name, value in values.items()}
    for parameter in function.node.parameters:
        values.setdefault(parameter.name, function.defaults.get(parameter.name, UNKNOWN))
        if parameter.annotation is not None and isinstance(values[parameter.name], Unknown):
            held = open_methods.any_object(machine, parameter.annotation, function)
            values[parameter.name] = held or UNKNOWN
    assumed = assumptions.handed_on(values, frame)
    signature = machine.call_cache.settled(function, values, machine.surroundings, assumed)
    known = machine.call_cache.find(signature)
    memos, really_runs = machine.state_of(Memos), at is not None and not machine.traces
    admitted = machine.call_cache.admits(signature)
    if not admitted or (not known and _is_too_far(machine)):
        machine.provenance.look(function.module, function.node.at)
        if admitted:
            machine.note(Unfollowed(function.at))
        return UNKNOWN
    if known:
        machine.provenance.use(known.work)
        if known.bindings:
            machine.state_of(Rebinding).again(machine, known.bindings)
        if really_runs:
            memos.note(known.memoised)
        return UNKNOWN if known.result is None else _again(known.result, known, level)
    context = machine.call_cache.start(signature)
    with (
        machine.provenance.within(context.work),
        machine.state_of(Rebinding).within_call() as made,
        memos.within_call(really_runs) as memoised,
    ):
        environment = Environment(signature.values, assumed=assumed)
        result = _run(machine, function, environment, frame, at, active)
        result = tracer_tests.marked(machine, result, function)
        result = without_avals(result) if function.is_behind else result
    context.result, context.bindings = _again(result, context, level), tuple(made.values())
    context.memoised, context.ended = tuple(memoised), count_containers()
    return result


def _is_too_far(machine: Machine) -> bool:
    """Says whether a new call is not followed: too deep, or what is left of the budget is for here.

    A program that uses a large library outside of all traces would come to no end in it.
    """
    too_long = machine.steps > FOLLOWED and not machine.traces
    return too_long or machine.depth >= CALL_DEPTH


def _again(result: Value, context: CachedCall, level: int) -> Value:
    """In a trace each call returns containers of its own, which its caller may change."""
    return anew(result, context.began) if level else result


def merged(partial: Partial, arguments: Arguments) -> Arguments:
    """Returns the arguments that a partial adds to a call."""
    shift = len(partial.arguments)
    places = {k + shift if isinstance(k, int) else k: at for k, at in arguments.places.items()}
    return Arguments(
        [*partial.arguments, *arguments.positional],
        {**dict(partial.keywords), **arguments.keywords},
        UNKNOWN if partial.is_open else arguments.rest,
        places,
    )


def instantiate(
    machine: Machine, cls: Class, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns a new object of a class of the program, after its `__init__`."""
    haiku_context.check_class(machine, cls, node, frame)
    made = Instance(cls, {}, machine.level)
    attribute_items.fill(machine, made, arguments)
    initializer = attributes.find_in_class(cls, "__init__")
    if isinstance(initializer, Function):
        place = frame.place(node)
        call_function(machine, initializer, _with_self(made, arguments), frame, place)
    else:
        dataclasses.fill(machine, made, arguments, node, frame)
        dataclasses.finish(machine, made, node, frame)
    dataclasses.check(machine, made, node, frame)
    return made


def _with_self(owner: Value, arguments: Arguments) -> Arguments:
    return merged(Partial(UNKNOWN, (owner,), ()), arguments)


def _run(
    machine: Machine,
    function: Function,
    environment: Environment,
    frame: Frame,
    at: Place | None,
    active: ActiveTrace | None,
) -> Value:
    inner = Frame(
        function.at.path,
        function.module,
        function.frame,
        function.node,
        caller=frame,
        called_at=at,
        level=machine.level,
        environment=environment,
        given=dict(environment.names),
        memoised=function.memoised,
    )
    if active:
        active.root = inner
    machine.depth += 1
    mode = machine.mode
    try:
        fell = machine.execute(function.node.body, inner)
    finally:
        machine.depth -= 1
        machine.mode = mode
        inner.values.clear()
    if function.node.is_async:
        return UNKNOWN
    if function.node.is_generator:
        is_known = fell and inner.yields_all and not inner.returns
        items = list(inner.yields) if is_known else None
        return Sequence("iterator", items, join_all(inner.yields), inner.level)
    found = [*inner.returns, *([NONE] if fell else [])]
    is_without_body = is_placeholder(function.node, _is_in_class(function.node))
    result = UNKNOWN if is_without_body else join_all(found)
    if isinstance(result, Unknown):
        return open_methods.any_object(machine, function.node.returns, function) or UNKNOWN
    return result


def _is_in_class(function: ir.Function) -> bool:
    around = function.qualname.rpartition(".")[0]
    return bool(around) and not around.endswith("<locals>")
