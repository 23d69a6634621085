"""Classification: what a program asks of a value's class before it asks the value itself."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.class_names import ARRAY_CLASSES, NO_TRACER, PYTHON_CLASSES
from jitlint.interpreter.domain.values import (
    BOOL,
    Array,
    Bound,
    Class,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Value,
)
from jitlint.interpreter.objects import attribute_items
from jitlint.interpreter.objects.lookup import PLAIN_BASES, find_in_class, foreign_bases, mro
from jitlint.interpreter.state.machine import Machine

# Tracers have JAX's other attributes of arrays, and raise when those are used.
_LACKED_BY_TRACERS = frozenset({"block_until_ready", "sharding", "device", "is_ready"})
_CONTAINERS = frozenset(f"builtins.{name}" for name in ("dict", "list", "tuple", "set"))
_NEVER_EAGER = NO_TRACER | _CONTAINERS
TRUE = Static(True, known=True, type="bool")
FALSE = Static(False, known=True, type="bool")


def is_instance(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `isinstance(value, classes)` says."""
    if len(arguments.positional) != 2:
        return BOOL
    value, cls = arguments.positional
    classes = cls.items if isinstance(cls, Sequence) and cls.items is not None else [cls]
    answers = [is_a(value, each) for each in classes]
    if True in answers:
        return TRUE
    return BOOL if None in answers else FALSE


def has_attribute(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `hasattr(value, name)` says."""
    match arguments.positional:
        case [Array(certain=True, kind=kind), Static(value=str() as name, known=True)]:
            known = machine.models.method("jax.Array", name) is not None
            answer = known and (kind == "eager" or name not in _LACKED_BY_TRACERS)
            return TRUE if answer else FALSE
        case [Instance() as owner, Static(value=str() as name, known=True)]:
            held = name in owner.attributes or find_in_class(owner.cls, name) is not None
            return TRUE if held else BOOL
        case _:
            return BOOL


def is_callable(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `callable(value)` says."""
    match arguments.positional:
        case [Function() | Bound() | Partial() | Transformed() | Class()]:
            return TRUE
        case [Instance() as owner] if find_in_class(owner.cls, "__call__") is not None:
            return TRUE
        case [Array() | Static(known=True) | Sequence() | Mapping()]:
            return FALSE
        case _:
            return BOOL


def type_of(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `type(value)` is."""
    match arguments.positional:
        case [Instance(cls=cls)]:
            return cls
        case _:
            return Static()


def is_a(value: Value, cls: Value) -> bool | None:
    """Says whether a value is of a class, or None where that is not known."""
    match value, cls:
        case (Array(certain=True), Class() as other):
            return None if _may_claim(other) else False
        case (Array(kind="eager", certain=True), Library(name=name)) if name in _NEVER_EAGER:
            return False
        case (Array() | Tree(), Library(name=name)) if value.kind in ("abstract", "concrete"):
            return _is_tracer_a(value, name)
        case Static(known=True), Library(name=name) if name in PYTHON_CLASSES:
            return _is_number_a(value.type, name.removeprefix("builtins."))
        case (Instance(cls=own), Class()) if cls in mro(own):
            return True
        case (Instance(cls=own), Class()) if _shares_foreign_bases(own, cls):
            return False
        case (Static(known=True) | Function(), Class()):
            return False
        case (Function() | Bound() | Class() | Transformed(), Library(name=name)) if (
            name in _CONTAINERS
        ):
            return False
        case (Instance(cls=own), Library(name=name)) if name in _CONTAINERS:
            return _is_container_a(own, name)
        case (Instance(cls=own), Library(name=name)) if name in NO_TRACER | ARRAY_CLASSES:
            return None if _has_foreign_base(own) else False
        case (Sequence() | Mapping(), Library(name=name)) if name.startswith("builtins."):
            return name == f"builtins.{value.kind if isinstance(value, Sequence) else 'dict'}"
        case _:
            return None


def _is_tracer_a(value: Array | Tree, name: str) -> bool | None:
    if isinstance(value, Array) and not value.certain:
        return None
    if name in (_NEVER_EAGER if isinstance(value, Array) else NO_TRACER):
        return False
    return True if isinstance(value, Array) and name in ARRAY_CLASSES else None


def _is_container_a(cls: Class, name: str) -> bool | None:
    """Says whether objects of a class are of one of Python's containers, if all bases are known."""
    bases = {base.name if isinstance(base, Library) else "" for base in foreign_bases(cls)}
    if name in bases:
        return True
    return False if bases <= PLAIN_BASES | attribute_items.NO_DICTS else None


def _is_number_a(held: str, named: str) -> bool | None:
    return None if not held else held == named or (held, named) == ("bool", "int")


def _may_claim(cls: Class) -> bool:
    """Says whether a class may take an array for its own: a metaclass or a protocol does."""
    keywords = any(base.keyword for each in mro(cls) for base in each.node.bases)
    return keywords or _has_foreign_base(cls)


def _shares_foreign_bases(own: Class, cls: Class) -> bool:
    """Says whether another class has all bases of no program too, none of which so derives from it.

    Then what a class of the program derives from is known.
    """
    shared = [*foreign_bases(cls)]
    return all(isinstance(base, Library) and base in shared for base in foreign_bases(own))


def _has_foreign_base(cls: Class) -> bool:
    return any(True for _ in foreign_bases(cls))
