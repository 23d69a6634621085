"""The table of avals: by which word a function of JAX makes its result of its arguments."""

from functools import cache
from pathlib import Path

from jitlint import models
from jitlint.interpreter.avals.functions import compute
from jitlint.interpreter.avals.indexing import NONE
from jitlint.interpreter.domain.aval import ANYTHING, DTYPES, Aval
from jitlint.interpreter.domain.values import Library, Value

TABLE = Path(models.__file__).parent / "derived" / "avals.txt"
Entry = tuple[str, tuple[str, ...]]
# Of these the calls of the derivation tell too little: they are held by the generated functions.
_WRITTEN: dict[str, Entry] = {
    "jax.numpy.linspace": ("Spaced", ()),
    "jax.numpy.einsum": ("EinsteinSum", ("subscripts",)),
    "jax.numpy.isin": ("DrawnBools", ("element",)),
    "jax.numpy.reshape": ("Reshaped", ("a",)),
}
_GIVING = {
    "Compared": "bool",
    "DrawnBools": "bool",
    "Tested": "bool",
    "Counted": "int",
    "SortedIntegers": "int",
}


def of_call(name: str, values: dict[str, Value], owner: Value | None) -> Aval:
    """Returns the aval that a call gives, by its function's dotted name and its arguments.

    The owner is the array whose method it is.
    """
    entry = entries().get(name)
    if entry is None:
        return ANYTHING
    return apply(entry, name, values if owner is None else {"self": owner, **values})


def discrete(name: str) -> str:
    """Returns `bool` or `int` where a function gives arrays of these, whatever it is given.

    They have no gradient, and what `grad` traces comes back from such a function concrete.
    """
    entry = entries().get(name)
    return _GIVING.get(entry[0], "") if entry else ""


def apply(entry: Entry, name: str, values: dict[str, Value]) -> Aval:
    """Returns the aval that an entry gives for arguments; a dtype that is called is its own."""
    word, parameters = entry
    given = [values[each] for each in parameters if each in values and values[each] != NONE]
    if parameters and (parameters[0] not in values or not given):
        return ANYTHING
    last = name.rpartition(".")[2].rstrip("_")
    options = {**values, "dtype": Library(name)} if last in DTYPES else values
    return compute(word, given, options)


@cache
def entries() -> dict[str, Entry]:
    """Returns the table, read once: `jax.numpy.add: Promoted[x1, x2]`."""
    derived = dict(map(_entry, filter(_says, TABLE.read_text("utf-8").splitlines())))
    return derived | _WRITTEN


def _says(line: str) -> bool:
    return bool(line) and not line.startswith("#")


def _entry(line: str) -> tuple[str, Entry]:
    name, _, rest = line.partition(": ")
    word, _, parameters = rest.rstrip("]").partition("[")
    return name, (word, tuple(parameters.split(", ")) if parameters else ())
