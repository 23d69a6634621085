"""The meaning of a claim for the user: the effect in JAX, and the experiment that tests it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jitlint.core.finding import Claim, ClaimKind


_HAPPENS: "dict[ClaimKind, str]" = {
    "raises": "jax raises an error here",
    "once-per-trace": "jax runs this once per trace, not once per call",
    "impure": "jax keeps the answer of the first trace for every later call",
    "lost": "jax runs this once per trace: later calls do not see it",
    "recompiles": "jax traces and compiles this again each time",
    "rejected": "jax rejects this call",
    "leaks": "jax leaves a tracer behind, which fails wherever it is used",
    "another-form": "jax traces and compiles this again, once for each form of call",
    "reused": "jax gives the same random numbers again",
    "warns": "jax makes 32 bits of it, with a UserWarning",
    "narrow": "arrays that are there already keep their 32 bits",
    "unchecked": "jax raises nothing here, where numpy raises IndexError",
    "nan-gradient": "the gradient is NaN here where the value is a number",
    "none": "",
}

_EXPERIMENTS: "dict[ClaimKind, str]" = {
    "raises": "traces it: is the error raised on that line?",
    "once-per-trace": "makes 3 equal calls: how often does the line run?",
    "impure": "traces twice with other answers: do the programs differ?",
    "lost": "runs with and without jit: do results or arguments differ?",
    "recompiles": "counts compilations, as written and hoisted",
    "rejected": "makes the call: is it rejected?",
    "leaks": "traces it: is a tracer left behind?",
    "another-form": "makes the calls: is it traced again, and is it not if called in one form?",
    "reused": "runs it: is a random key consumed there that was consumed before?",
    "warns": "makes the call: does jax warn there that it has no 64 bits?",
    "narrow": "imports it as written, and with 64 bits from the start: are arrays of other types?",
    "unchecked": "runs it: does jax raise nothing where numpy raises IndexError?",
    "nan-gradient": "takes the gradient, also with other arguments: does NaN arise there?",
    "none": "",
}


def consequence(claim: "Claim") -> str:
    """Returns what JAX does where the claim is right; empty where it claims nothing of JAX."""
    if not claim.errors:
        return _HAPPENS[claim.kind]
    errors = " or ".join(claim.errors)
    match claim.kind:
        case "raises":
            return f"jax raises {errors}"
        case "rejected":
            return f"jax rejects this call with {errors}"
        case kind:
            return f"{_HAPPENS[kind]} ({errors})"


def experiment(kind: "ClaimKind") -> str:
    """Returns how `--verify` tests a claim of this kind; empty where it cannot."""
    return _EXPERIMENTS[kind]
