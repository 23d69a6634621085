"""Imports: names of other modules of the program, or of libraries."""

from typing import TYPE_CHECKING

from jitlint.read import ir
from jitlint.trace.arguments import known_strings
from jitlint.trace.frames import Frame
from jitlint.trace.lattice import UNKNOWN
from jitlint.trace.values import Library, Module, Unknown, Value

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def execute_import(tracer: "Tracer", node: ir.Import, frame: Frame) -> bool:
    """Binds what an import statement names."""
    if node.module is None and not node.level:
        for name in node.names:
            _import_module(tracer, name, frame)
        return True
    source = tracer.program.absolute(frame.module, node.module or "", node.level)
    for name in node.names:
        if name.name == "*":
            _import_all(tracer, source, frame)
        else:
            _import_from(tracer, source, name, frame)
    return True


def module_value(tracer: "Tracer", name: str) -> Value:
    """Returns the module of a dotted name: the program's own first, as Python's path has it."""
    return Module(name) if tracer.program.has(name) else Library(name)


def _import_module(tracer: "Tracer", name: ir.ImportedName, frame: Frame) -> None:
    top = name.name.partition(".")[0]
    aliased = name.alias and name.alias != name.name
    if aliased:
        frame.names[name.alias] = module_value(tracer, name.name)
    else:
        frame.names[top] = module_value(tracer, top)
        tracer.module(name.name)


def _import_from(tracer: "Tracer", source: str, name: ir.ImportedName, frame: Frame) -> None:
    bound = name.alias or name.name
    if not tracer.program.has(source):
        frame.names[bound] = Library(f"{source}.{name.name}")
        return
    value = tracer.imported(source, name.name)
    if isinstance(value, Unknown):
        frame.imports[bound] = (source, name.name)
        frame.names.pop(bound, None)
    else:
        frame.names[bound] = value


def _import_all(tracer: "Tracer", source: str, frame: Frame) -> None:
    other = tracer.module(source)
    if other is None:
        return
    named = known_strings(other.names.get("__all__", UNKNOWN))
    public = [name for name in other.names if not name.startswith("_")]
    for name in public if named is None else named:
        value = tracer.imported(source, name)
        if not isinstance(value, Unknown) or name in other.names:
            frame.names[name] = value
