"""Large arrays that traced code reads from outside: each becomes part of what is compiled."""

import math

from jitlint.frontend import ir
from jitlint.interpreter.domain.limits import LARGE_ARRAY
from jitlint.interpreter.domain.values import Array, Frame, Library, Sequence, Static
from jitlint.interpreter.events.compiling import CapturedConstant
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import walk

SHAPED = frozenset("zeros ones empty full broadcast_to".split())
KEEPS = frozenset("array asarray device_put abs exp sin cos sqrt square ascontiguousarray".split())
FOLLOWS = frozenset("standard_normal random normal uniform randint integers".split())
KEYED = frozenset(
    "normal uniform bernoulli exponential gumbel laplace truncated_normal rademacher".split()
)
MAKES = SHAPED | FOLLOWS | KEYED | frozenset("rand randn eye identity arange".split())


def note_size(machine: Machine, node: ir.Assign, frame: Frame) -> None:
    """Records the size of an array that an assignment makes, where it is written down and large."""
    match node.targets:
        case (ir.Name(id=name),) if not machine.traces:
            computed = isinstance(node.value, ir.Call | ir.Binary)
            size = _size(node.value, frame) if computed else 0
            frame.environment.forget(name, "large")
            if size >= LARGE_ARRAY:
                frame.facts[name, "large"] = size
        case _:
            return


def read(machine: Machine, node: ir.Name, found: Frame, frame: Frame) -> None:
    """Emits an event where traced code reads a large array that was made outside all traces."""
    size = found.facts.get((node.id, "large"))
    if size is None or not machine.staging or frame.function is None:
        return
    held = found.names[node.id]
    use = machine.state_of(Questions).ask(_uses, frame.function).get(node.at, "")
    if not (use == "form" or (use and not isinstance(held, Array))):
        machine.emit(CapturedConstant, frame, node, name=node.id, elements=size)


def _size(node: ir.Expression | None, frame: Frame) -> int:
    match node:
        case ir.Call(function=function, arguments=arguments):
            return _size_of_call(function, arguments, frame)
        case ir.Binary(left=left, right=right):
            return max(_size(left, frame), _size(right, frame))
        case ir.Name(id=name):
            return frame.facts.get((name, "large"), 0)
        case _:
            return 0


def _size_of_call(function: ir.Expression, arguments: tuple[ir.Argument, ...], frame: Frame) -> int:
    name = function.name if isinstance(function, ir.Attribute) else ""
    given = [a.value for a in arguments if not a.keyword and not a.stars]
    named = {a.keyword: a.value for a in arguments if a.keyword}
    if isinstance(function, ir.Attribute) and name in ("astype", "copy"):
        return _size(function.value, frame)
    if name in KEEPS and given:
        return _size(given[0], frame)
    module = _module(function, frame) if name in MAKES else ""
    shape = _shape(module, name, given, named)
    return math.prod(n for each in shape for n in _numbers(each, frame)) if shape else 0


def _shape(
    module: str, name: str, given: list[ir.Expression], named: dict[str, ir.Expression]
) -> list[ir.Expression]:
    """Returns the expressions that say the shape, whose numbers are multiplied."""
    said = named.get("shape") or named.get("size")
    if not module or said is not None:
        return [said] if module and said is not None else []
    if module == "jax.random":
        return given[1:2] if name in KEYED else []
    if name in ("rand", "randn"):
        return given
    if name in SHAPED | {"standard_normal"}:
        return given[1:2] if name == "broadcast_to" else given[:1]
    if name == "random":
        return given[:1]
    if name in ("eye", "identity"):
        return [*given[:1], *(given[1:2] or given[:1])]
    return given[:1] if name == "arange" and len(given) == 1 else []


def _module(function: ir.Expression, frame: Frame) -> str:
    found = frame.value_of(function)
    if not isinstance(found, Library):
        return ""
    module = found.name.rpartition(".")[0]
    return module if module.startswith(("jax.numpy", "jax.random", "numpy")) else ""


def _numbers(node: ir.Expression, frame: Frame) -> list[int]:
    value = frame.value_of(node)
    items = value.items if isinstance(value, Sequence) else [value]
    numbers = [i.value for i in items or [] if isinstance(i, Static) and isinstance(i.value, int)]
    return numbers if items and len(numbers) == len(items) else [0]


def _uses(function: ir.Function) -> dict[int, str]:
    """Returns what names are used for, by their numbers: a `form`, or a `part`.

    `data.shape` and `len(data)` take nothing along; NumPy's own methods give something new.
    """
    uses: dict[int, str] = {}
    for each in walk(function.body):
        match each:
            case ir.Attribute(value=ir.Name(at=at), name=name):
                uses[at] = "form" if name in ("shape", "dtype", "ndim", "size") else "part"
            case ir.Subscript(value=ir.Name(at=at)):
                uses[at] = "part"
            case ir.Call(function=ir.Name(id="len"), arguments=(ir.Argument(value=inner),)):
                uses[inner.at] = "form"
            case _:
                pass
    return uses
