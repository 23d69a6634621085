"""What is known of an array where a gradient is taken: JAX surely gives it a tangent."""

from msgspec import Struct

from jitlint.core.finding import Place


class Tangent(Struct, frozen=True):
    """An array surely depends on what reverse mode differentiates by, in a way that JAX follows.

    `level` is the depth of the trace that differentiates. `loop` is a loop of JAX without a known
    number of turns that surely computes the array on the way. What a loop is handed is `passed`
    until something is computed with it: JAX moves what a body hands on as it is out of the loop.
    """

    level: int
    loop: Place | None = None
    passed: bool = False


def either(left: Tangent | None, right: Tangent | None) -> Tangent | None:
    """Returns the tangent of what takes both of two values in: the inner gradient counts."""
    if left is None or right is None or left == right:
        return right if left is None else left
    if left.level != right.level:
        return left if left.level > right.level else right
    return Tangent(left.level, left.loop or right.loop, left.passed and right.passed)


def both(left: Tangent | None, right: Tangent | None) -> Tangent | None:
    """Returns what is sure of a value that is one of two."""
    if left == right or left is None or right is None or left.level != right.level:
        return left if left == right else None
    loop = left.loop if left.loop == right.loop else None
    return Tangent(left.level, loop, left.passed or right.passed)
