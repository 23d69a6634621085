"""Copies: what `copy` and `deepcopy` make belongs to whoever asks for it."""

from collections.abc import Callable

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import CONTAINER_DEPTH
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree
from jitlint.interpreter.domain.values import Frame, Instance, Value
from jitlint.interpreter.objects.lookup import find_in_class
from jitlint.interpreter.state.machine import Machine

_METHODS = ("__copy__", "__deepcopy__", "__reduce_ex__", "__reduce__", "__getstate__")


def copied(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `copy.copy(x)` makes: a container or object of its own, around the same."""
    return _changed(machine.level)(_given(arguments), lambda each: each)


def copied_deeply(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `copy.deepcopy(x)` makes: all containers and objects in it are its own."""
    return map_tree(_given(arguments), _changed(machine.level), CONTAINER_DEPTH)


def _changed(level: int) -> Callable[[Value, Inner], Value]:
    def change(value: Value, inner: Inner) -> Value:
        has_own = isinstance(value, Instance) and any(
            find_in_class(value.cls, method) is not None for method in _METHODS
        )
        return UNKNOWN if has_own else map_children(value, inner, level)

    return change


def _given(arguments: Arguments) -> Value:
    return next(iter([*arguments.positional, *arguments.keywords.values()]), UNKNOWN)
