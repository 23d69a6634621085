"""Variables and modules of Flax NNX, which only the trace that made them can change."""

from typing import NamedTuple

from jitlint.frontend import ir
from jitlint.interpreter.analyses.known_chains import surely_runs
from jitlint.interpreter.domain.limits import TRACE_LEVELS
from jitlint.interpreter.domain.tree import within
from jitlint.interpreter.domain.values import Class, Foreign, Frame, Instance, Library, Value
from jitlint.interpreter.events.facts import MutableVariables, WrittenElsewhere
from jitlint.interpreter.events.misuse import OtherTraceLevel
from jitlint.interpreter.objects.attributes import HELD, VARIABLE
from jitlint.interpreter.objects.lookup import PLAIN_BASES, find_in_class, foreign_bases
from jitlint.interpreter.state.blocks import body_of
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.trace_stack import ActiveTrace, describe
from jitlint.interpreter.syntax.names import dotted
from jitlint.interpreter.syntax.walk import walk

VARIABLES = frozenset(
    f"flax.nnx.{name}"
    for name in (
        "BatchStat", "Cache", "Intermediate", "LoRAParam", "Param", "Perturbation", "Variable",
    )
)  # fmt: skip
MODULES = frozenset(
    f"flax.nnx.{name}"
    for name in (
        "BatchNorm", "Conv", "ConvTranspose", "Dropout", "Einsum", "Embed", "GRUCell", "GroupNorm",
        "LSTMCell", "LayerNorm", "Linear", "LinearGeneral", "LoRA", "Module", "MultiHeadAttention",
        "Pytree", "RMSNorm", "RNN", "RNNCellBase", "Sequential", "SimpleCell",
    )
)  # fmt: skip
STREAMS = "flax.nnx.Rngs"
# Methods of streams that take no key when they are called, or not always: measured.
KEEPING = frozenset(
    (
        "broadcast delta_orthogonal f fork glorot_normal glorot_uniform he_normal he_uniform items"
        " kaiming_normal kaiming_uniform lecun_normal lecun_uniform split variance_scaling"
        " xavier_normal xavier_uniform"
    ).split()
)
# Those of JAX in which a write to what was made around them raises: measured.
OF_JAX = frozenset(
    f"jax.{name}"
    for name in (
        "checkpoint", "eval_shape", "grad", "hessian", "jacfwd", "jacrev", "jit", "jvp",
        "lax.cond", "lax.fori_loop", "lax.map", "lax.scan", "lax.switch", "lax.while_loop",
        "linearize", "make_jaxpr", "pmap", "value_and_grad", "vjp", "vmap",
    )
)  # fmt: skip
_MAPS = ("jax.vmap", "jax.pmap")
# Who calls these may have variables that a trace can write to.
_DEFAULTS = frozenset({"flax.nnx.var_defaults", "flax.config.update", "flax.config.temp_flip_flag"})


class _Owner(NamedTuple):
    """What may be written to: how many traces there were at most when it was made, and its kind.

    `holder` is the module that is, or that holds, it; None where a frame holds it.
    """

    level: int
    kind: str
    holder: Instance | None = None


def note_defaults(machine: Machine, name: str, frame: Frame) -> None:
    """Records a call that may make variables which a trace can write to."""
    if name in _DEFAULTS:
        machine.note(MutableVariables(frame.module))


def check_attribute(machine: Machine, target: ir.Attribute, frame: Frame) -> None:
    """Records a write to an attribute of a module or variable that was made outside of a trace."""
    if not machine.traces:
        return
    owner = frame.value_of(target.value)
    if isinstance(owner, Instance) and _is_of(owner.cls, MODULES, "__setattr__"):
        if find_in_class(owner.cls, target.name) is None:
            _check(machine, target, _Owner(owner.level, "module", owner), frame)
    elif target.name in HELD:
        _check(machine, target, _variable(target.value, owner, "__setattr__", frame), frame)


def check_item(machine: Machine, target: ir.Subscript, frame: Frame) -> None:
    """Records a write to items of a variable that was made outside of a trace."""
    if machine.traces:
        owner = frame.value_of(target.value)
        _check(machine, target, _variable(target.value, owner, "__setitem__", frame), frame)


def check_stream(machine: Machine, node: ir.Node, frame: Frame) -> None:
    """Records a call that takes a random key from streams made outside of a trace: it counts up."""
    if not machine.traces or not isinstance(node, ir.Call):
        return
    function = node.function
    match frame.value_of(function), function:
        case Foreign(cls=cls) as streams, _ if cls == STREAMS:
            _check(machine, node, _held(function, streams, "stream", frame), frame)
        case _, ir.Attribute(value=inner, name=name) if name not in KEEPING and name[0] != "_":
            streams = frame.value_of(inner)
            if isinstance(streams, Foreign) and streams.cls == STREAMS:
                _check(machine, node, _held(inner, streams, "stream", frame), frame)
        case _:
            return


def _variable(node: ir.Expression, value: Value, method: str, frame: Frame) -> _Owner | None:
    """Returns how old a variable is, where a module or a frame around surely holds it."""
    match value:
        case Instance() if _is_of(value.cls, VARIABLES, method):
            return _Owner(value.level, "variable", value)
        case Foreign(cls=cls) if cls == VARIABLE:
            return _held(node, value, "variable", frame)
        case _:
            return None


def _held(node: ir.Expression, value: Foreign, kind: str, frame: Frame) -> _Owner | None:
    match node:
        case ir.Name(id=name):
            around = frame.find(name)
            is_found = around is not None and around.names[name] is value
            return _Owner(around.level, kind) if around and is_found else None
        case ir.Attribute(value=inner, name=name):
            owner = frame.value_of(inner)
            if not isinstance(owner, Instance) or owner.attributes.get(name) is not value:
                return None
            is_module = _is_of(owner.cls, MODULES, "__setattr__")
            return _Owner(owner.level, kind, owner) if is_module else None
        case _:
            return None


def _is_of(cls: Class, names: frozenset[str], method: str) -> bool:
    """Says whether a class surely derives from one of some names and leaves a method as it is."""
    bases = [base.name if isinstance(base, Library) else "" for base in foreign_bases(cls)]
    is_known = all(base in names or base in PLAIN_BASES for base in bases)
    return is_known and not names.isdisjoint(bases) and find_in_class(cls, method) is None


def _check(machine: Machine, target: ir.Expression, owner: _Owner | None, frame: Frame) -> None:
    mode, active = machine.mode, machine.traces[-1]
    if owner is None or not owner.level < len(machine.traces) <= TRACE_LEVELS:
        return
    if mode.expects_errors or mode.chosen or mode.in_rule:
        return
    if active.entry.transform not in OF_JAX or not surely_runs(frame, active.root):
        return
    if _is_anyones(machine, target, frame) or any(_is_tried(machine, x) for x in machine.traces):
        return
    if owner.holder is not None and _is_rebuilt(active, owner.holder):
        return
    trace = describe(machine.traces, frame)
    fields = {"target": dotted(target), "kind": owner.kind, "transform": active.entry.transform}
    event = OtherTraceLevel(frame.place(target), trace, **fields)
    machine.note(WrittenElsewhere(event))


def _is_rebuilt(active: ActiveTrace, holder: Instance) -> bool:
    """Says whether a mapping has a module passed of which no axis is mapped: it is built anew."""
    given = active.root.given.values() if active.root and active.entry.transform in _MAPS else ()
    return any(each is holder for value in given for each in within(value))


def _is_tried(machine: Machine, active: ActiveTrace) -> bool:
    """Says whether a wrapper is made in a `try`, whose errors its calls there may expect."""
    around = active.root.caller.around if active.root and active.root.caller else None
    tried = walk(body_of(machine, around)) if around else ()
    starts = active.entry.starts.node
    return any(
        isinstance(each, ir.Try) and any(inner.at == starts for inner in walk(each.body))
        for each in tried
    )


def _is_anyones(machine: Machine, target: ir.Expression, frame: Frame) -> bool:
    """Says whether what is written to is of an object that stands for all of its class."""
    here: ir.Expression = target
    while isinstance(here, ir.Attribute | ir.Subscript | ir.Call):
        here = here.function if isinstance(here, ir.Call) else here.value
        owner = frame.value_of(here)
        known = machine.instances.get(id(owner.cls)) if isinstance(owner, Instance) else None
        if known is not None and known[0] is owner and _is_of(known[0].cls, MODULES, ""):
            return True
    return False
