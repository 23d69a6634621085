"""Types of 64 bits that a program asks JAX for, which makes 32 of them while it has no 64."""

from jitlint.interpreter.analyses.known_chains import beginning
from jitlint.interpreter.domain.aval import WIDE
from jitlint.interpreter.domain.values import Array, Frame, Library, Static, Value
from jitlint.interpreter.events.facts import WideTypeAsked
from jitlint.interpreter.events.misuse import WideType
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.state.running_scripts import RunningScripts
from jitlint.interpreter.state.trace_stack import describe
from jitlint.interpreter.syntax.scripts import is_run

# The names by which texts and modules speak of a type of 64 bits: measured.
_TEXTS = {
    **{name: name for name in WIDE},
    **dict.fromkeys(("float", "double", "d", "f8"), "float64"),
    **dict.fromkeys(("int", "i8"), "int64"),
    **dict.fromkeys(("uint", "u8"), "uint64"),
    **dict.fromkeys(("complex", "c16"), "complex128"),
}
_NAMES = {
    **{f"{home}.{name}": name for home in ("jax.numpy", "numpy") for name in WIDE},
    **{f"{home}.double": "float64" for home in ("jax.numpy", "numpy")},
    "jax.numpy.float_": "float64",
    "jax.numpy.int_": "int64",
    "jax.numpy.complex_": "complex128",
}
_HOMES = ("jax.numpy.", "jax.random.")
_METHODS = "jax.Array."
# Those with a parameter of that name which make no array of it, or say nothing.
_OTHERS = frozenset(
    """
    jax.numpy.argsort jax.numpy.dtype jax.numpy.finfo jax.numpy.frombuffer jax.numpy.fromstring
    jax.numpy.isdtype jax.numpy.ravel_multi_index jax.random.key
    jax.random.wrap_key_data
    """.split()
)


def check_call(machine: Machine, made: LibraryCall) -> None:
    """Records a call of JAX that asks for a type of 64 bits, in a program that is run."""
    name = made.model.name
    dtype = _NAMES.get(name, "") if made.arguments.positional else ""
    if not dtype and asks(name) and (not name.startswith(_METHODS) or _is_array(made.owner)):
        dtype = wide_dtype(made.values.get("dtype"))
    if not dtype or not name.startswith("jax."):
        return
    frame = made.frame
    module = "" if machine.mode.expects_errors else _script_of(machine, frame)
    if module:
        event = WideType(frame.place(made.node), describe(machine.traces, frame), name, dtype)
        machine.note(WideTypeAsked(event, module))


def asks(name: str) -> bool:
    """Says whether a function of JAX with a parameter `dtype` warns where it is not available."""
    return name.startswith((*_HOMES, _METHODS)) and name not in _OTHERS


def wide_dtype(value: Value | None) -> str:
    """Returns the type of 64 bits that a value surely stands for; Python's own types are none."""
    match value:
        case Static(value=str() as text, known=True) | Static(type="dtype", value=str() as text):
            return _TEXTS.get(text, "")
        case Library(name=name, self=None):
            return _NAMES.get(name, "")
        case _:
            return ""


def _is_array(owner: Value | None) -> bool:
    return isinstance(owner, Array) and owner.certain


def _script_of(machine: Machine, frame: Frame) -> str:
    """Returns the module that is run and comes to a line, if that is certain; else nothing."""
    chain = beginning(machine, frame)
    if chain is None or not chain.at_top:
        return ""
    module = chain.module
    facts = machine.program.facts(module.module)
    is_script = machine.state_of(RunningScripts).has(module) or (
        facts is not None and not module.branches and is_run(facts, module.module)
    )
    return module.module if is_script else ""
