"""Objects that stand for all of a class, as methods meet them whose caller is not known."""

from typing import TYPE_CHECKING

from jitlint.trace.ledger import Work
from jitlint.trace.objects import annotations, attributes
from jitlint.trace.python import calls
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Class, Function, Instance
from jitlint.trace.values.lattice import UNKNOWN

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def instance(tracer: "Tracer", cls: Class) -> Instance:
    """Returns the object that stands for all of a class, made outside all traces."""
    known = tracer.instances.get(id(cls))
    if known:
        tracer.ledger.use(known[1])
        return known[0]
    made, work = tracer.instances[id(cls)] = Instance(cls, {}, 0), Work(cls.module)
    with tracer.ledger.within(work):
        _initialize(tracer, made)
    return made


def _initialize(tracer: "Tracer", made: Instance) -> None:
    """Runs `__init__` with arguments of which nothing is known."""
    made.cls.fields = annotations.annotated_fields(tracer, made.cls)
    traces, tracer.traces = tracer.traces, []
    tracer.guards += 1
    initializer = attributes.find_in_class(made.cls, "__init__")
    if isinstance(initializer, Function):
        unknown = Arguments([made], rest=UNKNOWN)
        calls.call_function(tracer, initializer, unknown, made.cls.frame, None)
    tracer.guards -= 1
    tracer.traces = traces
