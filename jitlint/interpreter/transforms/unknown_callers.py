"""Wrappers that an unknown caller calls: the arguments are what their parameters tell of them."""

from jitlint.frontend import ir
from jitlint.interpreter.analyses import latent_flags
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.transform_kinds import (
    closes_over,
    kind_of,
    only_arrays,
    stages,
    takes_methods,
)
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Foreign,
    Instance,
    Origin,
    Partial,
    Transformed,
    Tree,
    Value,
)
from jitlint.interpreter.objects import open_methods
from jitlint.interpreter.objects.annotations import (
    annotated,
    annotated_class,
    annotated_number,
    annotated_record,
)
from jitlint.interpreter.objects.targets import Target, target_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.receivers import receives_object
from jitlint.interpreter.transforms import converted, method_checks, wrappers
from jitlint.interpreter.transforms import vmap_axes as axes_of
from jitlint.interpreter.transforms.enter_exit import going_in
from jitlint.interpreter.transforms.static_args import static_names


def call_as_anyone(machine: Machine, wrapper: Transformed) -> None:
    """Traces a wrapper's function as any caller would: what has a default is left to it.

    What was assumed where the wrapper was made holds of any call of it.
    """
    around = wrapper.within.environment
    kept, around.assumed = around.assumed, dict(wrapper.assumed)
    try:
        _call_as_anyone(machine, wrapper)
    finally:
        around.assumed = kept


def _call_as_anyone(machine: Machine, wrapper: Transformed) -> None:
    method_checks.check_method(machine, wrapper)
    target = target_of(wrapper.function)
    static = static_names(wrapper.model, wrapper.options, target) if target else None
    if target is None or static is None or machine.traces:
        return
    if _is_open(wrapper.function):
        wrappers.trace(machine, wrapper, target, static, Arguments(), wrapper.within, None)
        return
    if stages(wrapper.model):
        latent_flags.note_flags(machine, target, static)
    if wrapper.was_called:
        return
    arguments = Arguments()
    wanted = converted.positions(wrapper)
    for number, parameter in enumerate(target.parameters):
        value = _from_anyone(machine, wrapper, target, parameter, static, number in wanted)
        if value is not None:
            axis = converted.axis(wrapper, number)
            _pass(arguments, parameter, number, axes_of.mapped(value, axis, lambda v, _: v))
    wrappers.trace(machine, wrapper, target, static, arguments, wrapper.within, None)


def _is_open(function: Value) -> bool:
    """Says whether it is not known which parameters a caller is left with."""
    match function:
        case Partial(function=inner, is_open=is_open):
            return is_open or _is_open(inner)
        case Bound(function=inner) | Transformed(function=inner):
            return _is_open(inner)
        case _:
            return False


def _from_anyone(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    parameter: ir.Parameter,
    static: set[str],
    wanted: bool,
) -> Value | None:
    function = target.function
    kind, arrays = kind_of(wrapper.model), only_arrays(wrapper.model)
    source = Origin(target.name, parameter.name)
    converts_all = converted.positions(wrapper) is converted.EVERY
    kept = parameter.name in static or not (wanted or converts_all)
    is_first = parameter is next(iter(function.node.parameters), None)
    if function.owner and is_first and receives_object(function.node):
        instance = machine.instance(function.owner)
        if takes_methods(wrapper.model):
            return instance
        if not kept and function.owner.layout:
            return going_in(instance, kind, source, 1, arrays)
        return instance if parameter.name in static else Instance(function.owner, {}, 1)
    if takes_methods(wrapper.model) and is_first:
        return UNKNOWN
    if parameter.default is not None:
        return UNKNOWN if arrays and _is_none(parameter.default) else None
    said = annotated(machine, parameter, function)
    if parameter.kind == "star" and not converts_all:
        return UNKNOWN
    if kept:
        if said == "number":
            return annotated_number(machine, parameter, function)
        return open_methods.any_object(machine, parameter.annotation, function) or UNKNOWN
    cls = annotated_class(machine, parameter.annotation, function)
    if cls is not None and cls.layout:
        return going_in(machine.instance(cls), kind, source, 1, arrays)
    depends = frozenset({source})
    record = annotated_record(machine, parameter, function)
    if record:
        return Foreign(record, Tree(kind, depends, 1))
    if said == "other":
        return UNKNOWN
    if closes_over(wrapper.model):
        return Array("eager") if said == "array" else UNKNOWN
    if arrays:
        return Array(kind, depends, level=1) if said == "array" else UNKNOWN
    return Array(kind, depends, level=1) if said else Tree(kind, depends, 1)


def _is_none(node: ir.Expression) -> bool:
    return isinstance(node, ir.Constant) and node.value is None


def _pass(arguments: Arguments, parameter: ir.Parameter, number: int, value: Value) -> None:
    """Passes a value; how many `*some` are is only open where all before them are passed."""
    match parameter.kind:
        case "positional" | "ordinary" if not arguments.keywords:
            arguments.positional.append(value)
        case "star":
            if isinstance(value, Tree) or number == len(arguments.positional):
                arguments.rest = value
        case "stars":
            pass
        case _:
            arguments.keywords[parameter.name] = value
