"""The reason of a compilation, in words: its key beside that of the nearest earlier call."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .call_key import CallKey, Leaf, StaticKey, TracedKey

FIRST = "first call"
NO_DIFFERENCE = "caches cleared"
MOST_COMPARED = 256
MOST_DIFFERENCES = 3
# Which transformation has made a tracer, in the words of the user who called it.
TRACED_BY = {
    "BatchTracer": "jax.vmap", "JVPTracer": "jax.grad or jax.jvp", "LinearizeTracer": "jax.grad",
    "JaxprTracer": "jax.grad", "DynamicJaxprTracer": "another trace", "": "no transformation",
    "GradTracer": "jax.grad",
}  # fmt: skip


class KeyDifference(NamedTuple):
    """One difference between two keys: of which kind, and in words."""

    cause: str
    text: str


class Reason(NamedTuple):
    """The reason of a compilation: a word for it, and a sentence."""

    cause: str
    text: str


AHEAD = Reason("ahead of time", "lowered before, and compiled here")
BY_JAX = Reason("transformation", "derived by a transformation of JAX, as a backward pass is")
UNKNOWN = Reason("unknown", "the arguments cannot be compared")


def reason(key: CallKey, earlier: Sequence[CallKey]) -> Reason:
    """Compares a call with the nearest earlier one of the same function, the latest of those."""
    if not earlier:
        return Reason(FIRST, "the first call")
    compared = [[*differences(each, key)] for each in reversed(earlier[-MOST_COMPARED:])]
    nearest = min(compared, key=len)
    if not nearest:
        return Reason(NO_DIFFERENCE, "an equal call was compiled before: JAX no longer had it")
    texts = list(dict.fromkeys(each.text for each in nearest))
    more = len(texts) - MOST_DIFFERENCES
    suffix = f", and {more} more differences" if more > 0 else ""
    return Reason(nearest[0].cause, "; ".join(texts[:MOST_DIFFERENCES]) + suffix)


def differences(one: CallKey, other: CallKey) -> Iterator[KeyDifference]:
    """Yields the differences between two keys, those that explain most first."""
    if one.function != other.function:
        yield KeyDifference("new function", "a new function object each time it is jitted")
    for name in sorted(one.options.keys() | other.options.keys()):
        before, after = one.options.get(name, "none"), other.options.get(name, "none")
        if before != after:
            yield KeyDifference(name, f"jax.jit was given another {name}: {before}, then {after}")
    for name in other.statics.keys() & one.statics.keys():
        yield from _of_static(name, one.statics[name], other.statics[name])
    yield from _of_form(one, other)
    for name in (each for each in other.arguments if each in one.arguments):
        yield from _of_argument(name, one.arguments[name], other.arguments[name])
    for name in sorted(one.context.keys() | other.context.keys()):
        before, after = one.context.get(name), other.context.get(name)
        if before != after:
            text = f"the tracing context changed: {name} from {before} to {after}"
            yield KeyDifference("context", text)


def _of_static(name: str, one: StaticKey, other: StaticKey) -> Iterator[KeyDifference]:
    if one.hashed == other.hashed and one.text == other.text:
        return
    if one.text == other.text:
        text = f"static `{name}` is a new {other.text} each time, equal only to itself"
    else:
        text = f"static `{name}` went from {one.text} to {other.text}"
    yield KeyDifference("static value", text)


def _of_form(one: CallKey, other: CallKey) -> Iterator[KeyDifference]:
    """The same argument by place and by name is looked up as two."""
    names = one.arguments.keys() | one.statics.keys()
    others = other.arguments.keys() | other.statics.keys()
    if added := sorted(others - names):
        yield KeyDifference("arguments", f"`{'`, `'.join(added)}` was given, and not before")
    if missing := sorted(names - others):
        yield KeyDifference("arguments", f"`{'`, `'.join(missing)}` was not given, as before")
    if names == others and one.form != other.form:
        moved = sorted({*one.form[1]} ^ {*other.form[1]})
        text = f"`{'`, `'.join(moved)}` was given by place at one call, by name at another"
        yield KeyDifference("call form", text)


def _of_argument(name: str, one: TracedKey, other: TracedKey) -> Iterator[KeyDifference]:
    if one.structure != other.structure:
        yield KeyDifference("tree structure", _of_structure(name, one, other))
        return
    for (path, before), (_, after) in zip(one.leaves, other.leaves, strict=True):
        yield from _of_leaf(f"`{name}{path}`", before, after)


def _of_structure(name: str, one: TracedKey, other: TracedKey) -> str:
    paths, others = [p for p, _ in one.leaves], [p for p, _ in other.leaves]
    added = [f"{name}{path}" for path in others if path not in paths]
    missing = [f"{name}{path}" for path in paths if path not in others]
    changes = [f"has `{each}`" for each in added[:1]] + [f"lacks `{each}`" for each in missing[:1]]
    if changes:
        return f"the structure of `{name}` changed: it {' and '.join(changes)}"
    return (
        f"the structure of `{name}` changed from {_cut(one.structure)} to {_cut(other.structure)}"
    )


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def _of_leaf(name: str, one: Leaf, other: Leaf) -> Iterator[KeyDifference]:
    if one.shape != other.shape:
        hint = _short_batch(one, other)
        yield KeyDifference("shape", f"{name} went from {one.text} to {other.text}{hint}")
    elif one.dtype != other.dtype:
        yield KeyDifference("dtype", f"{name} went from {one.text} to {other.text}")
    elif one.weak != other.weak:
        text = f"the weak type of {name} changed: {_weak(one)}, then {_weak(other)}"
        yield KeyDifference("weak type", text)
    if one.traced_by != other.traced_by:
        text = f"called under {_under(other)}, before under {_under(one)}"
        yield KeyDifference("transformation", text)
    elif one.placement != other.placement:
        text = f"{name} is on {other.placement or 'no device in particular'}"
        text += f", was on {one.placement or 'no device in particular'}"
        yield KeyDifference("sharding", text)


def _short_batch(one: Leaf, other: Leaf) -> str:
    same = one.shape[1:] == other.shape[1:] and len(one.shape) == len(other.shape)
    is_shorter = same and other.shape[:1] < one.shape[:1]
    return ": fewer rows, as in a last batch" if is_shorter else ""


def _weak(leaf: Leaf) -> str:
    return f"{leaf.text} of a Python number" if leaf.weak else f"{leaf.text} of an array"


def _under(leaf: Leaf) -> str:
    return TRACED_BY.get(leaf.traced_by, leaf.traced_by)
