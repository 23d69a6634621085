"""Attributes: of modules, of classes and their instances, of arrays, of what libraries give."""

from collections import Counter, OrderedDict, defaultdict, deque
from typing import NamedTuple

from jitlint.frontend import ir
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.domain.class_names import NO_TRACER
from jitlint.interpreter.domain.lattice import UNKNOWN, as_array, as_tree, combine, join_all
from jitlint.interpreter.domain.values import (
    Array,
    Bound,
    Class,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    Module,
    OneOf,
    Partial,
    Sequence,
    Static,
    Transformed,
    Tree,
    Value,
)
from jitlint.interpreter.objects import (
    array_attributes,
    attribute_items,
    enums,
    flax_setup,
    given_attributes,
)
from jitlint.interpreter.objects.attribute_writes import hold, is_decided
from jitlint.interpreter.objects.dataclasses import FIELD, default_of, is_field, method_of
from jitlint.interpreter.objects.lookup import find_in_class, foreign_bases, mro
from jitlint.interpreter.objects.subclasses import Subclasses
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model, ModelClass, Word

NAMESPACE = "jitlint.namespace"  # what `vars(owner)` and `owner.__dict__` are
TREEDEF, VARIABLE = "jax.tree_util.PyTreeDef", "flax.nnx.Variable"
HELD = frozenset({"value", "raw_value"})
CACHED = "functools.cached_property"
LIKE_CALLING = frozenset({"lower", "trace", "eval_shape"})
_DICT_METHODS = frozenset({"items", "keys", "values", "get", "pop", "setdefault", "update", "copy"})
_STATICS = frozenset({"shape", "dtype", "ndim", "size", "itemsize", "nbytes"})
RULES = frozenset({"defjvp", "defjvps", "defvjp", "def_vmap"})
_ACCESSORS = frozenset({"setter", "getter", "deleter"})
_ATTRIBUTES: dict[str, frozenset[str]] = {  # of containers, and of those known as these
    "dict": frozenset[str]().union(*map(dir, (dict, Counter, OrderedDict, defaultdict))),
    "list": frozenset[str]().union(*map(dir, (list, deque))),
    "set": frozenset(dir(set)),
    "tuple": frozenset(dir(NamedTuple("_Record", []))),
}
DISPATCH, DISPATCH_METHOD = "jitlint.dispatch", "jitlint.dispatch_method"
DISPATCHES = (DISPATCH, DISPATCH_METHOD)
REGISTER = "jitlint.register"
DISABLED = "jax.config.jax_disable_jit"  # where it holds, nothing is staged


def get(machine: Machine, value: Value, name: str, node: ir.Node, frame: Frame) -> Value:
    """Returns `value.name`."""
    match value:
        case Module():
            return machine.imported(value.name, name)
        case Instance():
            return _of_instance(machine, value, name, node, frame)
        case Library(name=full, self=Instance() as owner) if (full, name) == (NAMESPACE, "update"):
            return Partial(Library(attribute_items.UPDATE), (owner,), ())
        case Library(name="builtins.super", self=Bound() as place):
            return _of_super(machine, place, name, node, frame)
        case Library():
            return _of_library(machine, value, name)
        case Array():
            return _of_array(machine, value, name)
        case Tree():
            return _of_tree(machine, value, name)
        case Foreign():
            return _of_foreign(machine, value, name)
        case Class(node=node_of) | Function(node=node_of) if name == "__name__":
            return Static(node_of.name, known=True, type="str")
        case Class():
            found = find_in_class(value, name)
            if isinstance(found, Static) and enums.may_be_remade(machine, value):
                return UNKNOWN
            return _from_class(found, value, frame) if found else _made_by(machine, value, name)
        case Sequence() | Mapping():
            return _of_container(value, name)
        case Static(type="str"):
            return Library(f"builtins.str.{name}", value)
        case Static(type="numpy"):
            return Static() if name in _STATICS else Library(f"numpy.ndarray.{name}", value)
        case Function() | Transformed() | Partial() if name in RULES:
            return Partial(Library(f"jitlint.{name}"), (value,), ())
        case Transformed() if name in LIKE_CALLING:
            return value
        case Transformed() | Function() if name == "__wrapped__":
            return value.function if isinstance(value, Transformed) else value.wrapped or UNKNOWN
        case Partial(function=Library(name=kind)) if is_property(kind) and name in _ACCESSORS:
            return Partial(Library(f"builtins.property.{name}"), (value,), ())
        case Partial(function=Library(name=kind)) if kind in DISPATCHES and name == "register":
            return Partial(Library(REGISTER), (value,), ())
        case Partial() if name == "func":
            return value.function
        case OneOf(values):
            return join_all(get(machine, each, name, node, frame) for each in values)
        case _:
            return UNKNOWN


def _of_library(machine: Machine, value: Library, name: str) -> Value:
    full = f"{value.name}.{name}"
    if full in NO_TRACER:
        return Library(full)
    if name == "__name__" and machine.models.is_module(value.name):
        return Static(value.name, known=True, type="str")
    if full == DISABLED:
        return Static(False, known=True, type="bool")
    known = machine.library_attribute(value, name)
    if known is not None:
        return known
    if value.self is None and machine.models.is_module(value.name):
        return machine.imported(value.name, name)
    return Library(full, value.self)


def _of_array(machine: Machine, value: Array, name: str) -> Value:
    known = array_attributes.known(value.aval, name, machine.level)
    if known is not None:
        return known
    match machine.models.method("jax.Array", name):
        case Word("Static", inside):
            return Static(type=inside[0].name if inside else "")
        case Word("Array"):
            aval = array_attributes.array(value.aval, name)
            made = combine([value], machine.staging, aval=aval)
            return tangents.computed(made, [value]) if name in tangents.ATTRIBUTES else made
        case Word("Instance", (Word(cls), *_)):
            return Foreign(cls, value)
        case _:
            return Library(f"jax.Array.{name}", value)


def _of_foreign(machine: Machine, value: Foreign, name: str) -> Value:
    if value.cls == VARIABLE and name in HELD:
        return value.owner or UNKNOWN
    if value.cls == TREEDEF and name == "unflatten":
        return Partial(Library("jax.tree.unflatten"), (value,), ())
    match machine.models.method(value.cls, name):
        case Word("Array"):
            return combine([value.owner or UNKNOWN], machine.staging)
        case Word("Tree"):
            return as_tree(combine([value.owner or UNKNOWN], machine.staging))
        case Word("Static", inside):
            return Static(type=inside[0].name if inside else "")
        case Word("Instance", (Word(cls), *_)):
            return Foreign(cls, value.owner)
        case Model():
            return Library(f"{value.cls}.{name}", value)
        case _:
            return UNKNOWN


def _of_tree(machine: Machine, value: Tree, name: str) -> Value:
    if name in _DICT_METHODS:
        return Library(f"builtins.dict.{name}", value)
    if machine.models.method("jax.Array", name) is not None:
        return _of_array(machine, as_array(value), name)
    return UNKNOWN


def _of_instance(
    machine: Machine, value: Instance, name: str, node: ir.Node, frame: Frame
) -> Value:
    method = attribute_items.method_of(machine, value, name)
    if method is not None:
        return method
    if (held := value.attributes.get(name)) is not None:
        if given_attributes.may_be_another(machine, value.cls, name, held):
            return UNKNOWN
        return held if value.cls.layout else array_attributes.without_aval(held)
    if name == "__dict__":
        return Library(NAMESPACE, value)
    found = find_in_class(value.cls, name)
    if found is not None:
        if given_attributes.may_be_another(machine, value.cls, name, found):
            return UNKNOWN
        if _is_given_anew(machine, value.cls, name, found):
            return UNKNOWN
        is_own = _is_from_elsewhere(found) and is_field(value.cls, name)
        if is_own:
            return found
        made = _bind(machine, found, value, node, frame)
        if _is_kept(found, value, frame):
            hold(machine, value, name, made, frame)
        return made
    own = method_of(value, name)
    if own is None:
        own = flax_setup.attribute(machine, value, name, node, frame)
    return own if own is not None else _inherited(machine, value.cls, name, value)


def _is_given_anew(machine: Machine, cls: Class, name: str, found: Value) -> bool:
    """Says whether what a class says of itself is something else in a class below it."""
    is_said = isinstance(found, Static | Sequence | Mapping | Array | Instance)
    return is_said and machine.state_of(Subclasses).may_give(machine, cls, name)


def _is_from_elsewhere(found: Value) -> bool:
    """Says whether a class attribute is a function that the class itself does not define."""
    return isinstance(found, Function) and not found.frame.is_class


def _of_super(machine: Machine, place: Bound, name: str, node: ir.Node, frame: Frame) -> Value:
    """Returns what follows a class, in the order of its object's class, under a name."""
    owner, start = place.self, place.function
    cls = owner.cls if isinstance(owner, Instance) else owner
    if not isinstance(cls, Class):
        return UNKNOWN
    order = mro(cls)
    after = order[order.index(start) + 1 :] if isinstance(start, Class) and start in order else ()
    found = next((each.attributes[name] for each in after if name in each.attributes), None)
    if isinstance(owner, Instance):
        if found is None:
            return _inherited(machine, cls, name, owner)
        return _bind(machine, found, owner, node, frame)
    return UNKNOWN if found is None else _from_class(found, cls, frame)


def _inherited(machine: Machine, cls: Class, name: str, owner: Instance) -> Value:
    """Returns a method that a class has from a library."""
    for base in foreign_bases(cls):
        if isinstance(base, Library):
            known = machine.models.find(base.name)
            cls_name = known.name if isinstance(known, ModelClass) else base.name
            if isinstance(machine.models.method(cls_name, name), Model):
                return Library(f"{cls_name}.{name}", owner)
    return UNKNOWN


def _made_by(machine: Machine, cls: Class, name: str) -> Value:
    """Returns a class method that a class has from a library."""
    for base in foreign_bases(cls):
        known = machine.models.find(base.name) if isinstance(base, Library) else None
        if isinstance(known, ModelClass) and name in known.unbound:
            return Library(f"{known.name}.{name}", cls)
    return UNKNOWN


def _bind(machine: Machine, found: Value, owner: Instance, node: ir.Node, frame: Frame) -> Value:
    match found:
        case Partial(function=Library(name="builtins.staticmethod"), arguments=(inner,)):
            return inner
        case Partial(function=Library(name="builtins.classmethod"), arguments=(inner,)):
            return Bound(inner, owner.cls, frame.loops)
        case Partial(function=Library(name=kind), arguments=(inner,)) if is_property(kind):
            return machine.call_with(Bound(inner, owner), [], node, frame)
        case Partial(function=Library(name=kind)) if kind == DISPATCH_METHOD:
            return Partial(found.function, (*found.arguments, owner), (), frame.loops)
        case Function() | Transformed():
            return Bound(found, owner, frame.loops)
        case Partial(function=Library(name=kind)) if kind == FIELD:
            return default_of(machine, found, node, frame)
        case OneOf(values):
            return join_all(_bind(machine, each, owner, node, frame) for each in values)
        case Instance(cls=cls) if isinstance(getter := find_in_class(cls, "__get__"), Function):
            return machine.call_with(Bound(getter, found), [owner, owner.cls], node, frame)
        case _:
            return found


def _is_kept(found: Value, owner: Instance, frame: Frame) -> bool:
    """Says whether an object surely keeps what a property gives, and where it was made."""
    is_cached = isinstance(found, Partial) and found.function == Library(CACHED)
    return is_cached and frame.level == owner.level and is_decided(frame, owner.level)


def is_property(name: str) -> bool:
    """Says whether a decorator's dotted name makes a property."""
    return name in ("builtins.property", CACHED)


def _from_class(found: Value, cls: Class, frame: Frame) -> Value:
    match found:
        case Partial(function=Library(name="builtins.staticmethod"), arguments=(inner,)):
            return inner
        case Partial(function=Library(name="builtins.classmethod"), arguments=(inner,)):
            return Bound(inner, cls, frame.loops)
        case _:
            return found


def _of_container(value: Sequence | Mapping, name: str) -> Value:
    """Returns what a container of Python has; nothing is known of an attribute that it lacks."""
    kind = value.kind if isinstance(value, Sequence) else "dict"
    is_its_own = name in _ATTRIBUTES.get(kind, (name,))
    return Library(f"builtins.{kind}.{name}", value) if is_its_own else UNKNOWN
