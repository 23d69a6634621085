"""Bodies of loops and branches that JAX differentiates from outside, once they are staged."""

from jitlint.core.finding import Entry, Place
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model

# What is started where it is written, and refuses there what its body may not do: measured.
_BODIES = frozenset(f"jax.lax.{name}" for name in ("scan", "fori_loop", "map", "cond", "switch"))


def differentiated_body(machine: Machine) -> Entry[Place] | None:
    """Returns the outermost body that is staged inside of one derivative, and of nothing else."""
    around = [how(machine, active.entry.transform) for active in machine.traces]
    if around.count("Differentiates") != 1:
        return None
    outer = around.index("Differentiates")
    staged = [number for number, active in enumerate(machine.traces) if active.stages]
    if not staged or staged[0] < outer:
        return None
    active = machine.traces[staged[0]]
    is_known = active.entry.transform in _BODIES and not active.persists
    return active.entry if is_known else None


def how(machine: Machine, transform: str) -> str:
    """Returns whether a transformation `Differentiates` or `Maps`; nothing of another."""
    model = machine.models.find(transform)
    words = [p.word.name for p in model.parameters] if isinstance(model, Model) else []
    return next((how for w in words for how in ("Differentiates", "Maps") if w.startswith(how)), "")
