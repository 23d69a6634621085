"""Calls that make arrays: where each is told how large."""

from jitlint.frontend import ir

# By the last part of a name, the position of the size; of random numbers by the whole name.
_POSITIONS = {
    **dict.fromkeys(("zeros", "ones", "empty", "full", "eye", "identity", "tri"), 0),
    **dict.fromkeys(("repeat", "tile", "broadcast_to"), 1),
    "linspace": 2,
    "jax.random.normal": 1,
    "jax.random.uniform": 1,
    "numpy.random.random": 0,
    "numpy.random.standard_normal": 0,
}
_KEYWORDS = frozenset({"shape", "size", "num", "N", "n", "repeats", "reps"})
_ANY = frozenset({"numpy.random.rand", "numpy.random.randn"})


def asked_of(name: str, node: ir.Call) -> list[ir.Expression]:
    """Returns the expressions of the size that a function is asked for, by its dotted name.

    They are two only where a range is given its first number and its last.
    """
    if any(each.stars for each in node.arguments):
        return []
    positional = [each.value for each in node.arguments if not each.keyword]
    last = name.rpartition(".")[2]
    if name in _ANY:
        return [ir.Collection(node.at, "tuple", tuple(positional))]
    if last == "arange":
        return positional if len(positional) == len(node.arguments) < 3 else []
    place = _POSITIONS.get(name, None if ".random." in name else _POSITIONS.get(last))
    if place is None and ".random." not in name:
        return []
    named = [each.value for each in node.arguments if each.keyword in _KEYWORDS]
    return [*(positional[place : place + 1] if place is not None else ()), *named][:1]
