"""Products of matrices: what `x @ y` is, and whether two shapes can be multiplied."""

from jitlint.interpreter.avals.promotion import broadcast, promoted
from jitlint.interpreter.domain.aval import Aval, Dimensions, known


def product(left: Aval, right: Aval) -> Aval:
    """Returns the aval of `left @ right`."""
    made = promoted([left, right])
    return known(_shape(left.shape, right.shape), made.dtype, made.weak)


def cannot_multiply(left: Dimensions | None, right: Dimensions | None) -> bool:
    """Says whether two shapes surely cannot be multiplied as matrices."""
    if left is None or right is None:
        return False
    if not left or not right:
        return True
    inner = (left[-1], right[-2:][0])
    batches = broadcast([left[:-2], right[:-2]])[1]
    return batches or (None not in inner and inner[0] != inner[1])


def _shape(left: Dimensions | None, right: Dimensions | None) -> Dimensions | None:
    if not left or not right or cannot_multiply(left, right):
        return None
    batch = broadcast([left[:-2], right[:-2]])[0]
    if batch is None:
        return None
    rows = left[-2:-1] if len(left) > 1 else ()
    columns = right[-1:] if len(right) > 1 else ()
    return (*batch, *rows, *columns)
