"""Imports: names of other modules of the program, or of libraries."""

from collections.abc import Iterable, Iterator

from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import known_strings
from jitlint.interpreter.domain.lattice import UNKNOWN
from jitlint.interpreter.domain.values import Frame, Library, Module, Unknown, Value
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.events.misuse import RemovedName
from jitlint.interpreter.state.changes import Changes
from jitlint.interpreter.state.import_circles import Circles
from jitlint.interpreter.state.machine import Machine

COMPLETE = frozenset({"jax", "numpy", "scipy", "math", "builtins"})


def execute_import(machine: Machine, node: ir.Import, frame: Frame) -> bool:
    """Binds what an import statement names."""
    _tell_of_names(machine, node, frame)
    if node.module is None and not node.level:
        for name in node.names:
            _import_module(machine, name, frame)
        return True
    source = machine.program.absolute(frame.module, node.module or "", node.level)
    for name in node.names:
        if name.name == "*":
            _import_all(machine, source, frame)
        else:
            _import_from(machine, source, name, frame)
    return True


def unfolded(body: Iterable[ir.Statement]) -> Iterator[ir.Statement]:
    """Yields a module's statements; what is meant for type checkers stands among them.

    Its imports are put off as others are: only annotations read them, and they may be cyclic.
    """
    for statement in body:
        match statement:
            case ir.If(test=ir.Name(id="TYPE_CHECKING") | ir.Attribute(name="TYPE_CHECKING")):
                yield from (*statement.body, *statement.orelse)
            case _:
                yield statement


def defer(machine: Machine, statement: ir.Statement, frame: Frame) -> bool:
    """Records what an import at the top of a module names; who reads it first has it executed."""
    if not isinstance(statement, ir.Import):
        return False
    if any(name.name == "*" for name in statement.names):
        return False
    _tell_of_names(machine, statement, frame)
    if statement.module is None and not statement.level:
        for name in statement.names:
            _name_module(machine, name, frame)
        return True
    source = machine.program.absolute(frame.module, statement.module or "", statement.level)
    for name in statement.names:
        _defer_from(machine, source, name, frame)
    return True


def resolve(machine: Machine, name: str, frame: Frame) -> Frame | None:
    """Returns the module's frame once it holds a name whose import was put off."""
    late = frame.globals.imports.get(name)
    if late is None or (frame.function and name in frame.function.locals):
        return None
    module, work = frame.globals, WorkUnit(frame.module)
    with machine.provenance.within(work):
        value = machine.imported(*late)
    if isinstance(value, Unknown):
        return None
    module.names[name] = value
    module.origins[name] = work
    machine.state_of(Changes).forget(lambda: _put_off(module, name))
    return module


def _put_off(module: Frame, name: str) -> None:
    """Forgets what a name was found to be, so that who reads it next finds it out anew."""
    module.names.pop(name, None)
    module.origins.pop(name, None)


def module_value(machine: Machine, name: str) -> Value:
    """Returns the module of a dotted name: the program's own first, as Python's path has it."""
    return Module(name) if machine.has(name) else Library(name)


def is_beyond_stub(machine: Machine, source: str, name: str) -> bool:
    """Says whether a library has a stub that lacks a name, and is itself part of the program.

    Of those that JAX is made of the stubs tell all.
    """
    models, full = machine.models, f"{source}.{name}"
    if not models.is_module(source) or source.partition(".")[0] in COMPLETE:
        return False
    if models.knows(full) or models.is_module(full) or machine.public(source, name):
        return False
    return machine.program.unit(source) is not None


def _tell_of_names(machine: Machine, node: ir.Import, frame: Frame) -> None:
    """Emits an event for the names of JAX that are imported: some may have been removed."""
    for name in node.names:
        full = f"{node.module}.{name.name}" if node.module else name.name
        if full.startswith("jax.") and not node.level and not machine.mode.tentative:
            machine.emit(RemovedName, frame, name, name=full)


def _import_module(machine: Machine, name: ir.ImportedName, frame: Frame) -> None:
    top = name.name.partition(".")[0]
    if name.alias == top or not name.alias:
        machine.module(name.name)
    _name_module(machine, name, frame)


def _name_module(machine: Machine, name: ir.ImportedName, frame: Frame) -> None:
    top = name.name.partition(".")[0]
    aliased = name.alias and name.alias != top
    frame.names[name.alias or top] = module_value(machine, name.name if aliased else top)


def _defer_from(machine: Machine, source: str, name: ir.ImportedName, frame: Frame) -> None:
    bound = name.alias or name.name
    public = f"{source}.{name.name}"
    if machine.has(source):
        public = machine.public(source, name.name)
    elif is_beyond_stub(machine, source, name.name):
        public = None
    if public:
        frame.names[bound] = Library(public)
    else:
        frame.imports[bound] = (source, name.name)
        frame.names.pop(bound, None)


def _import_from(machine: Machine, source: str, name: ir.ImportedName, frame: Frame) -> None:
    bound = name.alias or name.name
    value = machine.imported(source, name.name)
    if isinstance(value, Unknown):
        frame.imports[bound] = (source, name.name)
        frame.names.pop(bound, None)
    else:
        frame.names[bound] = value


def public_names(other: Frame) -> Iterator[str]:
    """Yields the names that a star import of a module binds."""
    named = known_strings(other.names.get("__all__", UNKNOWN))
    public = [name for name in (*other.names, *other.imports) if not name.startswith("_")]
    yield from dict.fromkeys(public if named is None else named)


def _import_all(machine: Machine, source: str, frame: Frame) -> None:
    other = machine.module(source)
    if other is None:
        return
    has_stub = machine.models.is_module(source.partition(".")[0])
    machine.state_of(Circles).note(source, frame)
    for name in public_names(other):
        if name in other.imports and name not in other.names and frame.parent is None:
            frame.imports[name] = (source, name)
            frame.names.pop(name, None)
            continue
        is_held = name in other.names and not has_stub
        value = other.names[name] if is_held else machine.imported(source, name)
        if not isinstance(value, Unknown) or name in other.names:
            frame.names[name] = value
            if (name, "large") in other.facts:
                frame.facts[name, "large"] = other.facts[name, "large"]
