"""Arguments meet parameters: Python's binding, for functions and for stubs alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from jitlint.core.finding import Place
from jitlint.interpreter.domain.lattice import UNKNOWN, join_all
from jitlint.interpreter.domain.limits import DISPLAY_ITEMS
from jitlint.interpreter.domain.values import Mapping, Sequence, Static, Value

T = TypeVar("T")


class CallParameter(Protocol):
    """A parameter as binding sees it."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_optional(self) -> bool: ...


@dataclass(slots=True)
class Arguments:
    """The arguments of a call; `rest` is what further, uncounted ones may be.

    `places` says where each was written, by position or keyword.
    """

    positional: list[Value] = field(default_factory=list[Value])
    keywords: dict[str, Value] = field(default_factory=dict[str, Value])
    rest: Value | None = None
    places: dict[int | str, Place] = field(default_factory=dict[int | str, Place])

    def add(self, value: Value, place: Place) -> None:
        """Adds a positional argument; behind `*some` nobody knows which parameter it is for."""
        if self.rest is None:
            self.places[len(self.positional)] = place
            self.positional.append(value)
        else:
            self.rest = join_all([self.rest, value])

    def add_star(self, value: Value, place: Place) -> None:
        """Adds `*value`."""
        if isinstance(value, Sequence) and value.items is not None:
            for item in value.items:
                self.add(item, place)
        else:
            element = value.element if isinstance(value, Sequence) else value
            self.rest = element if self.rest is None else join_all([self.rest, element])

    def add_stars(self, value: Value, place: Place) -> None:
        """Adds `**value`."""
        if isinstance(value, Mapping) and value.rest is None:
            for name, item in value.items.items():
                self.keywords[str(name)] = item
                self.places[str(name)] = place
        else:
            self.rest = UNKNOWN

    def all(self) -> list[Value]:
        """Returns every argument, in no order that matters."""
        rest = [] if self.rest is None else [self.rest]
        return [*self.positional, *self.keywords.values(), *rest]


@dataclass(slots=True)
class BoundArguments:
    """Parameters with their arguments, and those that the call passes itself."""

    values: dict[str, Value] = field(default_factory=dict[str, Value])
    passed: dict[str, Place | None] = field(default_factory=dict[str, Place | None])


def bind(parameters: Iterable[CallParameter], arguments: Arguments, level: int) -> BoundArguments:
    """Returns the parameters that a call passes; the others are left to their defaults."""
    binding = BoundArguments()
    keywords = dict(arguments.keywords)
    position = 0
    for parameter in parameters:
        name = parameter.name
        match parameter.kind:
            case "star":
                items = arguments.positional[position:]
                rest = arguments.rest
                element = UNKNOWN if rest is None else join_all([*items, rest])
                known = items if rest is None and len(items) <= DISPLAY_ITEMS else None
                element = join_all(items) if rest is None and known is None else element
                _put(binding, name, Sequence("tuple", known, element, level), None)
                position = len(arguments.positional)
            case "stars":
                rest = arguments.rest
                _put(binding, name, Mapping({**keywords}, rest, level), None)
            case "positional" | "ordinary" if position < len(arguments.positional):
                place = arguments.places.get(position)
                _put(binding, name, arguments.positional[position], place)
                position += 1
            case _ if name in keywords and parameter.kind != "positional":
                _put(binding, name, keywords.pop(name), arguments.places.get(name))
            case _ if arguments.rest is not None:
                optional = parameter.kind == "keyword" or parameter.is_optional
                binding.values[name] = UNKNOWN if optional else arguments.rest
            case _:
                pass
    return binding


def fits(parameters: Iterable[CallParameter], arguments: Arguments) -> bool:
    """Says whether a call may succeed: where it does not fit, Python raises and nothing is run."""
    if arguments.rest is not None:
        return True
    left, keywords = len(arguments.positional), {*arguments.keywords}
    takes_stars = False
    for parameter in parameters:
        match parameter.kind:
            case "star":
                left = 0
            case "stars":
                takes_stars = True
            case "positional" | "ordinary" if left:
                left -= 1
            case "positional":
                pass
            case _:
                keywords.discard(parameter.name)
    return not left and (takes_stars or not keywords)


def known_strings(value: Value) -> tuple[str, ...] | None:
    """Returns the strings of a `static_argnames`-like option, or None where unknown."""
    return _known(value, _strings)


def known_numbers(value: Value) -> tuple[int, ...] | None:
    """Returns the numbers of a `static_argnums`-like option, or None where unknown."""
    return _known(value, _numbers)


def _known(value: Value, read: Callable[[object], tuple[T, ...] | None]) -> tuple[T, ...] | None:
    match value:
        case Static(known=True):
            return read(value.value)
        case Sequence(items=list() as items):
            found = [_known(item, read) for item in items]
            return tuple(each for known in found if known for each in known) if all(found) else None
        case _:
            return None


def _strings(value: object) -> tuple[str, ...]:
    names = value.split(",") if isinstance(value, str) else ()
    return tuple(name.strip() for name in names if name.strip())


def _numbers(value: object) -> tuple[int, ...] | None:
    if isinstance(value, int):
        return (value,)
    return () if value is None else None


def _put(binding: BoundArguments, name: str, value: Value, place: Place | None) -> None:
    binding.values[name] = value
    binding.passed[name] = place
