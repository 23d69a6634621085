"""The forms that a staged wrapper is called in: JAX traces once for each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.aval import Aval
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Mapping,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.interpreter.events.compiling import STRONG, OtherForm
from jitlint.interpreter.events.facts import CalledWith
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.receivers import MAKERS

NUMBERS = frozenset({"int", "float", "bool", "complex"})
LEFT_OUT = "left out"
ARRAY = "an array"
_NUMBER_OF = {"int32": "int", "float32": "float", "complex64": "complex"}


@dataclass(frozen=True, slots=True)
class Form:
    """The way one argument is passed: `by position`, `by keyword`, `left out`; and its type."""

    how: str
    type: str
    at: Place


def note_forms(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    static: set[str],
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Records the form of a call, where all calls meant are calls of one wrapper."""
    if machine.traces or machine.mode.guarded or arguments.rest is not None:
        return
    maker = wrapper.within.function
    if maker is not None and maker.name not in MAKERS and wrapper.within is not frame:
        return
    call = frame.place(node)
    for parameter, form in _forms(target, static, arguments, call):
        names = (wrapper.at, target.function.at, target.name, parameter)
        machine.note(CalledWith(*names, call, form.how, form.type, form.at))


def other_forms(calls: Iterable[CalledWith]) -> Iterator[OtherForm]:
    """Yields the arguments that have another form than in the first call, in order of place."""
    first: dict[tuple[Place, Place, str], Form] = {}
    for each in sorted(calls, key=lambda each: (each.call, each.at)):
        form = Form(each.how, each.kind, each.at)
        before = first.setdefault((each.wrapper, each.defined, each.parameter), form)
        differs = _difference(before, form)
        if differs:
            fields = (each.function, each.parameter, differs[1], differs[0], before.at)
            yield OtherForm(form.at, None, *fields)


def _forms(
    target: Target, static: set[str], arguments: Arguments, call: Place
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
        place = arguments.places.get(at) or call
        if name in static:
            yield name, Form(how, "", place)
            continue
        for path, leaf in _leaves(value, name, PYTREE_DEPTH):
            yield path, Form(how, _type(leaf), place)


def _leaves(value: Value, path: str, depth: int) -> Iterator[tuple[str, Value]]:
    """Yields an argument, and the leaves of a dict or a tuple, each with the path to it."""
    yield path, value
    match value:
        case Mapping(items=items, rest=None, exact=True) if depth:
            held = [(f"{path}[{key!r}]", each) for key, each in items.items()]
        case Sequence(kind="tuple" | "list", items=list() as items) if depth:
            held = [(f"{path}[{number}]", each) for number, each in enumerate(items)]
        case _:
            return
    for inner, each in held:
        yield from _leaves(each, inner, depth - 1)


def _difference(first: Form, form: Form) -> tuple[str, str] | None:
    """A float that is fed back may stay weakly typed; a default passed may be meant to differ."""
    if LEFT_OUT in (first.how, form.how):
        same = first.type == form.type and first.type in NUMBERS
        return (first.how, form.how) if same and first.how != form.how else None
    if first.how != form.how:
        return first.how, form.how
    if first.type == form.type or not (first.type and form.type):
        return None
    are_arrays = {first.type, form.type} == {ARRAY, STRONG}
    fed_back = first.at == form.at and first.type == "float" and form.type == ARRAY
    return None if are_arrays or fed_back else (first.type, form.type)


def _type(value: Value) -> str:
    match value:
        case Static(type=name) if name in NUMBERS:
            return name
        case Array(kind="eager", certain=True, aval=Aval(shape=(), dtype=dtype, weak=True)):
            return _NUMBER_OF.get(dtype, ARRAY)
        case Array(kind="eager", certain=True, aval=Aval(weak=False)):
            return STRONG
        case Array(kind="eager", certain=True):
            return ARRAY
        case Sequence(kind="list" | "tuple" as kind):
            return f"a {kind}"
        case _:
            return ""
