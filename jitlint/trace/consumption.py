"""What may be used once, or waited for: random keys, dispatched calls between two clocks.

Both are noted among a frame's names, where branches copy and join them like any name.
"""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.misuse import KeyReuse, Timing
from jitlint.trace.values import Static

if TYPE_CHECKING:
    from jitlint.trace.library_call import LibraryCall
    from jitlint.trace.tracer import Tracer

_HARMLESS = frozenset("key PRNGKey fold_in wrap_key_data key_data key_impl clone".split())
_CLOCKS = frozenset(f"time.{name}" for name in ("time", "perf_counter", "monotonic"))
_WAITS = ("block_until_ready", "item", "tolist", "device_get")
_STARTED, _DISPATCHED = "a clock started", "a call dispatched"


def consume(tracer: "Tracer", made: "LibraryCall") -> None:
    """Notes what a call of a library consumes, and tells what was consumed before."""
    name = made.model.name
    if name.startswith("jax.random."):
        _consume_key(tracer, made, name.rpartition(".")[2])
    elif name in _CLOCKS:
        _read_clock(tracer, made)
    elif name.endswith(_WAITS) or name.startswith(("numpy.", "builtins.")):
        made.frame.names.pop(_DISPATCHED, None)


def dispatch(tracer: "Tracer", node: ir.Node, frame: Frame) -> None:
    """Notes that a staged wrapper was called outside all traces: JAX does not wait for it."""
    match node:
        case ir.Call(function=ir.Attribute(name="lower" | "trace" | "eval_shape")):
            return
        case _:
            pass
    if not tracer.traces and _STARTED in frame.names:
        frame.names[_DISPATCHED] = Static(node.at, known=True, type="int")


def wait(node: ir.Call, frame: Frame) -> None:
    """Notes a call that waits for the device, by its name alone."""
    match node.function:
        case ir.Attribute(name=name) | ir.Name(id=name) if name in _WAITS:
            frame.names.pop(_DISPATCHED, None)
        case _:
            return


def renew(name: str, frame: Frame) -> None:
    """Forgets what was known of a name that is bound anew."""
    frame.names.pop(_mark(name), None)


def _consume_key(tracer: "Tracer", made: "LibraryCall", name: str) -> None:
    first = _first_argument(made.node)
    if name in _HARMLESS or not isinstance(first, ir.Name):
        return
    frame = made.frame
    used = frame.names.get(_mark(first.id))
    if isinstance(used, Static) and isinstance(used.value, int):
        first_at = Place(frame.path, used.value)
        told = {"name": first.id, "function": made.model.name, "first_at": first_at}
        tracer.emit(KeyReuse, frame, made.node, **told)
    frame.names.setdefault(_mark(first.id), Static(made.node.at, known=True, type="int"))


def _first_argument(node: ir.Node) -> ir.Expression | None:
    return node.arguments[0].value if isinstance(node, ir.Call) and node.arguments else None


def _read_clock(tracer: "Tracer", made: "LibraryCall") -> None:
    frame = made.frame
    called = frame.names.pop(_DISPATCHED, None)
    if isinstance(called, Static) and isinstance(called.value, int):
        tracer.emit(Timing, frame, made.node, called_at=Place(frame.path, called.value))
    frame.names[_STARTED] = Static(True, known=True, type="bool")


def _mark(name: str) -> str:
    return f"{name} is consumed"
