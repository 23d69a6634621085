"""Random keys, which may be used once: a consumed key is a fact of the frame's environment."""

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.analyses import key_paths
from jitlint.interpreter.events.misuse import KeyReuse
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine

_HARMLESS = frozenset("key PRNGKey fold_in wrap_key_data key_data key_impl clone".split())


def consume(machine: Machine, made: "LibraryCall") -> None:
    """Records the key that a call of `jax.random` consumes; of the second call emits an event."""
    module, _, name = made.model.name.rpartition(".")
    if module != "jax.random" or name in _HARMLESS:
        return
    frame = made.frame
    key = key_paths.spelled(machine, _first_argument(made.node), frame)
    used = frame.facts.get((key, "consumed"))
    if used is not None:
        first_at = Place(frame.path, used)
        fields = {"name": key, "function": made.model.name, "first_at": first_at}
        machine.emit(KeyReuse, frame, made.node, **fields)
    if key:
        frame.facts.setdefault((key, "consumed"), made.node.at)


def _first_argument(node: ir.Node) -> ir.Expression | None:
    return node.arguments[0].value if isinstance(node, ir.Call) and node.arguments else None
