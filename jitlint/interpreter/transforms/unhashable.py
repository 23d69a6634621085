"""Values of which the text shows that Python cannot hash them."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame, Instance, Library, Static, Value

MAKERS = frozenset(
    f"numpy.{name}"
    for name in "array asarray zeros ones full empty arange linspace eye identity stack".split()
)


def unhashable(expression: ir.Expression | None, value: Value, frame: Frame) -> str:
    """Returns what has no hash: `an ndarray` made here, `a dataclass` that is not frozen."""
    match expression, value:
        case ir.Call(function=function), Static(type="numpy"):
            made = frame.value_of(function)
            return "an ndarray" if isinstance(made, Library) and made.name in MAKERS else ""
        case _, Instance(cls=cls):
            is_hashed = "__hash__" in cls.attributes or not cls.is_plain_dataclass
            return "" if is_hashed else "a dataclass that is not frozen"
        case _:
            return ""


def is_plain_dataclass(cls: ir.Class, frame: Frame) -> bool:
    """Says whether a class is made a dataclass that compares by value and can change."""
    if len(cls.decorators) != 1:
        return False
    decorator, arguments = cls.decorators[0], tuple[ir.Argument, ...]()
    if isinstance(decorator, ir.Call):
        decorator, arguments = decorator.function, decorator.arguments
    made = frame.value_of(decorator)
    keywords = {argument.keyword for argument in arguments}
    is_dataclass = isinstance(made, Library) and made.name == "dataclasses.dataclass"
    return is_dataclass and not keywords & {"frozen", "eq", "unsafe_hash", ""}
