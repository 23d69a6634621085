"""Phrases that the messages of several rules have in common."""

from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from jitlint.core.finding import Entry, Place
from jitlint.interpreter.domain.tree import within
from jitlint.interpreter.domain.values import Depends, Origin, Value
from jitlint.interpreter.events import Trace

TAKES_STATIC = ("jit", "pjit", "pmap", "checkpoint", "remat")
RUNS_EACH_CALL = (
    "grad", "value_and_grad", "vmap", "jvp", "vjp", "linearize", "hessian", "jacfwd", "jacrev",
)  # fmt: skip
SHOWN = 3
WRITTEN = {"builtins.": "", "numpy.": "np.", "jax.numpy.": "jnp."}


def origin(depends: Depends, trace: Trace) -> str:
    """Returns why a value is traced: `it depends on "x" of "step"`, with backticks."""
    if not depends:
        return f"it is made by JAX while {callable_name(trace.entry.function)} is traced"
    return f"it depends on {_responsible(depends, trace.entry)}"


def or_static(depends: Depends, trace: Trace) -> str:
    """Returns `, or make "x" static if …` where that is possible and one or two arguments do it."""
    names = sorted({source.argument for source in depends})
    own = all(is_of(source, trace.entry) for source in depends)
    if not own or not 1 <= len(names) <= 2 or last_part(trace.entry.transform) not in TAKES_STATIC:
        return ""
    verb = "it takes" if len(names) == 1 else "they take"
    return f", or make {listed(names)} static if {verb} few values"


def own_arguments(depends: Depends, trace: Trace) -> tuple[str, ...]:
    """Returns the names of the arguments that are responsible; none if others are as well."""
    own = all(is_of(source, trace.entry) for source in depends)
    return tuple(sorted({source.argument for source in depends})) if own else ()


def whole_or_part(
    value: Value, alone: Callable[[Value], str], held: Callable[[Value], Collection[Value]]
) -> str:
    """Returns what is wrong with a value: `a dict`, or `holds a dict`; empty where nothing is.

    `alone` says it of one value without what it holds, `held` what is to be looked into.
    """
    for each in within(value, held=held):
        what = alone(each)
        if what:
            return what if each is value else f"holds {what}"
    return ""


def once_per_trace(trace: Trace) -> str:
    """Returns `once per trace of "step", not once per call`.

    A body of `scan` under a bare `grad` is traced once, the function around it on every call.
    """
    name = callable_name(trace.entry.function)
    if last_part(trace.entry.transform) in RUNS_EACH_CALL:
        return f"once per trace within {name}, not each time its code runs"
    return f"once per trace of {name}, not once per call"


def callable_name(qualname: str) -> str:
    """Returns a function's name as its author knows it, with backticks."""
    name = qualname.rpartition("<locals>.")[2]
    return "a lambda" if name == "<lambda>" else f"`{name}`"


def spelled(function: str) -> str:
    """Returns a library's function as it is mostly written: `np.sin` for `numpy.sin`."""
    if "._" in function:
        return last_part(function)
    module = next(filter(function.startswith, WRITTEN), "")
    return WRITTEN.get(module, "") + function.removeprefix(module)


def listed(names: Sequence[str]) -> str:
    """Returns names with backticks, joined by commas and `and`."""
    shown = [f"`{name}`" for name in names]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def is_of(source: Origin, entry: Entry[Place]) -> bool:
    """Returns whether an argument is one of the entry's own."""
    return last_part(source.function) == last_part(entry.function)


def last_part(dotted: str) -> str:
    """Returns the last name of a dotted one."""
    return dotted.rpartition(".")[2]


def literal(text: str) -> str:
    """Returns a text of the user's for a message, where a lone brace would mean a quotation."""
    return text.replace("{", "{{").replace("}", "}}")


def _responsible(depends: Depends, entry: Entry[Place]) -> str:
    ordered = sorted(depends)
    hidden = len(ordered) - SHOWN
    groups = groupby(ordered[:SHOWN], key=lambda source: source.function)
    text = " and ".join(_arguments_of(list(group), entry) for _, group in groups)
    return f"{text} and {hidden} more" if hidden > 0 else text


def _arguments_of(sources: list[Origin], entry: Entry[Place]) -> str:
    function = entry.function if is_of(sources[0], entry) else sources[0].function
    return f"{listed([source.argument for source in sources])} of {callable_name(function)}"
