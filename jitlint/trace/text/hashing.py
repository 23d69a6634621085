"""Values of which the text shows that Python cannot hash them."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.values import Instance, Library, Static, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer

MAKERS = frozenset(
    f"numpy.{name}"
    for name in "array asarray zeros ones full empty arange linspace eye identity stack".split()
)


def unhashable(
    tracer: "Tracer", expression: ir.Expression | None, value: Value, frame: Frame
) -> str:
    """Returns what has no hash: `an ndarray` made here, `a dataclass` that is not frozen."""
    match expression, value:
        case ir.Call(function=function), Static(type="numpy"):
            made = tracer.peek(function, frame)
            return "an ndarray" if isinstance(made, Library) and made.name in MAKERS else ""
        case _, Instance(cls=cls):
            told = "__hash__" in cls.attributes
            decorators = cls.node.decorators
            plain = len(decorators) == 1 and _is_plain_dataclass(tracer, decorators[0], cls.frame)
            return "a dataclass that is not frozen" if plain and not told else ""
        case _:
            return ""


def _is_plain_dataclass(tracer: "Tracer", decorator: ir.Expression, frame: Frame) -> bool:
    """Says whether a class is made a dataclass that compares by value and can change."""
    arguments: tuple[ir.Argument, ...] = ()
    if isinstance(decorator, ir.Call):
        decorator, arguments = decorator.function, decorator.arguments
    made = tracer.peek(decorator, frame)
    told = {argument.keyword for argument in arguments}
    is_dataclass = isinstance(made, Library) and made.name == "dataclasses.dataclass"
    return is_dataclass and not told & {"frozen", "eq", "unsafe_hash", ""}
