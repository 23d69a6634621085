"""Donations that JAX cannot use: no output has the shape and the type of the buffer."""

from collections.abc import Sequence as Listed

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Array, Value
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.syntax.walk import walk, walk_all

_REDUCES = frozenset(
    "sum mean max min prod std var any all argmax argmin median dot vdot norm logsumexp item"
    " count_nonzero ptp nansum nanmean trace".split()
)


def may_be_used(
    target: Target, name: str, earlier: Listed[str], given: Value | None, result: Value
) -> bool:
    """Says whether the array given for a parameter may become an output.

    A single output uses the first array that fits, which may be one of `earlier`.
    """
    function = target.function.node
    if not any(isinstance(each, ir.Name) and each.id == name for each in walk_all(function.body)):
        return False
    if not isinstance(result, Array):
        return True
    if earlier:
        return False
    of_another_type = result.dtype == "bool" and not _is_bool(given)
    return not of_another_type and not _always_reduces(function)


def _is_bool(given: Value | None) -> bool:
    return isinstance(given, Array) and given.dtype == "bool"


def _always_reduces(function: ir.Function) -> bool:
    returned = [each.value for each in walk(function.body) if isinstance(each, ir.Return)]
    return bool(returned) and all(_is_smaller(value) for value in returned)


def _is_smaller(node: ir.Expression | None) -> bool:
    """Says whether an expression gives a scalar, or a part, of some array."""
    match node:
        case ir.Call(function=ir.Attribute(name=name), arguments=arguments) if name in _REDUCES:
            return not any(argument.keyword == "keepdims" for argument in arguments)
        case ir.Binary(left=left, right=right):
            return all(_is_smaller(each) or isinstance(each, ir.Constant) for each in (left, right))
        case ir.Unary(operand=operand):
            return _is_smaller(operand)
        case ir.Subscript():
            return True
        case _:
            return False
