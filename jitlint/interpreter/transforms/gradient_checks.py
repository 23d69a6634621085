"""Derivatives: by real numbers only, and a gradient of one number only."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.aval import Aval, written
from jitlint.interpreter.domain.tree import parts, within
from jitlint.interpreter.domain.values import (
    Array,
    Frame,
    Instance,
    Library,
    Mapping,
    Sequence,
    Static,
    Transformed,
    Value,
)
from jitlint.interpreter.events.misuse import (
    DifferentiatedIntegers,
    DifferentiatedLoop,
    DifferentiatedResult,
)
from jitlint.interpreter.objects.targets import Target
from jitlint.interpreter.state.machine import Machine

DIFFERENTIATING = frozenset(
    f"jax.{name}" for name in ("grad", "value_and_grad", "jacfwd", "jacrev", "hessian")
)
REVERSE = frozenset(
    {
        *(f"jax.{name}" for name in ("grad", "value_and_grad", "jacrev", "hessian")),
        *("equinox.filter_grad", "equinox.filter_value_and_grad"),
    }
)
_OF_ONE_NUMBER = ("jax.grad", "jax.value_and_grad")
_WHOLE = ("int", "bool")
_MADE_WHOLE = frozenset(
    f"jax.numpy.{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)
)
_COUNTING = ("jax.numpy.arange", "numpy.arange")
_PAIR = 2


def check_arguments(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    positions: frozenset[int],
    arguments: Arguments,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event for each argument at a position that surely is, or holds, integers."""
    allowed = wrapper.options.get("allow_int")
    if wrapper.model.name not in DIFFERENTIATING or allowed is not None:
        return
    for number, value in enumerate(arguments.positional):
        parameter = target.positional(number)
        if parameter is None or number not in positions:
            continue
        what = _integers(value) or _made_of_integers(node, number, frame)
        if what:
            at = arguments.places.get(number) or frame.place(node)
            names = {"wrapper": wrapper.model.name, "function": target.name}
            fields = {**names, "parameter": parameter.name, "what": what}
            machine.emit_at(DifferentiatedIntegers, frame, at, **fields)


def check_result(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    result: Value,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event where a function whose gradient is taken surely returns no single number."""
    if wrapper.model.name not in _OF_ONE_NUMBER or not isinstance(node, ir.Call):
        return
    with_aux = _has_aux(wrapper)
    if with_aux is None:
        return
    what = _instead_of_pair(result) if with_aux else _instead_of_number(result)
    if what:
        names = {"wrapper": wrapper.model.name, "function": target.name}
        machine.emit(DifferentiatedResult, frame, node, **names, what=what, with_aux=with_aux)


def check_loops(
    machine: Machine,
    wrapper: Transformed,
    target: Target,
    result: Value,
    node: ir.Node,
    frame: Frame,
) -> None:
    """Emits an event where reverse mode surely meets a loop that it cannot turn around."""
    if wrapper.model.name not in REVERSE or not isinstance(node, ir.Call):
        return
    match _has_aux(wrapper), result:
        case False, _:
            pass
        case True, Sequence(items=[first, _]):
            result = first
        case _:
            return
    found = (each.tangent for each in parts(result))
    loops = [each.loop for each in found if each and each.level == machine.inner_level]
    loop = next((each for each in loops if each is not None), None)
    if loop is not None:
        names = {"wrapper": wrapper.model.name, "function": target.name}
        machine.emit(DifferentiatedLoop, frame, node, **names, loop=loop)


def _has_aux(wrapper: Transformed) -> bool | None:
    """Returns whether what comes with a result is left alone, None where that is not known."""
    match wrapper.options.get("has_aux"):
        case None:
            return False
        case Static(value=bool() as answer, known=True):
            return answer
        case _:
            return None


def _integers(value: Value) -> str:
    for each in within(value, held=_items):
        match each:
            case Static(type=name) | Array(dtype=name, certain=True) if name in _WHOLE:
                what = "an int" if name == "int" else "a bool"
                return f"is {what}" if each is value else f"holds {what}"
            case _:
                continue
    return ""


def _items(value: Value) -> list[Value]:
    match value:
        case Sequence(kind="tuple" | "list", items=list() as items):
            return items
        case Mapping(items=items, exact=True):
            return [*items.values()]
        case _:
            return []


def _made_of_integers(node: ir.Node, number: int, frame: Frame) -> str:
    """Says so of `jnp.arange(3)` and `jnp.int32(x)`, by how they are written."""
    written = node.arguments[number] if isinstance(node, ir.Call) and _is_plain(node) else None
    match written.value if written else None:
        case ir.Call(function=function, arguments=arguments):
            made = frame.value_of(function)
            name = made.name if isinstance(made, Library) else ""
            given = [frame.value_of(each.value) for each in arguments if not each.keyword]
            counts = name in _COUNTING and len(given) == len(arguments)
            whole = all(isinstance(v, Static) and v.type == "int" for v in given)
            return "is an array of ints" if name in _MADE_WHOLE or (counts and whole) else ""
        case _:
            return ""


def _is_plain(node: ir.Call) -> bool:
    return not any(argument.stars for argument in node.arguments)


def _instead_of_number(result: Value) -> str:
    match result:
        case Sequence(kind="tuple" | "list" as kind):
            return f"a {kind}"
        case Mapping():
            return "a dict"
        case Static(value=None, known=True):
            return "nothing"
        case Static(type="int" | "bool" as name):
            return "an int" if name == "int" else "a bool"
        case Array(certain=True, dtype="bool"):
            return "a bool"
        case Array(certain=True, aval=Aval(shape=tuple() as shape) as aval) if shape:
            return f"an array, `{written(aval)}`"
        case Instance(cls=cls) if cls.layout and cls.layout.maker == "typing.NamedTuple":
            return f"a `{cls.node.name}`"
        case _:
            return ""


def _instead_of_pair(result: Value) -> str:
    match result:
        case Sequence(kind="tuple" | "list" as kind, items=list() as items) if len(items) != _PAIR:
            return f"a {kind} of {len(items)}"
        case Array(certain=True) | Static(type="int" | "float" | "bool"):
            return "one value"
        case Mapping():
            return "a dict"
        case Static(value=None, known=True):
            return "nothing"
        case _:
            return ""
