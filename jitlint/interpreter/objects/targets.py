"""The function of the program inside a callable, and the parameters that it has left."""

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import (
    Bound,
    Foreign,
    Function,
    Instance,
    Library,
    Partial,
    Transformed,
    Value,
)
from jitlint.interpreter.objects.attributes import find_in_class

# Methods that call what their object holds: the parameters they take before its own.
HOLDERS = {
    "haiku.Transformed.init": ("rng",),
    "haiku.Transformed.apply": ("params", "rng"),
    "haiku.TransformedWithState.init": ("rng",),
    "haiku.TransformedWithState.apply": ("params", "state", "rng"),
    "haiku._WithStateOnly.init": ("rng",),
    "haiku._WithStateOnly.apply": ("params", "state"),
    "haiku._WithoutRng.init": ("rng",),
    "haiku._WithoutRng.apply": ("params",),
}
MODULE_CALLS = {
    "flax.linen.Module.init": "rngs",
    "flax.linen.Module.init_with_output": "rngs",
    "flax.linen.Module.apply": "variables",
}
_BY_POSITION = ("positional", "ordinary")
_OPTIONS = tuple(
    ir.Parameter(0, name, "keyword", ir.Constant(0, None), None)
    for name in ("rngs", "method", "mutable", "capture_intermediates")
)


@dataclass(frozen=True, slots=True)
class Target:
    """The function of the program inside a callable, and the parameters it has left.

    Those that a partial binds by name are `named`: whoever calls it may pass them anew.
    """

    function: Function
    parameters: tuple[ir.Parameter, ...]
    named: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The function's name in messages."""
        return self.function.node.name

    def positional(self, number: int) -> ir.Parameter | None:
        """Returns the parameter that takes the positional argument of a number."""
        taking = [p for p in self.parameters if p.kind in _BY_POSITION]
        if number < len(taking):
            return taking[number]
        return next((p for p in self.parameters if p.kind == "star"), None)


def target_of(value: Value) -> Target | None:
    """Returns the function of the program that calling a value calls, if it is one."""
    match value:
        case Function():
            return Target(value, _shown(value))
        case Bound(function=function):
            return _without(target_of(function), 1, ())
        case Partial(function=function, arguments=arguments, keywords=keywords):
            return _without(target_of(function), len(arguments), tuple(k for k, _ in keywords))
        case Transformed(function=function):
            return target_of(function)
        case Foreign(cls="jax.tree_util.Partial", owner=Partial() as partial):
            return target_of(partial)
        case Instance(cls=cls):
            call = find_in_class(cls, "__call__")
            return _without(target_of(call), 1, ()) if call is not None else None
        case Library(name=name, self=Instance() as module) if name in MODULE_CALLS:
            return _with_more(target_of(module), (MODULE_CALLS[name],), _OPTIONS)
        case Library(name=name, self=Foreign(owner=held)) if name in HOLDERS and held is not None:
            return _with_more(_held_by(held), HOLDERS[name])
        case _:
            return None


def differ_in_order(values: Iterable[Value], count: int) -> bool:
    """Says whether so many positional arguments go to the same names, but in another order.

    Whoever calls one of such callables has chosen it together with what it gets.
    """
    positions: dict[str, int] = {}
    for target in map(target_of, values):
        names = [p.name for p in target.parameters if p.kind in _BY_POSITION] if target else []
        if any(positions.setdefault(name, n) != n for n, name in enumerate(names[:count])):
            return True
    return False


def _held_by(held: Value) -> Target | None:
    """An object that holds a function may be held in turn: `without_apply_rng(transform(f))`."""
    if isinstance(held, Foreign) and held.owner is not None:
        return _held_by(held.owner)
    return target_of(held)


def _with_more(
    target: Target | None, names: tuple[str, ...], options: tuple[ir.Parameter, ...] = ()
) -> Target | None:
    if target is None:
        return None
    more = tuple(ir.Parameter(0, name, "ordinary", None, None) for name in names)
    return Target(target.function, (*more, *target.parameters, *options))


def _shown(function: Function) -> tuple[ir.Parameter, ...]:
    """Returns the parameters that `inspect.signature` shows, of a wrapped function its own."""
    own = function.node.parameters
    wrapped = target_of(function.wrapped) if function.wrapped is not None else None
    takes_any = any(parameter.kind == "star" for parameter in own)
    return wrapped.parameters if wrapped and takes_any else own


def _without(target: Target | None, count: int, keywords: tuple[str, ...]) -> Target | None:
    if target is None:
        return None
    positional = [p for p in target.parameters if p.kind in _BY_POSITION]
    gone = {p.name for p in positional[:count]}
    left = [p for p in target.parameters if p.name not in gone]
    first = next((n for n, p in enumerate(left) if p.name in keywords), len(left))
    behind = [_by_name(p) for p in left[first:] if p.name not in keywords]
    named = target.named | {p.name for p in left if p.name in keywords}
    return Target(target.function, (*left[:first], *behind), named)


def _by_name(parameter: ir.Parameter) -> ir.Parameter:
    """Behind a parameter that a partial binds by name none is left to be passed by position."""
    return replace(parameter, kind="keyword") if parameter.kind == "ordinary" else parameter
