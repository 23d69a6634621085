"""Loops and branches of JAX: a carry keeps its structure, and all branches return the same one."""

from jitlint.frontend import ir
from jitlint.interpreter.avals.structure import branch_fits, carry_fits, difference
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Frame, Instance, Sequence, Value
from jitlint.interpreter.events.misuse import ChangedCarry, DifferentBranches
from jitlint.interpreter.objects.targets import Target, target_of
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.state.machine import Machine

# The parameter that is the body, and the number of the argument that it takes the carry by.
_BODIES = {
    "jax.lax.scan": ("f", 0),
    "jax.lax.while_loop": ("body_fun", 0),
    "jax.lax.fori_loop": ("body_fun", 1),
}


def check_carry(
    machine: Machine,
    made: LibraryCall,
    parameter: str,
    target: Target,
    handed: Arguments,
    result: Value,
) -> None:
    """Emits an event where a body surely returns a carry of another structure than the first.

    The first is the value handed over, which stays as it was where the body changes its own.
    """
    name, number = _BODIES.get(made.model.name, ("", 0))
    returned = _carry_of(made.model.name, result)
    if name != parameter or returned is None or number >= len(handed.positional):
        return
    found = difference(handed.positional[number], returned, carry_fits)
    if found:
        fields = {"path": found.path, "before": found.before, "after": found.after}
        names = {"loop": made.model.name, "function": target.name}
        machine.emit(ChangedCarry, made.frame, made.node, **names, **fields)


def check_branches(
    machine: Machine,
    made: LibraryCall,
    parameter: str,
    functions: list[Value],
    results: list[Value],
) -> None:
    """Emits an event where a branch surely returns another structure than the first one does."""
    branches = [*zip(functions, results, strict=True)]
    if parameter == "false_fun" and "true_fun" in made.results:
        branches.insert(0, (made.values["true_fun"], made.results["true_fun"]))
    elif parameter != "branches":
        return
    if _may_never_run(made.frame):
        return
    known = [(target, result) for f, result in branches if (target := target_of(f))]
    for target, result in known[1:]:
        first, returned = known[0]
        if found := difference(returned, result, branch_fits):
            fields = {"path": found.path, "first": found.before, "second": found.after}
            names = {"function": made.model.name, "branches": (first.name, target.name)}
            machine.emit(DifferentBranches, made.frame, made.node, **names, **fields)
            return


def _may_never_run(frame: Frame) -> bool:
    """An object that inherits a method, which nobody is seen to call, may have no use for it."""
    owner = frame.given.get("self")
    by_anyone = frame.function is not None and frame.called_at is None
    return by_anyone and isinstance(owner, Instance) and not _defines(owner, frame.function)


def _defines(owner: Instance, function: ir.Function | None) -> bool:
    return function is not None and function.name in owner.cls.attributes


def _carry_of(loop: str, result: Value) -> Value | None:
    if loop != "jax.lax.scan":
        return result
    match result:
        case Sequence(kind="tuple" | "list", items=[carry, _]):
            return carry
        case _:
            return None
