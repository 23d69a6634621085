"""What may be used once: random keys. A consumed key is noted among a frame's names, where
branches copy and join it like any name.
"""

from typing import TYPE_CHECKING

from jitlint.finding import Place
from jitlint.read import ir
from jitlint.trace.events.misuse import KeyReuse
from jitlint.trace.frames import Frame
from jitlint.trace.values import Static
from jitlint.trace.watches import keys

if TYPE_CHECKING:
    from jitlint.trace.libraries.library_call import LibraryCall
    from jitlint.trace.tracer import Tracer

_HARMLESS = frozenset("key PRNGKey fold_in wrap_key_data key_data key_impl clone".split())


def consume(tracer: "Tracer", made: "LibraryCall") -> None:
    """Notes the key that a call of `jax.random` consumes, and tells if it was consumed before."""
    module, _, name = made.model.name.rpartition(".")
    if module != "jax.random" or name in _HARMLESS:
        return
    frame = made.frame
    key = keys.spelled(tracer, _first_argument(made.node), frame)
    used = frame.names.get(_mark(key))
    if isinstance(used, Static) and isinstance(used.value, int):
        first_at = Place(frame.path, used.value)
        told = {"name": key, "function": made.model.name, "first_at": first_at}
        tracer.emit(KeyReuse, frame, made.node, **told)
    if key:
        frame.names.setdefault(_mark(key), Static(made.node.at, known=True, type="int"))


def renew(name: str, frame: Frame) -> None:
    """Forgets what was known of a name that is bound anew."""
    frame.names.pop(_mark(name), None)


def _first_argument(node: ir.Node) -> ir.Expression | None:
    return node.arguments[0].value if isinstance(node, ir.Call) and node.arguments else None


def _mark(name: str) -> str:
    return f"{name} is consumed"
