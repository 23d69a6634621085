"""The forms that a staged wrapper is called in: JAX traces once for each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.arguments import Arguments
from jitlint.trace.compiling import OtherForm
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import UNKNOWN
from jitlint.trace.signatures import Target
from jitlint.trace.values import Array, Sequence, Static, Transformed, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

NUMBERS = frozenset({"int", "float", "bool", "complex"})
LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Form:
    """How one argument is passed: `by position`, `by keyword` or `left out`, and its type."""

    how: str
    type: str
    at: Place


@dataclass(slots=True)
class Forms:
    """The first form of each argument of each wrapper, and the calls that differ from it."""

    first: dict[tuple[Transformed, str], Form] = field(
        default_factory=dict["tuple[Transformed, str]", Form]
    )
    told: dict[tuple[Place, str], OtherForm] = field(
        default_factory=dict["tuple[Place, str]", OtherForm]
    )

    def note(
        self,
        tracer: "Tracer",
        wrapper: Transformed,
        target: Target,
        static: set[str],
        arguments: Arguments,
        node: ir.Node,
        frame: Frame,
    ) -> None:
        """Notes the form of a call, and whether it is another than the first one's."""
        if tracer.traces or tracer.guards or arguments.rest is not None:
            return
        call = frame.place(node)
        for parameter, form in _forms(tracer, target, static, arguments, call, frame):
            first = self.first.setdefault((wrapper, parameter), form)
            differs = _difference(first, form)
            if differs:
                before, how = differs
                told = OtherForm(form.at, None, target.name, parameter, how, before, first.at)
                self.told.setdefault((call, parameter), told)

    def events(self) -> Iterator[OtherForm]:
        """Yields the calls that have another form than the first of the same wrapper."""
        yield from self.told.values()


def _forms(
    tracer: "Tracer",
    target: Target,
    static: set[str],
    arguments: Arguments,
    call: Place,
    frame: Frame,
) -> Iterator[tuple[str, Form]]:
    taking = [p for p in target.parameters if p.kind in ("positional", "ordinary", "keyword")]
    for number, parameter in enumerate(taking):
        name = parameter.name
        if number < len(arguments.positional) and parameter.kind != "keyword":
            value, how, at = arguments.positional[number], "by position", number
        elif name in arguments.keywords:
            value, how, at = arguments.keywords[name], "by keyword", name
        else:
            value, how, at = target.function.defaults.get(name, UNKNOWN), LEFT_OUT, name
        kind = "" if name in static else _type(value)
        yield name, Form(how, kind, arguments.places.get(at) or call)


def _difference(first: Form, form: Form) -> tuple[str, str] | None:
    """A float that is fed back may stay weakly typed; a default passed may be meant to differ."""
    if LEFT_OUT in (first.how, form.how):
        same = first.type == form.type and first.type in NUMBERS
        return (first.how, form.how) if same and first.how != form.how else None
    if first.how != form.how:
        return first.how, form.how
    fed_back = first.at == form.at and first.type == "float"
    if first.type != form.type and first.type and form.type and not fed_back:
        return first.type, form.type
    return None


def _type(value: Value) -> str:
    match value:
        case Static(type=name) if name in NUMBERS:
            return name
        case Array(kind="eager", certain=True):
            return "an array"
        case Sequence(kind="list" | "tuple" as kind):
            return f"a {kind}"
        case _:
            return ""
