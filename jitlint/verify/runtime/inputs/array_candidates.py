"""Arrays and numbers that may replace another: of other ranks, dtypes and lengths."""

from collections.abc import Iterator

from ..limits import MOST_AXES
from .recipes import SIZE, KnownValue, OnesArray, Recipe

NUMBERS = tuple(map(KnownValue, (2, 1.0, True, False, SIZE, None, 0, 1)))
SHAPES = ((SIZE, 2), (3, 3), (2,), (3,), (SIZE, 3), (1,))
SLIGHTLY_MORE = 0.6


def arrays_instead(recipe: Recipe, kind: str) -> Iterator[Recipe]:
    """Yields arrays, those of a similar rank first, or integers first for an error of that kind."""
    now = recipe.rank if isinstance(recipe, OnesArray) else 1
    if isinstance(recipe, OnesArray) and recipe.shape and {*recipe.shape} != {SIZE}:
        yield from _of_known_lengths(recipe, recipe.shape)
    ranks = {0, 1, 2, 3, min(now + 1, MOST_AXES)}
    near = sorted(ranks, key=lambda rank: (abs(rank - (now + SLIGHTLY_MORE)), rank))
    floats = [OnesArray(rank) for rank in near if recipe != OnesArray(rank)]
    integers = [OnesArray(rank, "int32") for rank in dict.fromkeys((now, 0, 1))]
    yield from (*integers, *floats) if kind == "integer" else (*floats, *integers)
    yield from (OnesArray(rank, "bool") for rank in dict.fromkeys((now, 1)))
    yield from (OnesArray(len(shape), "float32", shape) for shape in SHAPES)
    yield from (OnesArray(4), OnesArray(now, "complex64"), OnesArray(1, "uint32", (2,)))


def _of_known_lengths(recipe: OnesArray, shape: tuple[int, ...]) -> Iterator[Recipe]:
    """Yields arrays of one axis more or less, the others of which keep their lengths."""
    for other in ((*shape, SIZE), (SIZE, *shape), shape[:-1], shape[1:]):
        yield OnesArray(len(other), recipe.dtype, other)


def by_error(kind: str, arrays: list[Recipe], others: list[Recipe]) -> Iterator[Recipe]:
    """Yields arrays, numbers and others, the likeliest for a kind of error first."""
    match kind:
        case "call":
            groups = (others, NUMBERS, arrays)
        case "integer":
            groups = (NUMBERS, arrays, others)
        case _:
            groups = (arrays, NUMBERS, others)
    for group in groups:
        yield from group
