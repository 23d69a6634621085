"""Calls of staged wrappers: which values are passed for static parameters, which are traced."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import wide_integers
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Frame, Function, Instance, Partial, Transformed, Value
from jitlint.interpreter.events.misuse import StaticArgument, TracedArgument, TracedResult
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import counters
from jitlint.interpreter.transforms import gradient_checks, method_checks, unhashable

_OUT_OF = frozenset({"jax.jit", "jax.pmap", "jax.vmap", "jax.checkpoint", "jax.make_jaxpr"})
_INTO = _OUT_OF | gradient_checks.DIFFERENTIATING


@dataclass(frozen=True, slots=True)
class PassedArgument:
    """An argument of a call with the parameter that takes it."""

    parameter: str
    value: Value
    at: Place | None


def check_arguments(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    static: set[str],
    kept: set[str],
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event for each argument of a staged wrapper's call that is not `kept` as it is."""
    unsure = _takes_named(target, static)
    for passed in _passed(target, arguments):
        at = passed.at or frame.place(node)
        expression = _expression(node, frame, at)
        fields: dict[str, object] = {
            "wrapper": wrapper.model.name,
            "function": target.name,
            "parameter": passed.parameter,
            "value": passed.value,
        }
        if passed.parameter in static:
            varies = _varies(machine, expression, frame)
            fresh = _fresh(expression, passed.value) if frame.loops else ""
            fields["unhashable"] = unhashable.unhashable(expression, passed.value, frame)
            machine.emit_at(StaticArgument, frame, at, **fields, varies=varies, fresh=fresh)
        elif passed.parameter not in kept and passed.parameter not in unsure:
            wide_integers.check_argument(machine, wrapper, passed.value, at, frame)
            is_checked = wrapper.model.name in _INTO
            opaque = method_checks.opaque_class(machine, passed.value) if is_checked else ""
            machine.emit_at(TracedArgument, frame, at, **fields, opaque=opaque)


def check_result(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    result: Value,
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event for what a function returns, unless JAX refuses its arguments before."""
    if wrapper.model.name in _OUT_OF and not any(
        method_checks.opaque_class(machine, given) for given in arguments.all()
    ):
        opaque = method_checks.opaque_class(machine, result)
        fields = {"wrapper": wrapper.model.name, "function": target.name}
        machine.emit(TracedResult, frame, node, **fields, value=result, opaque=opaque)


def names_in(node: object) -> Iterator[str]:
    """Yields the names that an expression reads, but for those of functions inside it."""
    match node:
        case ir.Name(id=name):
            yield name
        case ir.Lambda():
            return
        case msgspec.Struct():
            for field in node.__struct_fields__:
                yield from names_in(getattr(node, field))
        case tuple():
            for item in node:  # type: ignore[reportUnknownVariableType]
                yield from names_in(item)  # type: ignore[reportUnknownArgumentType]
        case _:
            return


def _passed(target: Target, arguments: Arguments) -> Iterator[PassedArgument]:
    for number, value in enumerate(arguments.positional):
        parameter = target.positional(number)
        if parameter is not None:
            yield PassedArgument(parameter.name, value, arguments.places.get(number))
    for name, value in arguments.keywords.items():
        yield PassedArgument(name, value, arguments.places.get(name))


def _takes_named(target: Target, static: set[str]) -> set[str]:
    """Returns the `*args` that may take what is static by a name which the function lacks.

    JAX knows its position by a signature that the function has been given.
    """
    if static <= {parameter.name for parameter in target.parameters}:
        return set()
    return {parameter.name for parameter in target.parameters if parameter.kind == "star"}


def _expression(node: ir.Node, frame: Frame, at: Place) -> ir.Expression | None:
    if not isinstance(node, ir.Call):
        return None
    if at == frame.place(node) and isinstance(node.function, ir.Attribute):
        return node.function.value  # the object whose method is called
    return next((a.value for a in node.arguments if frame.place(a.value) == at), None)


def _varies(machine: Machine, expression: ir.Expression | None, frame: Frame) -> Place | None:
    read = set(names_in(expression))
    for loop in reversed(frame.loops):
        running = machine.loops.get(loop)
        is_written = isinstance(running, ir.For | ir.While)
        counted = counters(running.body) if is_written else frozenset[str]()
        if read & (frame.targets.get(loop, frozenset()) | counted):
            return loop
    return None


def _fresh(expression: ir.Expression | None, value: Value) -> str:
    match expression, value:
        case ir.Lambda(), Function():
            return "a lambda"
        case ir.Call(), Partial():
            return "functools.partial"
        case ir.Call(), Instance(cls=cls):
            plain = not cls.node.decorators and not cls.bases and "__eq__" not in cls.attributes
            return "an object" if plain else ""
        case _:
            return ""
