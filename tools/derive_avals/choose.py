"""Chooses for each function the word that says most and is never contradicted."""

from collections.abc import Iterator
from dataclasses import dataclass

from jitlint.interpreter.avals import table
from jitlint.interpreter.avals.functions import RULES
from jitlint.interpreter.domain.arguments import Arguments, bind
from jitlint.interpreter.domain.aval import Aval
from jitlint.interpreter.domain.values import UNKNOWN, Array, Sequence, Static, Value
from jitlint.models.words import Model
from tools.derive_avals.grid import Spec

MOSTLY = 0.4  # of the answers must be told completely, or a word fits by chance
SOMETIMES = 0.15  # the same, of a word that reads options only
ALL = 3  # shape, dtype and weak type
ENOUGH = 3  # answers to believe a word, of a function that takes arrays
Answer = tuple[list[int], str, bool]
# Their results also hang on what is the same in all calls of the grid, such as the sizes of a
# second array, so that a word which fits there says nothing.
UNTOLD = """
    Array.argpartition Array.trace lax.axis_index lax.batch_matmul lax.clamp lax.empty
    lax.index_in_dim lax.reduce_or lax.rng_uniform lax.select_n nn.dot_product_attention
    numpy.atleast_1d numpy.block numpy.cross numpy.interp numpy.isin numpy.linalg.cross
    numpy.linalg.matrix_rank numpy.linalg.solve numpy.linalg.tensorinv numpy.linalg.tensorsolve
    numpy.linalg.trace numpy.moveaxis numpy.polyadd numpy.polysub numpy.take
    numpy.take_along_axis numpy.vecmat random.beta random.multinomial random.permutation
    scipy.linalg.hadamard scipy.linalg.hessenberg scipy.special.comb
""".split()


@dataclass(frozen=True, slots=True)
class Choice:
    """A word for a function, and what share of the answers it tells completely and in part."""

    entry: table.Entry
    completely: float
    in_part: float


def choose(model: Model, answered: list[tuple[Spec, Answer]]) -> Choice | None:
    """Returns the best word for a function, by calls of it with their answers."""
    takes_arrays = any(call["args"] for call, _ in answered)
    if model.name.removeprefix("jax.") in UNTOLD or len(answered) < (ENOUGH if takes_arrays else 1):
        return None
    bound = [(bindings(model, call), answer) for call, answer in answered]
    best: tuple[float, Choice] | None = None
    for entry in _candidates(model, bound[0][0]):
        told = [_told(table.apply(entry, model.name, values), answer) for values, answer in bound]
        if None in told:
            continue
        known = [each for each in told if each is not None]
        score = sum(known)
        whole = sum(each >= ALL for each in known) / len(known)
        if whole >= (MOSTLY if entry[1] else SOMETIMES) and (best is None or score > best[0]):
            best = score, Choice(entry, whole, sum(each > 0 for each in known) / len(known))
    return best[1] if best else None


def bindings(model: Model, call: Spec) -> dict[str, Value]:
    """Returns the values of a call by the parameters of its function."""
    args, kwargs = call["args"], dict(call["kwargs"])  # type: ignore[arg-type, call-overload]
    given = [_value(spec) for spec in args]  # type: ignore[union-attr]
    owner = [given.pop(0)] if call["method"] else []
    given += [_plain(each) for each in kwargs.pop("args", ())]
    named = {name: _plain(value) for name, value in kwargs.items()}
    made = bind(model.parameters, Arguments(given, named), 0).values
    return {"self": owner[0], **made} if owner else made


def _candidates(model: Model, values: dict[str, Value]) -> Iterator[table.Entry]:
    names = [*(["self"] if "self" in values else []), *(p.name for p in model.parameters)][:4]
    starts = [tuple(names[:count]) for count in range(4)] + [(n,) for n in names[1:]]
    starts += [tuple(names[1:3])]
    for word in RULES:
        yield from (
            (word, parameters) for parameters in dict.fromkeys(starts) if _fits(word, parameters)
        )


def _fits(word: str, parameters: tuple[str, ...]) -> bool:
    free = word.startswith(("Filled", "Full", "Range", "Spaced", "Identity", "Drawn", "Key"))
    return bool(parameters) or (free and word != "FullAlike" and word != "Keys")


def _told(aval: Aval, answer: Answer) -> int | None:
    """Returns how much an aval says of an answer: None if it says something else."""
    shape, dtype, weak = answer
    if (aval.dtype and aval.dtype != dtype) or (aval.weak is not None and aval.weak != weak):
        return None
    told = bool(aval.dtype) + (aval.weak is not None)
    if aval.shape is None:
        return told
    if len(aval.shape) != len(shape):
        return None
    if any(known not in (None, size) for known, size in zip(aval.shape, shape, strict=True)):
        return None
    return told + (None not in aval.shape)


def _value(spec: Spec) -> Value:
    match spec:
        case {"number": int() | float() as number}:
            return Static(number, known=True, type=type(number).__name__)
        case {"list": list() as items}:
            return Sequence("list", [_value(each) for each in items], UNKNOWN, 0)
        case {"key": _}:
            return Array("abstract", aval=Aval((), "key<fry>", False))
        case {"array": [str() as dtype, list() as shape]}:
            return Array("abstract", aval=Aval(tuple(shape), dtype, False))
        case {"weak": [str() as dtype, list() as shape]}:
            return Array("abstract", aval=Aval(tuple(shape), dtype, True))
        case _:
            return UNKNOWN


def _plain(value: object) -> Value:
    match value:
        case list() as items:
            return Sequence("tuple", [_plain(each) for each in items], UNKNOWN, 0)
        case None:
            return Static(None, known=True, type="None")
        case bool() | int() | float() | str():
            return Static(value, known=True, type=type(value).__name__)
        case _:
            return UNKNOWN
