"""Python's own functions whose answer the interpreter works out itself, by their dotted names."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import (
    UNKNOWN,
    as_array,
    combine,
    join_all,
    text_of,
)
from jitlint.interpreter.domain.values import (
    BOOL,
    Array,
    Bound,
    Class,
    Foreign,
    Frame,
    Function,
    Instance,
    Library,
    Partial,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.eval import imports, namespaces
from jitlint.interpreter.events import Convert
from jitlint.interpreter.libraries import haiku_functions, pytrees, tree_functions
from jitlint.interpreter.objects import (
    attribute_items,
    attributes,
    classification,
    constructors,
    containers,
    copies,
    dataclasses,
    dispatch,
    dunder_calls,
    iterators,
)
from jitlint.interpreter.state.machine import Machine, Special
from jitlint.interpreter.transforms import custom_derivatives


def _partial(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    is_open = arguments.rest is not None
    if not arguments.positional or (is_open and not _gives_keywords_only(node)):
        return UNKNOWN
    function, *others = arguments.positional
    keywords = tuple(arguments.keywords.items())
    return Partial(function, tuple(others), keywords, frame.loops, is_open)


def _gives_keywords_only(node: ir.Node) -> bool:
    """Says whether what a call leaves open are keywords: `partial(f, **options)`."""
    return isinstance(node, ir.Call) and all(each.stars != 1 for each in node.arguments)


def _tree_partial(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    made = _partial(machine, arguments, node, frame)
    return Foreign("jax.tree_util.Partial", made) if isinstance(made, Partial) else made


def _wraps(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    wrapped = arguments.keywords.get("wrapped", *arguments.positional[:1] or [UNKNOWN])
    return Partial(Library("functools.update_wrapper"), (), (("wrapped", wrapped),))


def _update_wrapper(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match [*arguments.positional[:2], *arguments.keywords.values()]:
        case [Function() as wrapper, wrapped, *_]:
            wrapper.wrapped = None if wrapped is wrapper else wrapped
            return wrapper
        case [wrapper, *_]:
            return wrapper
        case _:
            return UNKNOWN


def _descriptor(name: str) -> Special:
    def make(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        return Partial(Library(name), tuple(arguments.positional[:1]), ())

    return make


def _same_property(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    return arguments.positional[0] if arguments.positional else UNKNOWN


def _len(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [Sequence(items=list() as items)] if not (frame.branches or frame.loops):
            return Static(len(items), known=True, type="int")
        case [Instance() as owner]:
            made = dunder_calls.call(machine, owner, "__len__", [], node, frame)
            return Static(type="int") if made is None else made
        case _:
            return Static(type="int")


def _sum(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    if not arguments.positional:
        return UNKNOWN
    items = containers.items_of(arguments.positional[0]) or []
    added = [*items, *arguments.positional[1:], *arguments.keywords.values()]
    if any(isinstance(item, Tree) or (isinstance(item, Array) and item.certain) for item in added):
        return combine(added, machine.staging)
    each = containers.iterate(machine, arguments.positional[0], node, frame)
    if isinstance(each, Array | Tree):
        return combine([each], machine.staging)
    return Static() if isinstance(each, Static) else UNKNOWN


def _variable(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    held = arguments.positional[0] if arguments.positional else UNKNOWN
    if "hijax" in arguments.keywords or "ref" in arguments.keywords:
        return UNKNOWN  # one that is kept by reference may be written to in any trace
    return Foreign(attributes.VARIABLE, held)


def _reduce(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [function, sequence, *initial]:
            items = containers.items_of(sequence)
            if items is None:
                items = [containers.iterate(machine, sequence, node, frame)] * 2
            first = initial[0] if initial else None
            return tree_functions.fold(machine, function, items, first, node, frame)
        case _:
            return UNKNOWN


def _format(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [value, spec] if not (isinstance(spec, Static) and spec.value == ""):
            place = arguments.places.get(0) or frame.place(node)
            machine.emit(Convert, frame, node, by="a format spec", value=value, value_at=place)
        case _:
            pass
    return Static(type="str")


def _largest(name: str) -> Special:
    def find(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        values = list(arguments.positional)
        if len(values) == 1:
            values = [containers.element(machine, values[0])]
        elif any(isinstance(value, Array | Tree) for value in values):
            values = [as_array(value) if isinstance(value, Tree) else value for value in values]
        key = arguments.keywords.get("key")
        if key is not None:
            each = values[0] if len(arguments.positional) == 1 else join_all(values)
            machine.test_items(name, [machine.call_with(key, [each], node, frame)], node, frame)
            return UNKNOWN
        machine.test_items(name, values, node, frame)
        return Static() if all(isinstance(value, Static) for value in values) else UNKNOWN

    return find


def _truth_of_items(name: str, ends: bool) -> Special:
    """Returns what `any` or `all` says: one item that `ends` it decides, else all that is known."""

    def find(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        each = [containers.element(machine, value) for value in arguments.positional[:1]]
        machine.test_items(name, each, node, frame)
        items = containers.items_of(arguments.positional[0]) if each else None
        truths = {machine.truth(item) for item in items} if items is not None else {None}
        if ends in truths:
            return Static(ends, known=True, type="bool")
        return BOOL if None in truths else Static(not ends, known=True, type="bool")

    return find


def _super(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match arguments.positional:
        case [Class() as start, (Instance() | Class()) as owner]:
            return Library("builtins.super", Bound(start, owner))
        case []:
            return _super_here(frame)
        case _:
            return UNKNOWN


def _super_here(frame: Frame) -> Value:
    here: Frame | None = frame
    while here and here.function is None:
        here = here.parent
    if here is None or here.function is None or not here.function.parameters:
        return UNKNOWN
    owner = here.names.get(here.function.parameters[0].name)
    cls = owner.cls if isinstance(owner, Instance) else owner
    if not isinstance(cls, Class) or not isinstance(owner, Instance | Class):
        return UNKNOWN
    for each in attributes.mro(cls):
        if any(statement is here.function for statement in each.node.body):
            return Library("builtins.super", Bound(each, owner))
    return UNKNOWN


def _import_module(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    match [*arguments.positional, *arguments.keywords.values()]:
        case [Static(value=str() as name, known=True), *_]:
            return imports.module_value(machine, _absolute(machine, name, frame))
        case _:
            return UNKNOWN


def _absolute(machine: Machine, name: str, frame: Frame) -> str:
    """Returns the dotted name that a dotted name with leading dots means in a module."""
    plain = name.lstrip(".")
    return machine.program.absolute(frame.module, plain, len(name) - len(plain))


def _sequential(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    layers = arguments.keywords.get("layers", *arguments.positional[:1] or [UNKNOWN])
    return Foreign("flax.linen.Sequential", layers)


def _text(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    return text_of(arguments.all())


SPECIAL: dict[str, Special] = {
    "builtins.str": _text,
    **dict.fromkeys(custom_derivatives.MAKERS, custom_derivatives.declare),
    **{f"jitlint.{name}": custom_derivatives.setting(name) for name in attributes.RULES},
    "builtins.repr": _text,
    "builtins.isinstance": classification.is_instance,
    "builtins.hasattr": classification.has_attribute,
    "builtins.callable": classification.is_callable,
    "builtins.zip": iterators.zipped,
    "builtins.map": iterators.mapped,
    "builtins.enumerate": iterators.enumerated,
    "builtins.reversed": iterators.backwards,
    "builtins.tuple": constructors.sequence("tuple"),
    "builtins.list": constructors.sequence("list"),
    "builtins.set": constructors.sequence("set"),
    "builtins.dict": constructors.dictionary,
    "builtins.len": _len,
    "builtins.getattr": namespaces.get,
    "builtins.setattr": namespaces.put,
    "builtins.object.__setattr__": namespaces.put,
    "builtins.vars": namespaces.of_object,
    "builtins.globals": namespaces.of_module,
    "builtins.delattr": namespaces.remove,
    attribute_items.UPDATE: namespaces.update,
    attribute_items.FORGET: namespaces.forget,
    attribute_items.ITSELF: namespaces.itself,
    **{name: attribute_items.making(name) for name in attribute_items.MADE_BY_NAME},
    "builtins.sum": _sum,
    "builtins.format": _format,
    "builtins.filter": iterators.filtered,
    "builtins.max": _largest("max()"),
    "builtins.min": _largest("min()"),
    "builtins.any": _truth_of_items("any()", ends=True),
    "builtins.all": _truth_of_items("all()", ends=False),
    "builtins.super": _super,
    "builtins.type": classification.type_of,
    "builtins.iter": iterators.made,
    "builtins.next": iterators.following,
    "builtins.staticmethod": _descriptor("builtins.staticmethod"),
    "builtins.classmethod": _descriptor("builtins.classmethod"),
    "builtins.property": _descriptor("builtins.property"),
    "functools.cached_property": _descriptor("functools.cached_property"),
    "builtins.property.setter": _same_property,
    "builtins.property.getter": _same_property,
    "builtins.property.deleter": _same_property,
    "builtins.dict.fromkeys": constructors.from_keys,
    "dataclasses.field": dataclasses.field,
    "flax.struct.field": dataclasses.field,
    "equinox.field": dataclasses.field,
    "equinox.static_field": dataclasses.static_field,
    "jax.tree.static": dataclasses.static_field,
    "chex.field": dataclasses.field,
    "jax.tree_util.register_dataclass": pytrees.register_dataclass,
    "jax.tree_util.register_pytree_node_class": pytrees.register_class,
    "jax.tree_util.register_pytree_with_keys_class": pytrees.register_class,
    "jax.tree_util.register_pytree_node": pytrees.register_node,
    "jax.tree_util.register_pytree_with_keys": pytrees.register_node,
    "jax.tree_util.register_static": pytrees.register_static,
    "flax.struct.dataclass": pytrees.make_dataclass("flax.struct.dataclass"),
    "chex.dataclass": pytrees.make_dataclass("chex.dataclass"),
    "chex.mappable_dataclass": pytrees.register_class,
    "dataclasses.dataclass": pytrees.register_class_later,
    "copy.copy": copies.copied,
    "copy.deepcopy": copies.copied_deeply,
    "dataclasses.replace": dataclasses.replaced,
    "dataclasses.astuple": dataclasses.astuple,
    "dataclasses.asdict": dataclasses.as_dict,
    "typing.NamedTuple": dataclasses.named_tuple,
    "typing.NamedTuple._replace": dataclasses.replaced,
    "typing.NamedTuple._asdict": dataclasses.as_dict,
    "typing.NamedTuple._astuple": dataclasses.astuple,
    "collections.namedtuple": dataclasses.named_tuple,
    "functools.partial": _partial,
    "jax.tree_util.Partial": _tree_partial,
    "functools.wraps": _wraps,
    "functools.singledispatch": dispatch.maker(attributes.DISPATCH),
    "functools.singledispatchmethod": dispatch.maker(attributes.DISPATCH_METHOD),
    attributes.REGISTER: dispatch.register,
    attributes.DISPATCH: dispatch.call,
    attributes.DISPATCH_METHOD: dispatch.call_method,
    "importlib.import_module": _import_module,
    "flax.linen.Sequential": _sequential,
    "functools.update_wrapper": _update_wrapper,
    **dict.fromkeys(
        (f"flax.nnx.{name}" for name in ("Variable", "Param", "BatchStat", "Cache")), _variable
    ),
    **dict.fromkeys(
        ("jax.tree.map", "jax.tree_util.tree_map", "jax.tree_map"), tree_functions.mapped
    ),
    **dict.fromkeys(("jax.tree.reduce", "jax.tree_util.tree_reduce"), tree_functions.reduced),
    **dict.fromkeys(("jax.tree.all", "jax.tree_util.tree_all"), tree_functions.tested),
    **dict.fromkeys(("jax.tree.leaves", "jax.tree_util.tree_leaves"), tree_functions.leaves),
    **dict.fromkeys(("jax.tree.flatten", "jax.tree_util.tree_flatten"), tree_functions.flattened),
    **dict.fromkeys(
        ("jax.tree.structure", "jax.tree_util.tree_structure"), tree_functions.structure
    ),
    **dict.fromkeys(
        ("jax.tree.unflatten", "jax.tree_util.tree_unflatten"), tree_functions.unflattened
    ),
    "haiku.without_apply_rng": haiku_functions.without_apply_rng,
    "haiku.without_state": haiku_functions.without_state,
    "functools.reduce": _reduce,
    "collections.defaultdict": constructors.defaultdict,
    "collections.OrderedDict": constructors.dictionary,
    "collections.deque": constructors.deque,
}
