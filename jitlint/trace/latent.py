"""Flags of staged functions that no call passes: static by their default, until somebody does."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.arguments import Arguments
from jitlint.trace.compiling import LatentFlag
from jitlint.trace.signatures import Target
from jitlint.trace.walking import bound_names, walk


@dataclass(slots=True)
class Latent:
    """What calls pass, by the place of the function, and the tests of what none may pass."""

    passed: set[tuple[Place, str]] = field(default_factory=set[tuple[Place, str]])
    told: dict[tuple[Place, Place], LatentFlag] = field(
        default_factory=dict[tuple[Place, Place], LatentFlag]
    )

    def note_call(self, target: Target, arguments: Arguments) -> None:
        """Notes which parameters a call passes."""
        place = target.function.at
        numbers = range(len(arguments.positional))
        found = (target.positional(number) for number in numbers)
        names = [parameter.name for parameter in found if parameter] + [*arguments.keywords]
        every = [] if arguments.rest is None else [p.name for p in target.parameters]
        self.passed.update((place, name) for name in (*names, *every))

    def note_flags(self, target: Target, static: set[str]) -> None:
        """Notes the tests of a staged function that only a parameter's default lets pass."""
        node, defined = target.function.node, target.function.at
        if node.name.startswith("_") or not node.qualname.isidentifier():
            return
        flags = {p.name for p in target.parameters if _is_flag(p)} - static
        flags -= set(bound_names(node.body)) if flags else set()
        for test, asks in _tests(node) if flags else ():
            for name in sorted(_asked(test) & flags):
                at = Place(defined.path, test.at)
                told = LatentFlag(at, None, target.name, name, asks)
                self.told.setdefault((defined, at), told)

    def events(self) -> Iterator[LatentFlag]:
        """Yields the tests of flags that no call of the program passes."""
        for (defined, _), told in self.told.items():
            if (defined, told.parameter) not in self.passed:
                yield told


def _is_flag(parameter: ir.Parameter) -> bool:
    match parameter.default:
        case ir.Constant(value=bool() | int() | float()):
            return True
        case _:
            return False


def _tests(node: ir.Function) -> Iterator[tuple[ir.Expression, str]]:
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


def _asked(test: ir.Expression) -> set[str]:
    """Returns the names that a test asks for their truth or compares with a constant."""
    match test:
        case ir.Name(id=name):
            return {name}
        case ir.Unary(operator="not", operand=operand):
            return _asked(operand)
        case ir.Boolean(left=left, right=right):
            return _asked(left) | _asked(right)
        case ir.Compare(left=ir.Name(id=name), operators=operators, rights=rights):
            identity = any(operator in ("is", "is not", "in", "not in") for operator in operators)
            plain = all(isinstance(right, ir.Constant) for right in rights)
            return {name} if plain and not identity else set()
        case _:
            return set()
