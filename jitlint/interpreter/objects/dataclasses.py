"""Records: classes whose constructor Python writes, from their fields."""

from collections.abc import Iterator
from dataclasses import dataclass

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import (
    Bound,
    Class,
    Frame,
    Function,
    Instance,
    Layout,
    Library,
    Mapping,
    Partial,
    Sequence,
    Static,
    Value,
)
from jitlint.interpreter.objects.lookup import find_in_class, foreign_bases, mro
from jitlint.interpreter.state.machine import Machine

NAMED_TUPLES = frozenset({"typing.NamedTuple", "collections.namedtuple"})
FIELD = "dataclasses.field"
_NO_FIELDS = frozenset({"ClassVar", "typing.ClassVar", "KW_ONLY", "dataclasses.KW_ONLY"})
_METHODS = {
    "typing.NamedTuple": {"_replace": "_replace", "_asdict": "_asdict"},
    "flax.struct.dataclass": {"replace": "_replace"},
    "chex.dataclass": {
        "replace": "_replace",
        "to_tuple": "_astuple",
        "items": "_items",
        "keys": "_keys",
        "values": "_values",
    },
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its annotation, its default if it has one, the options of `field(…)`."""

    name: str
    annotation: ir.Expression
    owner: Class
    default: Value | None
    options: dict[str, Value]

    @property
    def is_static(self) -> bool:
        """Says whether JAX leaves it untraced."""
        metadata = self.options.get("metadata")
        held = metadata.items if isinstance(metadata, Mapping) else {}
        return (
            _is(self.options.get("static"), True)
            or _is(self.options.get("pytree_node"), False)
            or _is(held.get("static"), True)
            or _is(held.get("pytree_node"), False)
        )

    @property
    def is_passed(self) -> bool:
        """Says whether the constructor takes it."""
        return not _is(self.options.get("init"), False)


def fields(cls: Class) -> list[Field]:
    """Returns the fields of a class and its bases, in the order of a dataclass."""
    known: dict[Class, dict[str, Field]] = {}
    for each in reversed(mro(cls)):
        bases = [known[base] for base in reversed(each.bases) if isinstance(base, Class)]
        known[each] = _with_own(each, bases)
    return list(known[cls].values())


def fields_of(cls: Class) -> list[str]:
    """Returns the names of the fields of a class and its bases, in the order of a dataclass."""
    return [field.name for field in fields(cls)]


def is_field(cls: Class, name: str) -> bool:
    """Says whether each object gets a value of its own under a name, which Python does not bind."""
    return any(
        field.name == name and bool(field.owner.node.decorators or field.owner.layout)
        for field in fields(cls)
    )


def is_named_tuple(cls: Class) -> bool:
    """Says whether a class is a named tuple: a pytree of all its fields."""
    bases = foreign_bases(cls)
    return any(isinstance(base, Library) and base.name in NAMED_TUPLES for base in bases)


def as_tuple(value: Instance) -> Sequence | None:
    """Returns the tuple that a named tuple is, or None for any other object."""
    return _tuple(value) if is_named_tuple(value.cls) else None


def method_of(value: Instance, name: str) -> Value | None:
    """Returns a method that what made the class of a record gave it."""
    maker = value.cls.layout.maker if value.cls.layout else ""
    own = _METHODS.get(maker, {}).get(name)
    return Partial(Library(f"typing.NamedTuple.{own}"), (value,), ()) if own else None


def default_of(machine: Machine, held: Value, node: ir.Node, frame: Frame) -> Value:
    """Returns the default that a class attribute, made by `field(…)` or not, stands for."""
    match held:
        case Partial(function=Library(name=name)) if name == FIELD:
            options = dict(held.keywords)
            if "default" in options:
                return options["default"]
            factory = options.get("default_factory", options.get("factory"))
            return UNKNOWN if factory is None else machine.call(factory, Arguments(), node, frame)
        case _:
            return held


def fill(
    machine: Machine, made: Instance, arguments: Arguments, node: ir.Node, frame: Frame
) -> None:
    """Gives a new record its fields as the constructor that Python writes does."""
    every = fields(made.cls)
    passed = [field for field in every if field.is_passed]
    values = dict(zip((field.name for field in passed), arguments.positional, strict=False))
    values |= arguments.keywords
    for field in every:
        if field.name in values:
            value = values[field.name]
        elif arguments.rest is not None or field.default is None:
            continue
        else:
            value = default_of(machine, field.default, node, frame)
        converter = field.options.get("converter")
        if converter is not None:
            value = machine.call_with(converter, [value], node, frame)
        made.attributes[field.name] = value
    made.attributes |= {
        name: value for name, value in values.items() if name not in made.attributes
    }


def finish(machine: Machine, made: Instance, node: ir.Node, frame: Frame) -> None:
    """Runs `__post_init__`, as the constructor that Python writes does; attrs has its own name."""
    for name in ("__post_init__", "__attrs_post_init__"):
        after = find_in_class(made.cls, name)
        if isinstance(after, Function):
            machine.call(Bound(after, made), Arguments(), node, frame)


def check(machine: Machine, made: Instance, node: ir.Node, frame: Frame) -> None:
    """Runs each `__check_init__` of its bases, as Equinox does once an object is made."""
    for each in mro(made.cls):
        checks = each.attributes.get("__check_init__")
        if isinstance(checks, Function):
            machine.call(Bound(checks, made), Arguments(), node, frame)


def field(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `dataclasses.field(…)` and its like leave in a class body."""
    return Partial(Library(FIELD), (), tuple(arguments.keywords.items()))


def static_field(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `equinox.static_field(…)` leaves in a class body."""
    keywords = {**arguments.keywords, "static": Static(True, known=True, type="bool")}
    return Partial(Library(FIELD), (), tuple(keywords.items()))


def replaced(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns what `dataclasses.replace` and `_replace` make: the same but for some fields."""
    match arguments.positional:
        case [Instance() as old]:
            held = {} if arguments.rest is not None else old.attributes
            made = Instance(old.cls, {**held, **arguments.keywords}, machine.level)
            finish(machine, made, node, frame)
            return made
        case _:
            return UNKNOWN


def as_dict(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the dict of an object's fields."""
    match arguments.positional:
        case [Instance(cls=cls, attributes=attributes)]:
            held = {name: attributes.get(name, UNKNOWN) for name in fields_of(cls)}
            return Mapping({**held}, None, machine.level)
        case _:
            return UNKNOWN


def astuple(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the tuple of an object's fields."""
    match arguments.positional:
        case [Instance() as record]:
            return _tuple(record)
        case _:
            return UNKNOWN


def named_tuple(machine: Machine, arguments: Arguments, node: ir.Node, frame: Frame) -> Value:
    """Returns the class that `namedtuple("Point", "x y")` makes."""
    match arguments.positional:
        case [Static(value=str() as name), fields, *_]:
            names = _field_names(fields)
        case _:
            return UNKNOWN
    if names is None:
        return UNKNOWN
    body = tuple(_assignment(node, each) for each in names)
    written = ir.Class(node.at, name, name, (), body, ())
    bases = (Library("typing.NamedTuple"),)
    layout = Layout(frozenset(names), maker="typing.NamedTuple")
    return Class(written, frame.module, bases, _defaults(names, arguments), frame, layout=layout)


def _with_own(cls: Class, bases: list[dict[str, Field]]) -> dict[str, Field]:
    """Returns the fields of bases, from the last to the first, and those of a class."""
    own = {
        name: _field(cls, name, node, cls.attributes.get(name)) for name, node in _annotated(cls)
    }
    if len(bases) == 1 and not own:
        return bases[0]
    found: dict[str, Field] = {}
    for each in (*bases, own):
        found |= each
    return found


def _annotated(cls: Class) -> Iterator[tuple[str, ir.Expression]]:
    for statement in cls.node.body:
        match statement:
            case ir.Assign(targets=(ir.Name(id=name),), annotation=node) if node:
                if _written(node) not in _NO_FIELDS:
                    yield name, node
            case _:
                pass


def _written(node: ir.Expression) -> str:
    match node:
        case ir.Name(id=name):
            return name
        case ir.Attribute(value=value, name=name):
            return f"{_written(value)}.{name}"
        case ir.Subscript(value=value):
            return _written(value)
        case _:
            return ""


def _field(cls: Class, name: str, annotation: ir.Expression, held: Value | None) -> Field:
    match held:
        case Partial(function=Library(name=made)) if made == FIELD:
            options = dict(held.keywords)
            has_default = not options.keys().isdisjoint({"default", "default_factory", "factory"})
            return Field(name, annotation, cls, held if has_default else None, options)
        case _:
            return Field(name, annotation, cls, held, {})


def _is(option: Value | None, wanted: bool) -> bool:
    return isinstance(option, Static) and option.known and option.value is wanted


def _tuple(value: Instance) -> Sequence:
    held = value.cls.attributes
    items = [value.attributes.get(name, held.get(name, UNKNOWN)) for name in fields_of(value.cls)]
    return Sequence("tuple", items, UNKNOWN, value.level)


def _defaults(names: list[str], arguments: Arguments) -> dict[str, Value]:
    match arguments.keywords.get("defaults"):
        case Sequence(items=list() as items) if 0 < len(items) <= len(names):
            return dict(zip(names[-len(items) :], items, strict=True))
        case _:
            return {}


def _field_names(fields: Value) -> list[str] | None:
    match fields:
        case Static(value=str() as text, known=True):
            return text.replace(",", " ").split()
        case Sequence(items=list() as items):
            first = [i.items[0] if isinstance(i, Sequence) and i.items else i for i in items]
            names = [i.value for i in first if isinstance(i, Static) and isinstance(i.value, str)]
            return names if len(names) == len(items) else None
        case _:
            return None


def _assignment(node: ir.Node, name: str) -> ir.Assign:
    target = ir.Name(node.at, name)
    return ir.Assign(node.at, (target,), None, target)
