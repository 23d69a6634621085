"""Names of mapped axes: a collective over a name asks for a transformation around that binds it."""

from jitlint.interpreter.analyses.known_chains import is_known
from jitlint.interpreter.domain.arguments import known_strings
from jitlint.interpreter.domain.values import Sequence, Transformed
from jitlint.interpreter.events.misuse import UnboundAxis
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.models.words import Model

_COLLECTIVES = frozenset(
    f"jax.lax.{name}"
    for name in (
        "psum", "pmean", "pmax", "pmin", "ppermute", "pshuffle", "all_gather", "all_to_all",
        "psum_scatter", "axis_index", "axis_size",
    )
)  # fmt: skip
_BINDING_NONE = frozenset(
    "jit pjit grad value_and_grad jacfwd jacrev hessian checkpoint jvp vjp linearize"
    " eval_shape".split()
)


def bound_by(wrapper: Transformed) -> frozenset[str] | None:
    """Returns the axis names that a wrapper binds while it traces, or None if not known."""
    if not any(parameter.name == "axis_name" for parameter in wrapper.model.parameters):
        return bound_now(wrapper.model)
    option = wrapper.options.get("axis_name")
    names = () if option is None else known_strings(option)
    return None if names is None else frozenset(names)


def bound_now(model: Model) -> frozenset[str] | None:
    """Returns the same of a function of JAX that traces here and now: none, or not known."""
    module, _, name = model.name.rpartition(".")
    is_plain = module == "jax" and name in _BINDING_NONE
    return frozenset() if is_plain or module == "jax.lax" else None


def check(machine: Machine, made: LibraryCall) -> None:
    """Emits an event where a name is bound by nothing on a chain that is known to its start."""
    axes = made.values.get("axis_name")
    if made.model.name not in _COLLECTIVES or axes is None or machine.mode.tentative:
        return
    of = made.values.get("x")
    if isinstance(of, Sequence) and not of.items:
        return
    around = [active.axes for active in machine.traces]
    bound = frozenset[str]().union(*(names or () for names in around))
    missing = [name for name in known_strings(axes) or () if name not in bound]
    if missing and None not in around and is_known(machine, made.frame):
        function = made.model.name
        machine.emit(UnboundAxis, made.frame, made.node, function=function, axis=missing[0])
