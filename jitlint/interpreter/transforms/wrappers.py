"""Transformations: `jit`, `vmap`, `grad` make wrappers, which trace when they are called."""

from functools import partial

from msgspec.structs import replace

from jitlint.core.finding import Entry
from jitlint.frontend import ir
from jitlint.interpreter.analyses import (
    axis_names,
    call_forms,
    call_frequency,
    donation,
    fresh_functions,
    latent_flags,
    shape_growth,
)
from jitlint.interpreter.analyses.rebinding import Rebinding
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN, combine
from jitlint.interpreter.domain.transform_kinds import (
    closes_over,
    kind_of,
    only_arrays,
    stages,
    takes_methods,
)
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    Bound,
    Frame,
    Function,
    Instance,
    Mapping,
    OneOf,
    Origin,
    Sequence,
    Static,
    Transformed,
    Tree,
    Unknown,
    Value,
)
from jitlint.interpreter.objects.targets import Target, target_of
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import CHOSEN
from jitlint.interpreter.state.trace_stack import ActiveTrace, starting_label
from jitlint.interpreter.syntax.receivers import MAKERS
from jitlint.interpreter.transforms import (
    argument_checks,
    axes_checks,
    converted,
    gradient_checks,
    refs,
    unseen,
)
from jitlint.interpreter.transforms import types_across as types
from jitlint.interpreter.transforms import vmap_axes as axes_of
from jitlint.interpreter.transforms.enter_exit import coming_out, going_in
from jitlint.interpreter.transforms.static_args import static_names
from jitlint.models.words import TRANSFORMS

# What these return has the derivatives that their function gives it.
_LINEAR = frozenset(
    {"jax.jit", "jax.vmap", "jax.checkpoint", "equinox.filter_jit", "equinox.filter_checkpoint"}
)


def call(
    machine: Machine, wrapper: Transformed, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Returns what calling a wrapper returns, after tracing its function."""
    if machine.mode.untraced and stages(wrapper.model):
        return machine.call(wrapper.function, arguments, node, frame)
    if stages(wrapper.model):
        fresh_functions.note_wrapper(machine, wrapper, node, frame)
        call_frequency.note_wrapper(machine, wrapper, node, frame)
    target = target_of(wrapper.function)
    if target is None:
        return _from_unseen(machine, wrapper, arguments)
    static = static_names(wrapper.model, wrapper.options, target)
    if static is None:
        return machine.call(wrapper.function, arguments, node, frame) if machine.traces else UNKNOWN
    if _checks_arguments(wrapper):
        kept = converted.handed_on(wrapper, target)
        checked = _traced_by_position(wrapper, arguments)
        argument_checks.check_arguments(
            machine, wrapper, target, static, kept, checked, node, frame
        )
    if stages(wrapper.model) and not only_arrays(wrapper.model):
        shape_growth.check_growth(machine, target, static, node, frame)
        call_forms.note_forms(machine, wrapper, target, static, arguments, node, frame)
        latent_flags.note_call(machine, target, arguments)
    is_chosen = _is_chosen(node, frame)
    if not is_chosen:
        gradient_checks.check_arguments(
            machine, wrapper, target, converted.positions(wrapper), arguments, node, frame
        )
        axes_checks.check_axes(machine, wrapper, target, arguments, node, frame)
    inside = _going_in(machine, wrapper, target, static, arguments)
    if is_chosen:
        inside.positional = [*map(_of_any_structure, inside.positional)]
    wrapper.was_called |= _tells_all(wrapper, arguments)
    supposed = _is_supposed(wrapper, arguments, frame)
    if supposed:
        machine.worklist.forget(wrapper)
    with machine.within(CHOSEN, supposed):
        result = trace(machine, wrapper, target, static, inside, frame, arguments)
    if not is_chosen:
        argument_checks.check_result(machine, wrapper, target, result, arguments, node, frame)
        gradient_checks.check_result(machine, wrapper, target, result, node, frame)
        gradient_checks.check_loops(machine, wrapper, target, result, node, frame)
    if stages(wrapper.model) and not only_arrays(wrapper.model):
        donation.donate(machine, wrapper, target, result, node, frame)
    if stages(wrapper.model):
        machine.state_of(Rebinding).call(machine, wrapper, target.function.at)
    return _coming_out(machine, wrapper, result, arguments, node, frame)


def _is_chosen(node: ir.Node, frame: Frame) -> bool:
    """Says whether a call is of one of several: who has chosen it may have chosen what it gets."""
    return isinstance(node, ir.Call) and isinstance(frame.value_of(node.function), OneOf)


def _of_any_structure(value: Value) -> Value:
    """Returns what a function that is one of several is handed: each may take another container."""
    found = parts(value) if isinstance(value, Sequence | Mapping) else ()
    depends = frozenset[Origin]().union(*(each.depends for each in found))
    return Tree(found[0].kind, depends, found[0].level) if found else value


def _is_supposed(wrapper: Transformed, arguments: Arguments, frame: Frame) -> bool:
    """Says whether an unknown caller has chosen both the class and the arguments of what is traced.

    A method that a base class offers for all that derive from it, and that hands on whatever it is
    given, may never be called of one whose own method cannot be traced.
    """
    match wrapper.function:
        case Bound(function=Function(node=method), self=Instance() as owner):
            is_given = frame.called_at is None and any(v is owner for v in frame.given.values())
            is_open = arguments.rest is not None and not arguments.positional
            return is_given and is_open and _class_of(method.qualname) != _class_of(frame.qualname)
        case _:
            return False


def _class_of(qualname: str) -> str:
    return qualname.rpartition(".")[0]


def _checks_arguments(wrapper: Transformed) -> bool:
    """Says whether a wrapper refuses what is no array; `vmap` may map parts of an argument only."""
    if only_arrays(wrapper.model):
        return False
    axes = converted.axes(wrapper)
    each = axes.items or [] if isinstance(axes, Sequence) else [axes]
    is_plain = all(axis is None or isinstance(axis, Static) for axis in each)
    name = wrapper.model.name
    return (
        stages(wrapper.model)
        or name in gradient_checks.DIFFERENTIATING
        or (name == "jax.vmap" and is_plain)
    )


def _traced_by_position(wrapper: Transformed, arguments: Arguments) -> Arguments:
    """Returns the arguments of a call that are traced: of `grad` those by position."""
    by_position = kind_of(wrapper.model) == "concrete"
    positional, rest, places = arguments.positional, arguments.rest, arguments.places
    return Arguments(positional, {}, rest, places) if by_position else arguments


def _tells_all(wrapper: Transformed, arguments: Arguments) -> bool:
    """Says whether a call leaves nothing to be found by one as anyone would make it.

    Whatever a trace makes is called by that trace only.
    """
    return wrapper.within.level > 0 and not any(
        isinstance(each, Unknown) for each in arguments.all()
    )


def _from_unseen(machine: Machine, wrapper: Transformed, arguments: Arguments) -> Value:
    """Returns what a wrapper of something that is no function of the program returns."""
    is_unseen = isinstance(wrapper.function, Unknown)
    if takes_methods(wrapper.model) or (is_unseen and only_arrays(wrapper.model)):
        return UNKNOWN
    return unseen.returned(machine, wrapper.function, arguments, machine.staging)


def _coming_out(
    machine: Machine,
    wrapper: Transformed,
    result: Value,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> Value:
    returned = wrapper.model.returns.inside
    if not returned:
        level = machine.level
        outside = combine(arguments.all(), machine.staging)
        outside = replace(outside, level=min(outside.level, level))
        retype = types.out(wrapper, arguments)
        return coming_out(result, outside, level, retype, tangents=wrapper.model.name in _LINEAR)
    function = next(p.name for p in wrapper.model.parameters if p.word.name in TRANSFORMS)
    made = LibraryCall(
        wrapper.model, wrapper.options, {}, arguments, node, frame, results={function: result}
    )
    return machine.returned(made, returned[0])


def trace(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    static: set[str],
    arguments: Arguments,
    frame: Frame,
    given: Arguments | None,
) -> Value:
    """Returns what the traced function returns for what goes in; `given` is what was passed."""
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
    is_vmap = "InAxes" in wrapper.model.words
    kept = frozenset[str]() if is_vmap else frozenset(converted.handed_on(wrapper, target))
    axes = None if given is None else axis_names.bound_by(wrapper)
    active = ActiveTrace(entry, stages(wrapper.model), label, None, not keeps, persists, kept, axes)
    inside = refs.handed(wrapper.model.name, arguments)
    return machine.trace(active, wrapper.function, inside, frame)


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
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    static: set[str],
    arguments: Arguments,
) -> Arguments:
    if closes_over(wrapper.model):
        held = arguments.keywords
        return Arguments([*arguments.positional], held, arguments.rest, arguments.places)
    kind, level = kind_of(wrapper.model), machine.inner_level
    arrays = only_arrays(wrapper.model)
    wanted = converted.positions(wrapper)
    inside = Arguments(places=arguments.places)
    for number, value in enumerate(arguments.positional):
        parameter = target.positional(number)
        name = parameter.name if parameter else str(number)
        traced = name not in static and (number in wanted or wanted is converted.EVERY)
        traced = traced and not (number == 0 and takes_methods(wrapper.model))
        source = Origin(target.name, name)
        change = partial(types.entering, kind, source, level, arrays, wrapper.model.name)
        axis = converted.axis(wrapper, number)
        enters = axes_of.mapped(value, axis, change) if traced else value
        if wrapper.model.name in gradient_checks.REVERSE and (
            number in wanted or (number == 0 and wanted is converted.EVERY)
        ):
            enters = tangents.differentiated(enters, level, arrays)
        inside.positional.append(enters)
    for name, value in arguments.keywords.items():
        traced = name not in static and kind == "abstract"
        source = Origin(target.name, name)
        enters = types.entering(kind, source, level, arrays, wrapper.model.name, value, 0)
        inside.keywords[name] = enters if traced else value
    if arguments.rest is not None:
        is_traced = wanted is converted.EVERY and not static
        source = Origin(target.name, "*")
        inside.rest = (
            going_in(arguments.rest, kind, source, level, arrays) if is_traced else UNKNOWN
        )
    return inside
