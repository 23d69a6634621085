"""Memoised functions: what they make of a trace stays behind when the trace is over."""

from msgspec.structs import replace

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Frame,
    Function,
    Instance,
    Library,
    Partial,
    Traced,
    Tree,
    Value,
)
from jitlint.interpreter.events import Hash
from jitlint.interpreter.events.misuse import Memo
from jitlint.interpreter.objects.lookup import find_in_class
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.memos import Memos
from jitlint.interpreter.syntax.walk import walk

DECORATORS = frozenset({"functools.cache", "functools.lru_cache"})
PROPERTY = "functools.cached_property"


def memoise(name: str, arguments: Arguments) -> Value:
    """Returns what `functools.cache` and `functools.lru_cache(…)` make of a function."""
    match arguments.positional:
        case [Function() as function]:
            return replace(function, memoised=name)
        case [Array() | Tree() | Library() | Partial(), *_]:
            return UNKNOWN
        case _:
            return Partial(Library(name), (), ())


def memoise_property(arguments: Arguments) -> Arguments:
    """Returns the arguments of `functools.cached_property`, its function marked as memoised."""
    match arguments.positional:
        case [Function() as function]:
            return Arguments([replace(function, memoised=PROPERTY)])
        case _:
            return arguments


def check_arguments(
    machine: Machine, function: Function, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Emits an event for arguments that a memoised function cannot hash."""
    named: list[tuple[int | str, Value]] = [
        *enumerate(arguments.positional),
        *arguments.keywords.items(),
    ]
    for name, value in named:
        if any(_is_tracer(part) for part in parts(value)):
            at = arguments.places.get(name) or frame.place(node)
            by = f"`{function.node.name}()`"
            machine.emit(Hash, frame, node, by=by, value=value, value_at=at)
            return


def note_call(machine: Machine, function: Function) -> None:
    """Notes that the program calls a memoised function outside of all traces."""
    if not machine.traces:
        machine.state_of(Memos).note([function.at])


def is_kept(machine: Machine, function: Function, arguments: Arguments) -> bool:
    """Says whether a trace only finds what a call before it has made."""
    if not machine.traces:
        return False
    if _is_filled(machine, function.at):
        return True
    match arguments.positional:
        case [Instance(level=0, cls=cls), *_] if function.memoised == PROPERTY:
            return _is_read_by_constructor(cls, function)
        case _:
            return False


def _is_filled(machine: Machine, function: Place) -> bool:
    fact = machine.state_of(Memos).ask(function)
    if fact is None:
        return True
    machine.note(fact)
    return fact.filled


def _is_read_by_constructor(cls: Class, function: Function) -> bool:
    """Says whether `__init__`, or a method that it calls, reads a property."""
    waiting, followed = ["__init__", "__post_init__"], set[str]()
    while waiting:
        method = find_in_class(cls, waiting.pop())
        if not isinstance(method, Function) or method.node.name in followed or method is function:
            continue
        followed.add(method.node.name)
        read = [each.name for each in walk(method.node.body) if isinstance(each, ir.Attribute)]
        if function.node.name in read:
            return True
        waiting += read
    return False


def check_result(machine: Machine, result: Value, node: ir.Expression, frame: Frame) -> None:
    """Emits an event where a memoised function keeps an array of the trace."""
    function = frame.function
    if not machine.staging or function is None:
        return
    owner = next(iter(frame.given.values()), None)
    if frame.memoised == PROPERTY and isinstance(owner, Instance) and owner.level:
        return
    given = any(_is_tracer(part) for value in frame.given.values() for part in parts(value))
    if given or not any(_is_tracer(part) for part in parts(result)):
        return
    if not _is_filled(machine, frame.place(function)):
        fields = {"function": function.name, "by": frame.memoised, "value": result}
        machine.emit(Memo, frame, node, **fields)


def _is_tracer(part: Traced) -> bool:
    return part.kind == "abstract" and (isinstance(part, Tree) or part.certain)
