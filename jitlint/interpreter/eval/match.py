"""Patterns of `match`: whether a subject fits, what is asked of it, and what the names hold.

A traced array fits no pattern of a sequence or mapping, and is an instance of no Python number.
"""

from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.domain.class_names import ARRAY_CLASSES, PYTHON_CLASSES
from jitlint.interpreter.domain.lattice import UNKNOWN, as_array, element_of, join
from jitlint.interpreter.domain.values import (
    Array,
    Class,
    Frame,
    Instance,
    Library,
    Mapping,
    Names,
    Sequence,
    Static,
    Tree,
    Value,
)
from jitlint.interpreter.objects import attributes, dataclasses
from jitlint.interpreter.objects.lookup import find_in_class, is_plain, mro
from jitlint.interpreter.state.machine import Machine

Fits = bool | None


@dataclass(slots=True)
class Fitting:
    """A pattern laid on a subject: what its names hold, and what is compared with a value."""

    machine: Machine
    frame: Frame
    names: Names = field(default_factory=dict[str, Value])
    compared: list[Value] = field(default_factory=list[Value])

    def lay(self, part: ir.Part, subject: Value) -> Fits:
        """Says whether a subject surely fits, surely does not, or None."""
        fits = self._lay(part, subject)
        if part.name:
            self.names[part.name] = subject
        return fits

    def _lay(self, part: ir.Part, subject: Value) -> Fits:
        match part.kind:
            case "any":
                return True
            case "value":
                self.compared.append(as_array(subject) if isinstance(subject, Tree) else subject)
                return _equal(part, subject)
            case "sequence":
                return self._lay_sequence(part, subject)
            case "mapping":
                return self._lay_mapping(part, subject)
            case "class":
                return self._lay_class(part, subject)
            case "either":
                return self._lay_either(part, subject)
            case _:
                return None

    def _lay_either(self, part: ir.Part, subject: Value) -> Fits:
        found: list[Fits] = []
        before = dict(self.names)
        for each in part.inside:
            own = Fitting(self.machine, self.frame)
            fits = own.lay(each, subject)
            if fits is not False:
                self.compared += own.compared
                for name, value in own.names.items():
                    old = self.names.get(name) if name not in before else None
                    self.names[name] = value if old is None else join(old, value)
            found.append(fits)
            if fits:
                return True
        return False if all(fits is False for fits in found) else None

    def _lay_sequence(self, part: ir.Part, subject: Value) -> Fits:
        if isinstance(subject, Instance):
            subject = dataclasses.as_tuple(subject) or subject
        starred = next((n for n, each in enumerate(part.inside) if each.kind == "rest"), None)
        match subject:
            case Sequence(kind="set") | Mapping() | Static(type="str") | Array(certain=True):
                return self._lay_all(part.inside, UNKNOWN, False)
            case Sequence(items=list() as items):
                return self._lay_items(part.inside, starred, items)
            case Sequence():
                return self._lay_all(part.inside, element_of(subject), None)
            case Tree():
                return self._lay_all(part.inside, subject, None)
            case Static():
                return self._lay_all(part.inside, Static(), None)
            case _:
                return self._lay_all(part.inside, UNKNOWN, None)

    def _lay_all(self, parts: tuple[ir.Part, ...], each: Value, fits: Fits) -> Fits:
        for part in parts:
            many = Sequence("list", None, each, len(self.machine.traces))
            compared = list(self.compared)
            inner = self.lay(part, many if part.kind == "rest" else each)
            self.compared = compared if fits is False or isinstance(each, Tree) else self.compared
            fits = False if inner is False else fits
        return fits

    def _lay_items(
        self, parts: tuple[ir.Part, ...], starred: int | None, items: list[Value]
    ) -> Fits:
        if starred is None and len(parts) != len(items):
            return False
        if starred is not None:
            after = len(parts) - starred - 1
            if len(items) < starred + after:
                return False
            end = len(items) - after
            rest = Sequence("list", items[starred:end], UNKNOWN, len(self.machine.traces))
            items = [*items[:starred], rest, *items[end:]]
        fits: Fits = True
        for part, item in zip(parts, items, strict=True):
            fits = _both(fits, True if part.kind == "rest" else self.lay(part, item))
            if part.kind == "rest" and part.name:
                self.names[part.name] = item
            if fits is False:
                return False
        return fits

    def _lay_mapping(self, part: ir.Part, subject: Value) -> Fits:
        match subject:
            case Mapping():
                return self._lay_keys(part, subject)
            case Sequence() | Array(certain=True):
                return self._lay_all(part.inside, UNKNOWN, False)
            case Tree():
                return self._lay_all(part.inside, subject, None)
            case _:
                return self._lay_all(part.inside, UNKNOWN, None)

    def _lay_keys(self, part: ir.Part, subject: Mapping) -> Fits:
        fits: Fits = True
        left = dict(subject.items)
        for key, inner in zip(part.keys, part.inside, strict=True):
            if inner.kind == "rest":
                if inner.name:
                    level = len(self.machine.traces)
                    self.names[inner.name] = Mapping(left, subject.rest, level)
                continue
            if key in subject.items:
                found: Fits = self.lay(inner, subject.items[key])
                left.pop(key, None)
            else:
                self.lay(inner, UNKNOWN if subject.rest is None else subject.rest)
                found = False if subject.rest is None and key is not None else None
            fits = _both(fits, found)
        return fits

    def _lay_class(self, part: ir.Part, subject: Value) -> Fits:
        cls = UNKNOWN if part.cls is None else self.machine.evaluate(part.cls, self.frame)
        fits = _is_instance(subject, cls)
        taken: list[Value] = []
        for number, key in enumerate(part.keys):
            taken.append(self._attribute(part, subject, cls, fits, number, key))
        for inner, value in zip(part.inside, taken, strict=True):
            fits = _both(fits, self.lay(inner, value))
        return fits

    def _attribute(
        self,
        part: ir.Part,
        subject: Value,
        cls: Value,
        fits: Fits,
        number: int,
        key: str | int | None,
    ) -> Value:
        if isinstance(cls, Library) and cls.name in PYTHON_CLASSES and key is None:
            return subject if isinstance(subject, Static) else UNKNOWN
        name = key if isinstance(key, str) else _match_arg(cls, number)
        is_known = fits or (fits is None and isinstance(cls, Library))
        if name is None or not is_known or not isinstance(subject, Instance | Array):
            return UNKNOWN
        return attributes.get(self.machine, subject, name, part, self.frame)


def _equal(part: ir.Part, subject: Value) -> Fits:
    match part.keys, subject:
        case (str() | int() as wanted,), Static(value=value, known=True):
            return value == wanted
        case _:
            return None


def _is_instance(subject: Value, cls: Value) -> Fits:
    match subject, cls:
        case Instance(cls=own), Class():
            return True if cls in mro(own) else False if is_plain(own) else None
        case Array(certain=True), Class():
            return False
        case Array(certain=True), Library(name=name):
            is_python = name in PYTHON_CLASSES or name == "numpy.ndarray"
            return (
                False
                if is_python
                else True
                if name in ARRAY_CLASSES - {"jax.core.Tracer"}
                else None
            )
        case ((Sequence() | Mapping()), Class()):
            return False
        case _:
            return None


def _match_arg(cls: Value, number: int) -> str | None:
    if not isinstance(cls, Class):
        return None
    written = find_in_class(cls, "__match_args__")
    if written is None:
        names = dataclasses.fields_of(cls)
        return names[number] if number < len(names) else None
    match written:
        case Sequence(items=list() as items) if number < len(items):
            said = items[number]
            return said.value if isinstance(said, Static) and isinstance(said.value, str) else None
        case _:
            return None


def _both(left: Fits, right: Fits) -> Fits:
    if left is False or right is False:
        return False
    return True if left and right else None
