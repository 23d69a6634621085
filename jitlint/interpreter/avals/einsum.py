"""Einstein sums: what `einsum` makes of arrays, and which sizes of one label surely differ."""

from dataclasses import dataclass

from jitlint.interpreter.avals.promotion import promoted
from jitlint.interpreter.avals.reading import UnsureError, aval_of, is_given
from jitlint.interpreter.domain.aval import Aval, Dimensions, known
from jitlint.interpreter.domain.values import Sequence, Static, Value


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of each operand, and those of the result."""

    operands: tuple[str, ...]
    result: str


def einstein_sum(values: list[Value], options: dict[str, Value]) -> Aval:
    """Returns the aval of a call of `einsum`, by its operands and options.

    Raises UnsureError where its subscripts are not known.
    """
    if is_given(options.get("preferred_element_type")):
        raise UnsureError
    labels, operands = read(options)
    avals = [aval_of(each) for each in operands]
    made = promoted(avals)
    sizes = _sizes(labels, [each.shape for each in avals])
    shape = tuple([_one_of(sizes.get(label, set())) for label in labels.result])
    return known(shape, made.dtype, made.weak)


def read(options: dict[str, Value]) -> tuple[Labels, list[Value]]:
    """Returns the labels and the operands of a call of `einsum`.

    Raises UnsureError where they are not known, or are written with an ellipsis.
    """
    match options:
        case {
            "subscripts": Static(value=str() as text, known=True),
            "operands": Sequence(items=list() as operands),
        } if "." not in text:
            labels = _labels(text.replace(" ", ""))
            if len(labels.operands) == len(operands):
                return labels, operands
        case _:
            pass
    raise UnsureError


def disagreement(labels: Labels, shapes: list[Dimensions | None]) -> str:
    """Says which label surely has two sizes, or which operand another rank than labels."""
    for labelled, shape in zip(labels.operands, shapes, strict=True):
        if shape is not None and len(labelled) != len(shape):
            return f"`{labelled}` has {len(labelled)} labels for {len(shape)} dimensions"
    for label, found in _sizes(labels, shapes).items():
        sizes = sorted(each for each in found if each is not None and each != 1)
        if len(sizes) > 1:
            return f"`{label}` is {sizes[0]} and {sizes[1]}"
    return ""


def _labels(text: str) -> Labels:
    inputs, arrow, result = text.partition("->")
    letters = inputs.replace(",", "")
    once = sorted(each for each in {*letters} if letters.count(each) == 1)
    return Labels(tuple(inputs.split(",")), result if arrow else "".join(once))


def _sizes(labels: Labels, shapes: list[Dimensions | None]) -> dict[str, set[int | None]]:
    found: dict[str, set[int | None]] = {}
    for labelled, shape in zip(labels.operands, shapes, strict=True):
        sizes = (None,) * len(labelled) if shape is None else shape
        for label, size in zip(labelled, sizes, strict=False):
            found.setdefault(label, set()).add(size)
    return found


def _one_of(sizes: set[int | None]) -> int | None:
    """Returns the size of a label; where one operand has 1, or an unknown size, it is no sure."""
    sure = {each for each in sizes if each not in (None, 1)}
    if len(sure) == 1:
        return sure.pop()
    return 1 if sizes == {1} else None
