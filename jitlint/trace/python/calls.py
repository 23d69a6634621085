"""Calls: whatever is called, is called with these arguments."""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.contexts import Context
from jitlint.trace.entries import Active
from jitlint.trace.frames import Frame
from jitlint.trace.libraries import library
from jitlint.trace.objects import attributes, record_classes
from jitlint.trace.python.arguments import Arguments, bind
from jitlint.trace.text import asking
from jitlint.trace.values import (
    Bound,
    Class,
    Foreign,
    Function,
    Instance,
    Library,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.trace.values.lattice import NONE, UNKNOWN, join_all
from jitlint.trace.values.nesting import anew, shallow
from jitlint.trace.watches import memo, oftenness
from jitlint.trace.wrappers import custom_rules, transforms

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

DEEPEST = 40
NUMPY = Static(type="numpy")
_ON_HOST = ("numpy.", "scipy.")


def call(
    tracer: "Tracer", callee: Value, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what calling a value returns."""
    if tracer.watch.custom.known and tracer.traces:
        custom_rules.run(tracer, callee, arguments, node, frame)
        arguments = custom_rules.staged(tracer, callee, arguments)
    match callee:
        case Function():
            if callee.memoised:
                memo.check_arguments(tracer, callee, arguments, node, frame)
                if not tracer.traces and not tracer.depth:
                    tracer.warmed.add(id(callee.node))
            return call_function(tracer, callee, arguments, frame, frame.place(node))
        case Library():
            return library.call(tracer, callee, arguments, node, frame)
        case Bound(function=function, self=owner):
            return call(tracer, function, _with_self(owner, arguments), node, frame)
        case Partial():
            return call(tracer, callee.function, merged(callee, arguments), node, frame)
        case Transformed():
            return transforms.call(tracer, callee, arguments, node, frame)
        case Class():
            return instantiate(tracer, callee, arguments, node, frame)
        case Instance():
            method = attributes.get(tracer, callee, "__call__", node, frame)
            return call(tracer, method, arguments, node, frame)
        case Foreign(cls=cls):
            method = Library(f"{cls}.__call__", callee)
            return library.call(tracer, method, arguments, node, frame)
        case OneOf(values):
            likely = _without_numpy(values)
            results = [call(tracer, each, arguments, node, frame) for each in likely]
            return join_all([*results, *([NUMPY] if len(likely) < len(values) else [])])
        case _:
            return UNKNOWN


def _without_numpy(values: tuple[Value, ...]) -> list[Value]:
    """A program that has NumPy and JAX to choose from takes JAX where it is traced."""
    numpy = [v for v in values if isinstance(v, Library) and v.name.startswith(_ON_HOST)]
    others = [value for value in values if value not in numpy]
    return others or list(values)


def call_function(
    tracer: "Tracer",
    function: Function,
    arguments: Arguments,
    frame: Frame,
    at: Place | None,
    active: Active | None = None,
) -> Value:
    """Returns what a function of the program returns; `active` where this call starts a trace."""
    oftenness.note_call(tracer, function, frame, at is not None)
    level = len(tracer.traces)
    bound = bind(function.node.parameters, arguments, level).values
    values = {name: shallow(value) for name, value in bound.items()}
    for parameter in function.node.parameters:
        values.setdefault(parameter.name, function.defaults.get(parameter.name, UNKNOWN))
    asked = tracer.contexts.settled(function, values, tracer.surroundings)
    known = tracer.contexts.find(asked)
    if (not known and tracer.depth >= DEEPEST) or not tracer.contexts.admits(asked):
        tracer.ledger.look(function.module, function.node.at)
        return UNKNOWN
    if known:
        tracer.ledger.use(known.work)
        if known.bindings:
            tracer.watch.rebinding.again(tracer, known.bindings)
        return UNKNOWN if known.result is None else _again(known.result, known, level)
    context = tracer.contexts.start(asked)
    with tracer.ledger.within(context.work), tracer.watch.rebinding.within_call() as made:
        result = _run(tracer, function, asked.values, frame, at, active)
        result = asking.marked(tracer, result, function)
    context.result, context.bindings = _again(result, context, level), tuple(made.values())
    return result


def _again(result: Value, context: Context, level: int) -> Value:
    """In a trace each call returns containers of its own, which its caller may change."""
    return anew(result, context.began) if level else result


def merged(partial: Partial, arguments: Arguments) -> Arguments:
    """Returns the arguments that a partial adds to a call."""
    shift = len(partial.arguments)
    places = {k + shift if isinstance(k, int) else k: at for k, at in arguments.places.items()}
    return Arguments(
        [*partial.arguments, *arguments.positional],
        {**dict(partial.keywords), **arguments.keywords},
        arguments.rest,
        places,
    )


def instantiate(
    tracer: "Tracer", cls: Class, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns a new object of a class of the program, after its `__init__`."""
    made = Instance(cls, {}, len(tracer.traces))
    initializer = attributes.find_in_class(cls, "__init__")
    if isinstance(initializer, Function):
        place = frame.place(node)
        call_function(tracer, initializer, _with_self(made, arguments), frame, place)
    else:
        record_classes.fill(tracer, made, arguments, node, frame)
        record_classes.finish(tracer, made, node, frame)
    return made


def _with_self(owner: Value, arguments: Arguments) -> Arguments:
    return merged(Partial(UNKNOWN, (owner,), ()), arguments)


def _run(
    tracer: "Tracer",
    function: Function,
    values: dict[str, Value],
    frame: Frame,
    at: Place | None,
    active: Active | None,
) -> Value:
    inner = Frame(
        function.at.path,
        function.module,
        function.frame,
        function.node,
        caller=frame,
        called_at=at,
        level=len(tracer.traces),
        names=values,
        given=dict(values),
        memoised=function.memoised,
    )
    if active:
        active.root = inner
    tracer.depth += 1
    guards = tracer.guards
    try:
        fell = tracer.execute(function.node.body, inner)
    finally:
        tracer.depth -= 1
        tracer.guards = guards
        inner.values.clear()
    if function.node.is_async:
        return UNKNOWN
    if function.node.is_generator:
        is_known = fell and inner.yields_all and not inner.returns
        items = list(inner.yields) if is_known else None
        return Sequence("iterator", items, join_all(inner.yields), inner.level)
    return join_all([*inner.returns, *([NONE] if fell else [])])
