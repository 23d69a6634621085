"""What a loop costs that Python runs while tracing: its turns and work, and what keeps its type."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import FEW_TURNS
from jitlint.interpreter.domain.values import Array, Environment, Frame, Static, Value
from jitlint.interpreter.transforms import argument_checks


def turns_of(iterable: ir.Expression, frame: Frame) -> int:
    """Returns the length of a range; 0 where it is unknown or the loop is over something else."""
    match iterable:
        case ir.Call(function=ir.Name(id="range"), arguments=arguments):
            bounds = [_number(argument.value, frame) for argument in arguments]
        case _:
            return 0
    numbers = [bound for bound in bounds if bound is not None]
    if not numbers or len(numbers) != len(bounds) or 0 in numbers[2:]:
        return 0
    return len(range(*numbers))


def is_few(iterable: ir.Expression, frame: Frame) -> bool:
    """Says whether a loop takes the few values of a short range, or those that are written down."""
    return isinstance(iterable, ir.Collection) or 0 < turns_of(iterable, frame) <= FEW_TURNS


def appended(node: ir.For) -> Iterator[tuple[str, ir.Expression]]:
    """Yields the names of lists and what is appended to them, at the top of the body."""
    for statement in node.body:
        match statement:
            case ir.Evaluate(
                value=ir.Call(
                    function=ir.Attribute(value=ir.Name(id=name), name="append"),
                    arguments=[ir.Argument(value=value, keyword="", stars=0)],
                )
            ):
                yield name, value
            case _:
                pass


def _number(expression: ir.Expression, frame: Frame) -> int | None:
    """Returns a bound of a range, which may be the length of a tracer; None if it is unknown."""
    match frame.value_of(expression), expression:
        case Static(value=int() as number), _:
            return number
        case _, ir.Call(function=ir.Name(id="len"), arguments=[measured]):
            return rows_of(frame.value_of(measured.value)) or None
        case _:
            return None


def rows_of(iterable: Value) -> int:
    """Returns the length of a tracer; 0 where it is unknown or the loop is over something else."""
    if not isinstance(iterable, Array) or iterable.kind != "abstract" or not iterable.certain:
        return 0
    length = iterable.aval.shape[0] if iterable.aval.shape else 0
    return length if isinstance(length, int) else 0


def works_on_arrays(node: ir.For, frame: Frame) -> bool:
    """A loop that costs something under jit binds or appends a new array in each turn."""
    targets: list[ir.Expression] = []
    for statement in node.body:
        match statement:
            case ir.Assign():
                targets += statement.targets
            case ir.Augment(target=target):
                targets.append(target)
            case _:
                pass
    names = {name for target in targets for name in argument_checks.names_in(target)}
    computed = (value for _, value in appended(node) if not isinstance(value, ir.Name))
    return any(isinstance(frame.names.get(name), Array) for name in names) or any(
        isinstance(frame.value_of(value), Array) for value in computed
    )


def kept_types(node: ir.For, before: Environment, frame: Frame) -> tuple[str, ...]:
    """Returns the names of arrays whose types are known and the same in each turn.

    A list is one of them whose items are such arrays, of no weak type.
    """
    own = {name for name, value in frame.names.items() if _keeps(before.names.get(name), value)}
    lists, others = set[str](), set[str]()
    for name, value in appended(node):
        found = frame.value_of(value)
        is_strong = isinstance(found, Array) and found.aval.weak is False
        (lists if is_strong and _is_known(found) else others).add(name)
    return tuple(sorted(own | lists - others))


def _keeps(before: Value | None, after: Value) -> bool:
    if not isinstance(after, Array) or not _is_known(after):
        return False
    match before:
        case Array(aval=aval):
            return aval == after.aval
        case Static(value=bool()):
            return False
        case Static(value=int() | float()):
            return after.aval.shape == ()
        case _:
            return False


def _is_known(value: Value) -> bool:
    if not isinstance(value, Array) or not value.certain or value.aval.shape is None:
        return False
    return bool(value.aval.dtype) and all(isinstance(each, int) for each in value.aval.shape)
