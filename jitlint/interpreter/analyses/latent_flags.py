"""Flags of staged functions that no call passes: static by their default, until somebody does."""

from collections.abc import Iterable, Iterator

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.events.compiling import LatentFlag
from jitlint.interpreter.events.facts import Flag, Passed
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import bound_names, walk


def note_call(machine: Machine, target: Target, arguments: Arguments) -> None:
    """Records which parameters a call passes."""
    place = target.function.at
    found = (target.positional(number) for number in range(len(arguments.positional)))
    names = [parameter.name for parameter in found if parameter] + [*arguments.keywords]
    every = [] if arguments.rest is None else [p.name for p in target.parameters]
    for name in (*names, *every):
        machine.note(Passed(place, name))


def note_flags(machine: Machine, target: Target, static: set[str]) -> None:
    """Records the tests of a staged function that only a parameter's default lets pass."""
    node, defined = target.function.node, target.function.at
    if node.name.startswith("_") or not node.qualname.isidentifier():
        return
    flags = {p.name for p in target.parameters if _is_flag(p)} - static
    if flags:
        machine.provenance.look(target.function.module, node.at)
    flags -= machine.state_of(Questions).ask(_bound, node) if flags else set()
    for test, asks in machine.state_of(Questions).ask(_tests, node) if flags else ():
        for name in sorted(_tested_names(test) & flags):
            event = LatentFlag(Place(defined.path, test.at), None, target.name, name, asks)
            machine.note(Flag(defined, event))


def latent_flags(flags: Iterable[Flag], passed: Iterable[Passed]) -> Iterator[LatentFlag]:
    """Yields the tests of flags that no call of the program passes."""
    known = {(each.function, each.parameter) for each in passed}
    for flag in flags:
        if (flag.function, flag.event.parameter) not in known:
            yield flag.event


def _is_flag(parameter: ir.Parameter) -> bool:
    match parameter.default:
        case ir.Constant(value=bool() | int() | float()):
            return True
        case _:
            return False


def _bound(node: ir.Function) -> set[str]:
    return {*bound_names(node.body)}


def _tests(node: ir.Function) -> list[tuple[ir.Expression, str]]:
    return [*_each_test(node)]


def _each_test(node: ir.Function) -> Iterator[tuple[ir.Expression, str]]:
    for each in walk(node.body):
        match each:
            case ir.If(test=test):
                yield test, "if"
            case ir.While(test=test):
                yield test, "while"
            case ir.Assert(test=test):
                yield test, "assert"
            case ir.Ternary(test=test):
                yield test, "if-else"
            case _:
                pass


def _tested_names(test: ir.Expression) -> set[str]:
    """Returns the names that a test asks for their truth or compares with a constant."""
    match test:
        case ir.Name(id=name):
            return {name}
        case ir.Unary(operator="not", operand=operand):
            return _tested_names(operand)
        case ir.Boolean(left=left, right=right):
            return _tested_names(left) | _tested_names(right)
        case ir.Compare(left=ir.Name(id=name), operators=operators, rights=rights):
            identity = any(operator in ("is", "is not", "in", "not in") for operator in operators)
            plain = all(isinstance(right, ir.Constant) for right in rights)
            return {name} if plain and not identity else set()
        case _:
            return set()
