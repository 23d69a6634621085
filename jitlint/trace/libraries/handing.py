"""Functions that a library is handed and runs here and now: traced, or called as they are."""

from typing import TYPE_CHECKING

from jitlint.finding import Entry
from jitlint.models.words import ModelParameter, Word
from jitlint.trace.entries import Active
from jitlint.trace.events.misuse import LoopBody
from jitlint.trace.libraries import vocabulary
from jitlint.trace.libraries.library_call import LibraryCall
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Kind, Sequence, Source, Value
from jitlint.trace.values.lattice import combine, join_all
from jitlint.trace.watches import freshness
from jitlint.trace.wrappers.signatures import target_of
from jitlint.trace.wrappers.tracing import going_in

if TYPE_CHECKING:
    from jitlint.trace.tracer import Tracer


def call_now(tracer: "Tracer", made: LibraryCall, word: Word, value: Value) -> Value:
    arguments = vocabulary.handed(tracer, made, word.inside, "")
    functions: list[Value] = [value]
    if isinstance(value, Sequence):
        functions = [value.element] if value.items is None else value.items
    return join_all([tracer.call(each, arguments, made.node, made.frame) for each in functions])


def trace_now(
    tracer: "Tracer", made: LibraryCall, parameter: ModelParameter, value: Value
) -> Value:
    functions = [value]
    if parameter.word.name == "TracesAll":
        known = isinstance(value, Sequence) and value.items is not None
        functions = value.items or [] if known and isinstance(value, Sequence) else []
    kind: Kind = "concrete" if parameter.word.name.startswith("Diff") else "abstract"
    staged = not parameter.word.name.startswith(("Diff", "Maps"))
    return join_all(
        [_trace_one(tracer, made, parameter.word, each, kind, staged) for each in functions]
    )


def _trace_one(
    tracer: "Tracer", made: LibraryCall, word: Word, function: Value, kind: Kind, staged: bool
) -> Value:
    target = target_of(function)
    if target is None:
        return combine(made.arguments.all(), True)
    if staged:
        freshness.note_function(tracer, made.model.name, function, made.node, made.frame)
    handed = vocabulary.handed(tracer, made, word.inside, target.name)
    level = len(tracer.traces) + 1
    inside = Arguments()
    for number, value in enumerate(handed.positional):
        parameter = target.positional(number)
        source = Source(target.name, parameter.name if parameter else str(number))
        inside.positional.append(going_in(value, kind, source, level))
    for name, value in handed.keywords.items():
        inside.keywords[name] = going_in(value, kind, Source(target.name, name), level)
    if handed.rest is not None:
        inside.rest = going_in(handed.rest, kind, Source(target.name, "*"), level)
    entry = Entry(
        transform=made.model.name,
        function=target.function.node.qualname,
        starts=made.frame.place(made.node),
        defined=target.function.at,
        within=made.frame.qualname,
    )
    active = Active(entry, staged, "tracing starts here", rebuilds=False)
    result = tracer.trace(active, function, inside, made.frame)
    tracer.watch.rebinding.call(tracer, function, target.function.at)
    if made.model.name == "jax.lax.scan":
        told = {"function": target.name, "result": result}
        tracer.emit(LoopBody, made.frame, made.node, **told)
    return result
