"""Transformations: `jit`, `vmap`, `grad` make wrappers, which trace when they are called."""

from functools import partial
from typing import TYPE_CHECKING

from jitlint.finding import Entry
from jitlint.models.words import TRANSFORMS, Model
from jitlint.read import ir
from jitlint.trace.entries import Active, starting_label
from jitlint.trace.frames import Frame
from jitlint.trace.libraries import vocabulary
from jitlint.trace.libraries.library_call import LibraryCall
from jitlint.trace.objects.annotations import annotated, annotated_class, annotated_record
from jitlint.trace.python.arguments import Arguments, known_numbers
from jitlint.trace.values import (
    Array,
    Foreign,
    Instance,
    Kind,
    Sequence,
    Source,
    Static,
    Transformed,
    Tree,
    Value,
)
from jitlint.trace.values.lattice import UNKNOWN, combine
from jitlint.trace.watches import donation, forms, freshness, growth, latent, oftenness
from jitlint.trace.watches.staleness import MAKERS
from jitlint.trace.wrappers import axes as axes_of
from jitlint.trace.wrappers import passing, staging
from jitlint.trace.wrappers.signatures import (
    Target,
    option_of,
    static_names,
    target_of,
)
from jitlint.trace.wrappers.tracing import coming_out, going_in

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

EVERY = frozenset({-1})
_FIRST = Static(0, known=True, type="int")


def call(
    tracer: "Tracer", wrapper: Transformed, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what calling a wrapper returns, after tracing its function."""
    if tracer.untraced and stages(wrapper.model):
        return tracer.call(wrapper.function, arguments, node, frame)
    if stages(wrapper.model):
        freshness.note_wrapper(tracer, wrapper, node, frame)
        oftenness.note_wrapper(tracer, wrapper, node, frame)
    target = target_of(wrapper.function)
    if target is None:
        return combine(arguments.all(), tracer.staging)
    static = static_names(wrapper.model, wrapper.options, target)
    if static is None:
        return UNKNOWN
    if stages(wrapper.model) and not only_arrays(wrapper.model):
        passing.check_arguments(tracer, wrapper, target, static, arguments, node, frame)
        donation.donate(tracer, wrapper, target, node, frame)
        growth.check_growth(tracer, target, static, node, frame)
        forms.note_forms(tracer, wrapper, target, static, arguments, node, frame)
        latent.note_call(tracer, target, arguments)
    inside = _going_in(tracer, wrapper, target, static, arguments)
    result = _trace(tracer, wrapper, target, static, inside, frame, arguments)
    if stages(wrapper.model):
        tracer.watch.rebinding.call(tracer, wrapper, target.function.at)
    return _coming_out(tracer, wrapper, result, arguments, node, frame)


def call_as_anyone(tracer: "Tracer", wrapper: Transformed) -> None:
    """Traces a wrapper's function as any caller would: what has a default is left to it."""
    staging.check_method(tracer, wrapper)
    target = target_of(wrapper.function)
    static = static_names(wrapper.model, wrapper.options, target) if target else None
    if target is None or static is None or tracer.traces:
        return
    if stages(wrapper.model):
        latent.note_flags(tracer, target, static)
    arguments = Arguments()
    wanted = _wanted(wrapper)
    for number, parameter in enumerate(target.parameters):
        value = _from_anyone(tracer, wrapper, target, parameter, static, number in wanted)
        if value is not None:
            axis = _axis(wrapper, number)
            _pass(arguments, parameter, axes_of.mapped(value, axis, lambda v: v))
    _trace(tracer, wrapper, target, static, arguments, wrapper.within, None)


def stages(model: Model) -> bool:
    """Says whether a wrapper stages: Python runs once for many calls."""
    return any(parameter.word.name.startswith("Stages") for parameter in model.parameters)


def kind_of(model: Model) -> Kind:
    """Returns what a wrapper makes of the arguments it traces."""
    words = [parameter.word.name for parameter in model.parameters]
    return "concrete" if any(word.startswith("Differentiates") for word in words) else "abstract"


def only_arrays(model: Model) -> bool:
    """Says whether a wrapper traces arrays only, and leaves Python values as they are."""
    return any(parameter.word.name.endswith("Arrays") for parameter in model.parameters)


def _coming_out(
    tracer: "Tracer",
    wrapper: Transformed,
    result: Value,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> Value:
    returned = wrapper.model.returns.inside
    if not returned:
        outside = combine(arguments.all(), tracer.staging)
        return coming_out(result, outside, len(tracer.traces))
    function = next(p.name for p in wrapper.model.parameters if p.word.name in TRANSFORMS)
    made = LibraryCall(
        wrapper.model, wrapper.options, {}, arguments, node, frame, results={function: result}
    )
    return vocabulary.returned(tracer, made, returned[0])


def _trace(
    tracer: "Tracer",
    wrapper: Transformed,
    target: Target,
    static: set[str],
    arguments: Arguments,
    frame: Frame,
    given: Arguments | None,
) -> Value:
    names = tuple(p.name for p in target.parameters if p.name in static)
    traced = tuple(p.name for p in target.parameters if p.name not in static and p.default is None)
    entry = Entry(
        transform=wrapper.model.name,
        function=target.function.node.qualname,
        starts=wrapper.at,
        defined=target.function.at,
        within=wrapper.within.qualname,
        static=names,
        passed=_passed_defaults(target, static, given),
    )
    keeps = any(p.word.name.endswith(("Objects", "Methods")) for p in wrapper.model.parameters)
    label = starting_label(names, traced)
    persists = entry.within.rpartition(".")[2] in ("", *MAKERS)
    active = Active(entry, stages(wrapper.model), label, None, not keeps, persists)
    return tracer.trace(active, wrapper.function, arguments, frame)


def _passed_defaults(target: Target, static: set[str], given: Arguments | None) -> tuple[str, ...]:
    if given is None:
        return ()
    count = len(given.positional)
    return tuple(
        p.name
        for n, p in enumerate(target.parameters)
        if p.default is not None
        and p.name not in static
        and (n < count or p.name in given.keywords)
    )


def _going_in(
    tracer: "Tracer",
    wrapper: Transformed,
    target: Target,
    static: set[str],
    arguments: Arguments,
) -> Arguments:
    kind, level = kind_of(wrapper.model), len(tracer.traces) + 1
    arrays = only_arrays(wrapper.model)
    wanted = _wanted(wrapper)
    inside = Arguments(places=arguments.places)
    for number, value in enumerate(arguments.positional):
        parameter = target.positional(number)
        name = parameter.name if parameter else str(number)
        traced = name not in static and (number in wanted or wanted is EVERY)
        source = Source(target.name, name)
        change = partial(going_in, kind=kind, source=source, level=level, arrays=arrays)
        axis = _axis(wrapper, number)
        inside.positional.append(axes_of.mapped(value, axis, change) if traced else value)
    for name, value in arguments.keywords.items():
        traced = name not in static and kind == "abstract"
        source = Source(target.name, name)
        inside.keywords[name] = going_in(value, kind, source, level, arrays) if traced else value
    if arguments.rest is not None:
        whole = wanted is EVERY and not static
        source = Source(target.name, "*")
        inside.rest = going_in(arguments.rest, kind, source, level, arrays) if whole else UNKNOWN
    return inside


def _axis(wrapper: Transformed, number: int) -> Value:
    """Returns the axis of a positional argument, 0 where one option stands for all."""
    axes = option_of(wrapper.model, "InAxes", wrapper.options)
    known = axes.items if isinstance(axes, Sequence) and axes.items is not None else []
    return known[number] if number < len(known) else _FIRST


def _wanted(wrapper: Transformed) -> frozenset[int]:
    """Returns the positions that are traced; `EVERY` for all, none where unknown."""
    if kind_of(wrapper.model) == "concrete":
        if not any(p.word.name == "ArgNums" for p in wrapper.model.parameters):
            return EVERY
        option = option_of(wrapper.model, "ArgNums", wrapper.options)
        numbers = (0,) if option is None else known_numbers(option)
        return frozenset(numbers or ())
    axes = option_of(wrapper.model, "InAxes", wrapper.options)
    match axes:
        case None | Static(known=True):
            return EVERY
        case Sequence(items=list() as items):
            mapped = (n for n, axis in enumerate(items) if not axes_of.is_none(axis))
            return frozenset(mapped)
        case _:
            return frozenset()


def _from_anyone(
    tracer: "Tracer",
    wrapper: Transformed,
    target: Target,
    parameter: ir.Parameter,
    static: set[str],
    wanted: bool,
) -> Value | None:
    function = target.function
    kind, arrays = kind_of(wrapper.model), only_arrays(wrapper.model)
    source = Source(target.name, parameter.name)
    kept = parameter.name in static or not (wanted or _wanted(wrapper) is EVERY)
    if function.owner and parameter is function.node.parameters[0]:
        whole = tracer.instance(function.owner)
        if not kept and function.owner.layout:
            return going_in(whole, kind, source, 1, arrays)
        return whole if parameter.name in static else Instance(function.owner, {}, 1)
    if parameter.default is not None:
        return None
    said = annotated(tracer, parameter, function)
    if parameter.kind == "star" and _wanted(wrapper) is not EVERY:
        return UNKNOWN
    if kept:
        return Static() if said == "number" else UNKNOWN
    cls = annotated_class(tracer, parameter, function)
    if cls is not None and cls.layout:
        return going_in(tracer.instance(cls), kind, source, 1, arrays)
    depends = frozenset({source})
    record = annotated_record(tracer, parameter, function)
    if record:
        return Foreign(record, Tree(kind, depends, 1))
    if said == "other":
        return UNKNOWN
    if arrays:
        return Array(kind, depends, level=1) if said == "array" else UNKNOWN
    return Array(kind, depends, level=1) if said else Tree(kind, depends, 1)


def _pass(arguments: Arguments, parameter: ir.Parameter, value: Value) -> None:
    match parameter.kind:
        case "positional" | "ordinary" if not arguments.keywords:
            arguments.positional.append(value)
        case "star":
            if isinstance(value, Tree):
                arguments.rest = value
        case "stars":
            pass
        case _:
            arguments.keywords[parameter.name] = value
