"""Objects whose attributes are what they are made of: `SimpleNamespace`, `ConfigDict`.

Those of a configuration are its items too, and may be set on the command line, so what is a number
or a text there is not known.
"""

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Class,
    Frame,
    Function,
    Instance,
    Library,
    Mapping,
    Partial,
    Static,
    Value,
)
from jitlint.interpreter.objects.lookup import find_in_class, foreign_bases
from jitlint.interpreter.state.machine import Machine, Special
from jitlint.interpreter.syntax.questions import Questions
from jitlint.interpreter.syntax.walk import bound_names, walk

NAMESPACES = ("types.SimpleNamespace", "argparse.Namespace")
_ML_COLLECTIONS = (
    "ml_collections.ConfigDict",
    "ml_collections.FrozenConfigDict",
    "ml_collections.config_dict.ConfigDict",
    "ml_collections.config_dict.FrozenConfigDict",
    "ml_collections.config_dict.create",
)
CONFIGURATIONS = (
    *_ML_COLLECTIONS,
    "addict.Dict",
    "box.Box",
    "easydict.EasyDict",
    "munch.Munch",
    "munch.munchify",
)
MADE_BY_NAME = (*NAMESPACES, *CONFIGURATIONS)
NO_DICTS = frozenset({*NAMESPACES, *_ML_COLLECTIONS})
UPDATE = "jitlint.update_attributes"  # these are handed the object first
FORGET = "jitlint.forget_attributes"
ITSELF = "jitlint.itself"
_DICT = "builtins.dict"
_ITEM_GETTERS = (f"{_DICT}.__getitem__", f"{_DICT}.get")
_READING = frozenset({"copy", "get", "items", "keys", "values"})
_CHANGING = "clear load merge_update pop popitem setdefault update_from_flattened_dict"
_DOING = {
    "update": UPDATE,
    "lock": ITSELF,
    "unlock": ITSELF,
    "copy_and_resolve_references": "copy.deepcopy",
    **dict.fromkeys(_CHANGING.split(), FORGET),
}


def making(name: str) -> Special:
    """Returns what makes an object of a class of `NAMESPACES` or `CONFIGURATIONS`."""

    def make(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
        given = Arguments(arguments.positional, arguments.keywords)
        held = items_given(given)
        return _made(machine, name, arguments.keywords if held is None else held, node, frame)

    return make


def items_given(arguments: Arguments) -> dict[str, Value] | None:
    """Returns the items that a constructor takes as `dict` does, None where any may be given."""
    held: dict[str, Value] = {}
    for each in arguments.positional:
        named = _named(each)
        if named is None:
            return None
        held |= named
    return None if arguments.rest is not None else held | arguments.keywords


def has_items(machine: Machine, cls: Class) -> bool:
    """Says whether the items of a class's objects are their attributes too."""
    bases = {base.name for base in foreign_bases(cls) if isinstance(base, Library)}
    if not bases.isdisjoint(CONFIGURATIONS):
        return True
    return _DICT in bases and _gives_items(machine, cls)


def fill(machine: Machine, made: Instance, arguments: Arguments) -> None:
    """Gives a new object of a class of the program the items that it is made of, if it has any."""
    if not has_items(machine, made.cls):
        return
    maker = find_in_class(made.cls, "__init__")
    if maker is None or (isinstance(maker, Function) and _takes_all(maker.node)):
        given = (items_given(arguments) or {}).items()
        made.attributes |= {name: as_item(machine, made.cls, each) for name, each in given}


def method_of(machine: Machine, value: Instance, name: str) -> Value | None:
    """Returns a method of a dict, of an object whose items are attributes too."""
    if name not in _READING and name not in _DOING:
        return None
    if not has_items(machine, value.cls) or find_in_class(value.cls, name) is not None:
        return None
    if name in _READING:
        return Library(f"{_DICT}.{name}", Mapping({**value.attributes}, UNKNOWN, value.level))
    return Partial(Library(_DOING[name]), (value,), ())


def passes_on(machine: Machine, cls: Class, name: str) -> bool:
    """Says whether `__setattr__` or `__setitem__` stores the very value that it is handed."""
    own = find_in_class(cls, name)
    return not isinstance(own, Function) or machine.state_of(Questions).ask(_stores, own.node)


def as_item(machine: Machine, cls: Class, value: Value) -> Value:
    """Returns what a value is once an object of a class holds it: a dict becomes another such."""
    if isinstance(value, Static | Mapping) and has_items(machine, cls):
        return _settled(cls, value, machine.level)
    return value


def _made(
    machine: Machine, name: str, held: dict[str, Value], node: ir.Node, frame: Frame
) -> Instance:
    written = ir.Class(node.at, name.rpartition(".")[2], name, (), (), ())
    cls = Class(written, frame.module, (Library(name),), {}, frame)
    items = {key: as_item(machine, cls, value) for key, value in held.items()}
    return Instance(cls, items, machine.level)


def _settled(cls: Class, value: Value, level: int) -> Value:
    match value:
        case Static():
            return Static(type=value.type)
        case Mapping() if (named := _named(value)) is not None:
            held = {name: _settled(cls, each, level) for name, each in named.items()}
            return Instance(cls, held, level)
        case _:
            return value


def _named(value: Value) -> dict[str, Value] | None:
    match value:
        case Mapping(items=items, rest=None) if all(isinstance(key, str) for key in items):
            return {str(key): held for key, held in items.items()}
        case Instance(attributes=attributes):
            return dict(attributes)
        case _:
            return None


def _gives_items(machine: Machine, cls: Class) -> bool:
    ask = machine.state_of(Questions).ask
    getter, maker = find_in_class(cls, "__getattr__"), find_in_class(cls, "__init__")
    match getter:
        case Library(name=name) if name in _ITEM_GETTERS:
            return True
        case Function(node=node) if ask(_returns_items, node):
            return True
        case _:
            return isinstance(maker, Function) and ask(_is_its_own_dict, maker.node)


def _returns_items(getter: ir.Function) -> bool:
    """Says whether all that a `__getattr__` returns is `self[name]`."""
    names = [each.name for each in getter.parameters]
    returned = [node.value for node in walk(getter.body) if isinstance(node, ir.Return)]
    return bool(returned) and all(_is_item(each, names) for each in returned)


def _is_item(node: ir.Expression | None, names: list[str]) -> bool:
    match node, names:
        case ir.Subscript(value=ir.Name(id=owner), index=ir.Name(id=key)), [own, name]:
            return (owner, key) == (own, name)
        case _:
            return False


def _takes_all(maker: ir.Function) -> bool:
    """Says whether an `__init__` takes `*args` and `**kwargs`, as that of `dict` does."""
    return all(each.kind in ("star", "stars") for each in maker.parameters[1:])


def _stores(setter: ir.Function) -> bool:
    names = [each.name for each in setter.parameters]
    value = names[-1] if names else ""
    nodes = [*walk(setter.body)]
    is_bound = value in bound_names(setter.body)
    return not is_bound and any(_is_store(node, value) for node in nodes)


def _is_store(node: object, value: str) -> bool:
    match node:
        case ir.Assign(value=ir.Name(id=stored), targets=(ir.Subscript(), *_)):
            return stored == value
        case ir.Call(function=ir.Attribute(name="__setattr__" | "__setitem__"), arguments=passed):
            last = passed[-1].value if passed else None
            return isinstance(last, ir.Name) and last.id == value
        case _:
            return False


def _is_its_own_dict(maker: ir.Function) -> bool:
    """Says whether an `__init__` has `self.__dict__ = self`."""
    owner = maker.parameters[0].name if maker.parameters else ""
    return any(
        isinstance(node.value, ir.Name)
        and node.value.id == owner
        and any(isinstance(each, ir.Attribute) and each.name == "__dict__" for each in node.targets)
        for node in walk(maker.body)
        if isinstance(node, ir.Assign)
    )
