"""The arrays that may stand in the place of another: of other ranks, types and lengths."""

from collections.abc import Iterator

from .choices import SIZE, Array, Choice, Fixed

MOST_AXES = 6
PLAIN = (2, 1.0, True, False, SIZE, None, 0, 1)
SHAPES = ((SIZE, 2), (3, 3), (2,), (3,), (SIZE, 3), (1,))


def others(choice: Choice, kind: str) -> Iterator[Choice]:
    """Yields arrays, those of a rank near the present one first, whole numbers if they help."""
    now = choice.rank if isinstance(choice, Array) else 1
    ranks = sorted(
        {0, 1, 2, 3, min(now + 1, MOST_AXES)}, key=lambda rank: (abs(rank - (now + 0.6)), rank)
    )
    floats = [Array(rank) for rank in ranks if choice != Array(rank)]
    whole = [Array(rank, "int32") for rank in dict.fromkeys((now, 0, 1))]
    yield from (*whole, *floats) if kind == "whole" else (*floats, *whole)
    yield from (Array(rank, "bool") for rank in dict.fromkeys((now, 1)))
    yield from (Array(len(shape), "float32", shape) for shape in SHAPES)
    yield from (Array(4), Array(now, "complex64"), Array(1, "uint32", (2,)))


def in_order(kind: str, arrays: list[Choice], odd: list[Choice]) -> Iterator[Choice]:
    """Yields arrays, numbers and what is neither, the likeliest for a kind of error first."""
    plain: list[Choice] = [Fixed(value) for value in PLAIN]
    match kind:
        case "call":
            groups = (odd, plain, arrays)
        case "whole":
            groups = (plain, arrays, odd)
        case _:
            groups = (arrays, plain, odd)
    for group in groups:
        yield from group
