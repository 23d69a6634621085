"""Pytrees: how a class of the program tells JAX to take its instances apart."""

from collections.abc import Callable, Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments, known_strings
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.limits import FLATTENED_DEPTH
from jitlint.interpreter.domain.transform_kinds import takes_methods
from jitlint.interpreter.domain.tree import parts
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Frame,
    Function,
    Instance,
    Layout,
    Library,
    Origin,
    Partial,
    Sequence,
    Tree,
    Value,
)
from jitlint.interpreter.objects.dataclasses import NAMED_TUPLES, fields
from jitlint.interpreter.objects.lookup import foreign_bases
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.mode import GUARDED
from jitlint.interpreter.syntax.walk import walk
from jitlint.models.words import Model

_MARK = "jitlint: attribute"
_BY_BASE = {
    **dict.fromkeys(NAMED_TUPLES, "typing.NamedTuple"),
    "equinox.Module": "equinox.Module",
    "flax.struct.PyTreeNode": "flax.struct.dataclass",
}
_KEEPING_PYTHON = frozenset({"flax.nnx.Module", "flax.nnx.Pytree", "flax.nnx.Object"})
_DECORATORS = frozenset(
    "jax.tree_util.register_dataclass jax.tree_util.register_pytree_node_class"
    " jax.tree_util.register_pytree_with_keys_class jax.tree_util.register_static"
    " flax.struct.dataclass chex.dataclass chex.mappable_dataclass".split()
)


def layout_of(machine: Machine, cls: Class) -> Layout | None:
    """Returns what the bases and methods of a class say of it."""
    for base in _library_bases(cls):
        if base in _KEEPING_PYTHON:
            return Layout(others="python")
        if base in _BY_BASE:
            return _of_fields(cls, _BY_BASE[base])
    flatten = cls.attributes.get("tree_flatten") or cls.attributes.get("tree_flatten_with_keys")
    if flatten is not None:
        return _by_flattening(machine, cls, flatten)
    inherited = (base.layout for base in cls.bases if isinstance(base, Class) and base.layout)
    return next(inherited, None)


def decorate(machine: Machine, cls: Value, decorator: Value, node: ir.Node, frame: Frame) -> Value:
    """Calls a decorator of a class where it may register the class with JAX, or keep or lift it."""
    match decorator:
        case Library(name=name) | Partial(function=Library(name=name)):
            model = machine.models.find(name)
            lifts = isinstance(model, Model) and takes_methods(model)
            if name not in _DECORATORS and not lifts:
                return UNKNOWN
        case Function() | Bound() | Partial(function=Function() | Bound()):
            pass
        case _:
            return UNKNOWN
    return machine.call_with(decorator, [cls], node, frame)


def register_dataclass(
    machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Carries out `register_dataclass(cls, data_fields, meta_fields)`."""
    named = _by_name(arguments, "nodetype", "data_fields", "meta_fields")
    match named.pop("nodetype", None):
        case Class() as cls:
            machine.change(cls)
            cls.layout = _named(cls, named)
            return cls
        case None:
            return _later("jax.tree_util.register_dataclass", arguments)
        case other:
            return other


def register_class(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `register_pytree_node_class(cls)`: its own methods tell all."""
    return _by_name(arguments, "cls").get("cls", UNKNOWN)


def register_class_later(
    machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame
) -> Value:
    """Carries out `dataclass(cls)` and `dataclass(…)(cls)` that stand above no class."""
    match arguments.positional:
        case [Class() as cls]:
            return cls
        case _:
            return _later("dataclasses.dataclass", arguments)


def register_node(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `register_pytree_node(cls, flatten, unflatten)`."""
    named = _by_name(arguments, "nodetype", "flatten_func")
    flatten = named.get("flatten_with_keys", named.get("flatten_func", UNKNOWN))
    match named.get("nodetype"):
        case Class() as cls:
            machine.change(cls)
            cls.layout = _by_flattening(machine, cls, flatten)
        case _:
            pass
    return UNKNOWN


def register_static(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Carries out `register_static(cls)`: the whole object is kept."""
    match _by_name(arguments, "cls").get("cls", UNKNOWN):
        case Class() as cls:
            machine.change(cls)
            cls.layout = Layout(others="kept")
            return cls
        case other:
            return other


def _by_name(arguments: Arguments, *names: str) -> dict[str, Value]:
    """Returns the arguments of a call by the names of the parameters that take them."""
    return {**dict(zip(names, arguments.positional, strict=False)), **arguments.keywords}


def make_dataclass(maker: str) -> Callable[..., Value]:
    """Returns what carries out a decorator that makes a class a pytree of its fields."""

    def make(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        match arguments.positional:
            case [Class() as cls, *_]:
                machine.change(cls)
                cls.layout = _of_fields(cls, maker)
                return cls
            case _:
                return _later(maker, arguments)

    return make


def _later(name: str, arguments: Arguments) -> Value:
    return Partial(Library(name), (), tuple(arguments.keywords.items()))


def _of_fields(cls: Class, maker: str = "") -> Layout:
    every = fields(cls)
    static = frozenset(field.name for field in every if field.is_static)
    return Layout(frozenset(field.name for field in every) - static, static, maker=maker)


def _named(cls: Class, options: dict[str, Value]) -> Layout | None:
    if options.keys().isdisjoint({"data_fields", "meta_fields"}):
        return _of_fields(cls)
    traced = known_strings(options.get("data_fields", UNKNOWN))
    static = known_strings(options.get("meta_fields", UNKNOWN))
    return Layout(frozenset(traced or ()), frozenset(static or ()))


def _library_bases(cls: Class) -> Iterator[str]:
    return (base.name for base in foreign_bases(cls) if isinstance(base, Library))


def _by_flattening(machine: Machine, cls: Class, flatten: Value) -> Layout | None:
    """Flattens an instance whose attributes carry their names, and looks where each ends."""
    if not isinstance(flatten, Function) or not flatten.node.parameters:
        return None
    machine.provenance.look(flatten.module, flatten.node.at)
    owner = flatten.node.parameters[0].name
    names = {
        name
        for name in _attributes(flatten.node.body, owner)
        if not isinstance(cls.attributes.get(name), Function)
    }
    marked: dict[str, Value] = {
        name: Tree("eager", frozenset({Origin(_MARK, name)})) for name in names
    }
    with machine.outside_traces(), machine.within(GUARDED):
        made = machine.call_with(flatten, [Instance(cls, marked, 0)], flatten.node, flatten.frame)
    match made:
        case Sequence(items=[children, aux]):
            traced = _marks(children)
            return Layout(traced, _marks(aux) - traced)
        case _:
            return Layout()


def _marks(value: Value) -> frozenset[str]:
    found = (source for part in parts(value, FLATTENED_DEPTH) for source in part.depends)
    return frozenset(source.argument for source in found if source.function == _MARK)


def _attributes(node: object, owner: str) -> Iterator[str]:
    for each in walk(node):
        match each:
            case ir.Attribute(value=ir.Name(id=name), name=attribute) if name == owner:
                yield attribute
            case _:
                pass
