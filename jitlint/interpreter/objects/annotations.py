"""Annotations: what they say of a value that nobody is seen to pass.

An annotation is believed of what JAX itself hands in, and of classes of the program; that a
plain value annotated as an array is one is more than most programs keep.
"""

from collections.abc import Iterable
from typing import Literal

from jitlint.frontend import ir
from jitlint.interpreter.domain.class_names import ARRAY_CLASSES
from jitlint.interpreter.domain.values import Array, Class, Frame, Function, Library, Static, Value
from jitlint.interpreter.objects import naming
from jitlint.interpreter.objects.dataclasses import fields
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import ModelClass

Said = Literal["array", "number", "either", "other", ""]
EITHER = frozenset({"jax.typing.ArrayLike", "jaxtyping.ArrayLike"})
ANY = frozenset({"typing.Any", "typing_extensions.Any", "builtins.object", "jaxtyping.PyTree"})
NUMBERS = frozenset({"builtins.int", "builtins.float", "builtins.bool", "builtins.complex"})


def annotated(machine: Machine, parameter: ir.Parameter, function: Function) -> Said:
    """Returns what a parameter's annotation says, or nothing where there is none, or `Any`."""
    if parameter.annotation is None:
        return ""
    return _said(machine, parameter.annotation, function.frame)


def annotated_number(machine: Machine, parameter: ir.Parameter, function: Function) -> Static:
    """Returns a number of the class that a parameter's annotation names, if it names just one."""
    written = parameter.annotation
    value = naming.named(machine, written, function.frame) if written is not None else None
    match value:
        case Library(name=name) if name in NUMBERS:
            return Static(type=name.rpartition(".")[2])
        case _:
            return Static()


def annotated_class(
    machine: Machine, annotation: ir.Expression | None, function: Function
) -> Class | None:
    """Returns the class of the program that an annotation of a function names, if there is one."""
    if annotation is None:
        return None
    if isinstance(annotation, ir.Constant) and str(annotation.value).isidentifier():
        annotation = ir.Name(annotation.at, str(annotation.value))
    value = naming.named(machine, annotation, function.frame)
    return value if isinstance(value, Class) else None


def annotated_record(machine: Machine, parameter: ir.Parameter, function: Function) -> str:
    """Returns the class of a library that an annotation names, if its stub says it holds arrays."""
    if parameter.annotation is None:
        return ""
    value = naming.named(machine, parameter.annotation, function.frame)
    known = machine.models.find(value.name) if isinstance(value, Library) else None
    if not isinstance(known, ModelClass) or known.name in ARRAY_CLASSES:
        return ""
    words = {word.name for word in known.attributes.values()}
    return known.name if "Array" in words else ""


def annotated_fields(machine: Machine, cls: Class) -> dict[str, Value]:
    """Returns what the annotated fields of a class and its bases may hold.

    A parameter with a default is reported only where JAX takes the instances apart: there it may be
    something else in another call.
    """
    found: dict[str, Value] = {}
    for field in fields(cls):
        if field.default is None or cls.layout:
            value = _field(machine, field.annotation, field.owner)
            if value is not None:
                found[field.name] = value
    return found


def _field(machine: Machine, node: ir.Expression, cls: Class) -> Value | None:
    value = naming.named(machine, node, cls.frame)
    match _said(machine, node, cls.frame):
        case "array":
            return Array("eager")
        case "number" if isinstance(value, Library):
            return Static(type=value.name.rpartition(".")[2])
        case _ if isinstance(value, Class) and value is not cls:
            return machine.instance(value)
        case _:
            return None


def _said(machine: Machine, node: ir.Expression, frame: Frame) -> Said:
    if isinstance(node, ir.Constant) and isinstance(node.value, str):
        return _by_text(node.value)
    if isinstance(node, ir.Binary) and node.operator == "|":
        return _one_of(machine, (node.left, node.right), frame)
    if isinstance(node, ir.Subscript):
        return _subscripted(machine, node, frame)
    match naming.named(machine, node, frame):
        case Library(name=name) if name in ARRAY_CLASSES:
            return "array"
        case Library(name=name) if name in NUMBERS:
            return "number"
        case Library(name=name) if name in EITHER:
            return "either"
        case Library(name=name) if name in ANY:
            return ""
        case _:
            return "other"


def _subscripted(machine: Machine, node: ir.Subscript, frame: Frame) -> Said:
    value = naming.named(machine, node.value, frame)
    if not isinstance(value, Library):
        return "other"
    if value.name == "typing.Union" and isinstance(node.index, ir.Collection):
        return _one_of(machine, node.index.items, frame)
    if value.name in ANY:
        return ""
    return "array" if value.name.startswith("jaxtyping.") else "other"


def _one_of(machine: Machine, nodes: Iterable[ir.Expression], frame: Frame) -> Said:
    said: list[Said] = [_said(machine, node, frame) for node in nodes]
    if "other" in said or "" in said:
        return "other" if "other" in said else ""
    return said[0] if said.count(said[0]) == len(said) else "either"


def _by_text(text: str) -> Said:
    if text in ("jax.Array", "jnp.ndarray", "Array"):
        return "array"
    if text == "ArrayLike":
        return "either"
    if text in ("Any", "PyTree"):
        return ""
    return "number" if f"builtins.{text}" in NUMBERS else "other"
