"""The grid of calls: arrays of several types and shapes, with the options that a function takes."""

import itertools
import random
from collections.abc import Iterator

from jitlint.models.words import Model, ModelParameter

Spec = dict[str, object]

ARRAYS: list[Spec] = [
    {"array": ["float32", [3]]},
    {"array": ["int32", [2, 3]]},
    {"number": 1.5},
    {"number": 2},
    {"array": ["float32", [2, 1, 3]]},
    {"array": ["bool", [3]]},
    {"array": ["bfloat16", [3, 3]]},
    {"array": ["uint8", [3]]},
    {"array": ["float32", []]},
    {"array": ["complex64", [3]]},
    {"array": ["float32", [3, 3]]},
    {"array": ["int32", [4, 3, 3]]},
    {"array": ["float16", [1, 3]]},
    {"weak": ["float32", [3]]},
    {"weak": ["int32", [2, 3]]},
]
PAIRS = [
    (0, 0), (0, 2), (1, 2), (1, 3), (0, 1), (2, 3), (3, 3), (4, 0), (5, 5), (5, 3), (6, 0), (6, 2),
    (7, 3), (7, 1), (8, 8), (8, 0), (9, 0), (10, 10), (11, 10), (10, 0), (0, 10), (12, 2), (12, 0),
    (13, 0), (13, 5), (14, 2), (14, 3), (2, 5), (1, 1), (11, 11), (4, 4),
    (14, 14), (13, 13),
]  # fmt: skip
TRIPLES = [
    (5, 0, 0), (5, 0, 2), (5, 2, 3), (5, 1, 2), (5, 13, 1), (5, 2, 2), (5, 3, 3), (0, 2, 3),
    (1, 3, 3), (0, 0, 0), (13, 2, 2), (5, 12, 1), (1, 1, 2), (5, 4, 10), (6, 2, 2), (8, 2, 2),
    (8, 8, 8), (0, 3, 3), (2, 3, 3), (14, 3, 3), (1, 2, 2),
]  # fmt: skip
OPTIONS: dict[str, list[object]] = {
    "axis": [0, -1, None, [0, 1], 1],
    "axes": [None, 0, [1, 0], [0]],
    "keepdims": [True],
    "dtype": ["float16", "int32", None],
    "new_dtype": ["float16", "int32"],
    "shape": [[2, 3], [], [3], None, [4, 3, 3]],
    "newshape": [[3, 1], -1],
    "num": [5, [2, 2]],
    "args": [[3, 1], [-1], [[1, 3]], []],
    "axis1": [0, -1],
    "axis2": [1, 0],
    "source": [0, [0, 1]],
    "destination": [-1, [1, 0]],
    "k": [1],
    "N": [3, 2],
    "n": [3],
    "M": [2],
    "dimensions": [[0], [1]],
    "dimension": [0, 1],
    "permutation": [[1, 0]],
    "num_classes": [5],
    "shift": [1],
    "repeats": [2],
    "reps": [2],
    "decimals": [1],
    "seed": [0],
    "minval": [0],
    "maxval": [5],
    "p": [0.5],
    "fill_value": [1, 2.5],
    "ndmin": [2],
    "ddof": [1],
    "size": [4],
    "x_min": [0.0],
    "x_max": [1.0],
    "sizes": [[2, 3]],
    "initial": [0.0],
    "b": [1.5],
    "indices": [0, [0, 1]],
    "order": ["C"],
    "nan": [0.0],
    "num_hidden": [3],
}
LISTS: list[Spec] = [
    {"list": [ARRAYS[i] for i in indices]}
    for indices in (
        (0, 0),
        (0, 5),
        (1, 1),
        (1, 14),
        (10, 10),
        (2, 3),
        (8, 8),
        (0, 13),
        (13, 13),
        (6, 10),
    )
]
CHOOSING = ("where", "select")
TWO = 2
MANY = frozenset({"concatenate", "stack", "hstack", "vstack", "dstack", "column_stack"})


CALLS = 60  # of one function, drawn from all that the grid has


def calls(model: Model, method: bool) -> list[Spec]:
    """Returns calls of a function, of which many fail."""
    found = [*_all_calls(model, method)]
    drawn = random.Random(model.name).sample(found, CALLS) if len(found) > CALLS else found
    return drawn


def _all_calls(model: Model, method: bool) -> Iterator[Spec]:
    parameters = [p for p in model.parameters if p.kind in ("positional", "ordinary")]
    needed = [p for p in parameters if not p.is_optional]
    last = model.name.rpartition(".")[2]
    options = [p for p in model.parameters if p.name in OPTIONS or p.kind == "star"]
    for first in _firsts(model, last, needed, method):
        for chosen in _choices(options, needed[len(first) - method :]):
            yield {"function": model.name, "method": method, "args": first, "kwargs": chosen}


def _firsts(
    model: Model, last: str, needed: list[ModelParameter], method: bool
) -> Iterator[list[Spec]]:
    if model.name.startswith("jax.random."):
        yield from _random(last, needed)
        return
    if last in CHOOSING:
        yield from ([ARRAYS[i] for i in triple] for triple in TRIPLES)
        return
    if last in MANY:
        yield from ([each] for each in LISTS)
        return
    arrays = [p for p in needed if p.name not in OPTIONS or p.name in ("k", "p", "n", "x", "b")]
    count = len(arrays) + method
    if method or (arrays and needed[0] is arrays[0]) or not needed:
        yield from ([ARRAYS[i]] for i in range(len(ARRAYS)) if count <= 1 or method)
    second = next((p.name for p in model.parameters[1 - method :]), "axis")
    if count >= TWO or second not in OPTIONS:
        yield from ([ARRAYS[i] for i in pair] for pair in PAIRS)
    if count > TWO or last in ("where", "clip", "select"):
        yield from ([ARRAYS[i] for i in triple] for triple in TRIPLES)
    if last in ("array", "asarray"):
        yield from ([each] for each in LISTS)
    yield []


def _random(last: str, needed: list[ModelParameter]) -> Iterator[list[Spec]]:
    if last in ("key", "PRNGKey"):
        yield []
        return
    key: Spec = {"key": []}
    rest = [p for p in needed if p.name not in ("key", *OPTIONS)]
    yield from ([key, *(ARRAYS[i] for i in more)] for more in _mores(len(rest)))


def _mores(count: int) -> Iterator[tuple[int, ...]]:
    pool = (0, 8, 2, 10, 1)
    yield from itertools.product(pool, repeat=min(count, 2)) if count else [()]


def _choices(
    options: list[ModelParameter], needed: list[ModelParameter]
) -> Iterator[dict[str, object]]:
    """Yields option settings: the needed ones in each value, others one or two at a time."""
    must = [p.name for p in needed if p.name in OPTIONS]
    free = [p.name for p in options if p.name not in must]
    for values in itertools.product(*(OPTIONS[name] for name in must)):
        base = dict(zip(must, values, strict=True))
        yield base
        for name in free:
            yield from ({**base, name: value} for value in OPTIONS.get(name, []))
        if "axis" in free and "keepdims" in free:
            yield {**base, "axis": 0, "keepdims": True}
        if "shape" in free and "dtype" in free:
            yield {**base, "shape": [2, 3], "dtype": "float16"}
