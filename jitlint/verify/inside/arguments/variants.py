"""Other choices for several paths at once, and those that a message names."""

from collections.abc import Iterator

from ..calls import PYTHON_SCALARS
from .choices import Array, Bag, Choice, Fixed, Parts, State
from .classes import derived
from .failure import Failure

MOST_NUMBERS = 3
LONGEST = 64
RANKS_TOGETHER = (2, 0, 3, 1)


def together(state: State, paths: list[str], whole: bool) -> Iterator[State]:
    """Yields the state with arrays of the same rank: of one object, of one name, or all.

    If it helps they are of whole numbers first, whatever their rank.
    """
    arrays = [path for path in paths if isinstance(state.choices[path], Array)]
    holders = dict.fromkeys(path.rpartition(".")[0] for path in arrays if "." in path)
    groups = [[p for p in arrays if p.startswith(holder + ".")] for holder in holders]
    names = dict.fromkeys(path.rpartition(".")[2] for path in arrays if "." in path)
    groups += [[p for p in arrays if p.rpartition(".")[2] == name] for name in names]
    if whole and len(arrays) > 1:
        own = {path: _whole(state.choices[path]) for path in arrays}
        yield State(state.choices | own)
        yield State(state.choices | dict.fromkeys(arrays, Array(0, "int32")))
    for rank in RANKS_TOGETHER:
        for group in [*groups, arrays]:
            if len(group) > 1 and any(state.choices[p] != Array(rank) for p in group):
                yield State(state.choices | dict.fromkeys(group, Array(rank)))


def scalars(state: State, paths: list[str]) -> Iterator[State]:
    """Yields the state with numbers in place of arrays: of the first path, of the first two, ….

    What comes later in a chain of calls may well have to stay an array, to be taken apart.
    """
    wide = [path for path in paths if isinstance(each := state.choices[path], Array) and each.rank]
    for path in wide:
        state = state.with_choice(path, Array(0))
        yield state


def _whole(choice: Choice) -> Choice:
    return Array(choice.rank, "int32", choice.shape) if isinstance(choice, Array) else choice


def in_turn(changes: list[Iterator[State]]) -> Iterator[State]:
    """Yields the first of each, then the second of each, and so on."""
    while changes:
        for each in list(changes):
            change = next(each, None)
            if change is None:
                changes.remove(each)
            else:
                yield change


def named_kinds(choice: Choice, names: list[str]) -> list[type]:
    """Returns the classes that a message names, of those that could stand where an object does."""
    held: type
    match choice:
        case Parts(owner) if owner not in (dict, tuple, list, Bag):
            held = owner
        case Fixed(value) if not isinstance(value, (type, *PYTHON_SCALARS, str, tuple)):
            held = type(value)  # type: ignore[reportUnknownVariableType]
        case _:
            return []
    bases = [base for base in held.__mro__[:-1] if base.__module__ == held.__module__]
    near = [each for base in (bases or [held])[-1:] for each in derived(base)]
    return [each for name in names for each in near if each.__name__ == name and each is not held]


def sized(choice: Choice, failure: Failure) -> Iterator[Choice]:
    """Yields arrays, or numbers, with a length that the message names in place of the present."""
    numbers = [each for each in failure.numbers if each <= LONGEST]
    match choice:
        case Array(rank, dtype) if failure.kind == "rank":
            sizes = choice.sizes
            for wanted in numbers[:MOST_NUMBERS]:
                for axis in range(rank):
                    if sizes[axis] != wanted:
                        shape = (*sizes[:axis], wanted, *sizes[axis + 1 :])
                        yield Array(rank, dtype, shape)
        case Fixed(int(value)) if type(value) is int:
            for wanted in numbers[:MOST_NUMBERS]:
                if wanted != value:
                    yield Fixed(wanted)
        case _:
            pass
