"""Lifted classes: what `nn.remat(Block)` returns is `Block` with traced methods."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import known_strings
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Class, Function, Transformed, Value
from jitlint.interpreter.objects.lookup import find_in_class
from jitlint.interpreter.objects.targets import target_of
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine


def lift(machine: Machine, made: LibraryCall, cls: Class, options: dict[str, Value]) -> Value:
    """Returns the class that a call of a transformation makes of a class of the program."""
    names = _names(options.get("methods"))
    if names is None:
        return UNKNOWN
    node = ir.Class(cls.node.at, cls.node.name, cls.node.qualname, (), (), ())
    methods = dict(_methods(machine, made, cls, options, names))
    return Class(node, cls.module, (cls,), methods, cls.frame, layout=cls.layout)


def _names(methods: Value | None) -> tuple[str, ...] | None:
    return ("__call__",) if methods is None else known_strings(methods) or None


def _methods(
    machine: Machine,
    made: LibraryCall,
    cls: Class,
    options: dict[str, Value],
    names: tuple[str, ...],
) -> Iterator[tuple[str, Value]]:
    place = made.frame.place(made.node)
    for name in names:
        method = find_in_class(cls, name)
        if isinstance(method, Function | Transformed) and target_of(method) is not None:
            wrapper = Transformed(made.model, method, options, place, made.frame, made.frame.loops)
            if not machine.mode.untraced:
                machine.worklist.add(wrapper, made.frame.module)
            yield name, wrapper
