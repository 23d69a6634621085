"""What loops and branches of JAX return, by type: settled carries, and what is stacked."""

from jitlint.interpreter.avals.reading import aval_of, number
from jitlint.interpreter.domain.aval import join_avals
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree, parts, without_avals
from jitlint.interpreter.domain.values import Array, Mapping, Sequence, Static, Value
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.transforms.types_across import stacked

# The loops, by the parameters of their bodies.
LOOPS = {
    "jax.lax.scan": "f",
    "jax.lax.while_loop": "body_fun",
    "jax.lax.fori_loop": "body_fun",
}
KEEPING = frozenset(LOOPS) | {"jax.lax.cond", "jax.lax.switch", "jax.lax.map"}


def after(made: LibraryCall, result: Value) -> Value:
    """Returns what a call returns, of which the types are those inside of the last trace."""
    name = made.model.name
    match result:
        case _ if name in ("jax.lax.cond", "jax.lax.switch", "jax.value_and_grad"):
            return result
        case _ if name == "jax.lax.map":
            return _stacked(result, _length(made))
        case Sequence(kind="tuple" | "list", items=[carry, each]) if name == "jax.lax.scan":
            carry = _settled(made.values.get("init"), carry, PYTREE_DEPTH)
            items = [carry, _stacked(each, _length(made))]
            return Sequence(result.kind, items, result.element, result.level, result.name)
        case _ if name in LOOPS and name != "jax.lax.scan":
            body = LOOPS[name]
            return _settled(made.results.get(body), result, PYTREE_DEPTH)
        case _:
            return without_avals(result)


def _settled(other: Value | None, value: Value, depth: int) -> Value:
    """Returns a carry of which only the types are known that the first and the last share."""
    match other, value:
        case (Array() | Static(), Array()):
            aval = join_avals(aval_of(other), value.aval)
            return Array(value.kind, value.depends, value.certain, value.dtype, value.level, aval)
        case Sequence(items=list() as others), Sequence(items=list() as items) if depth and len(
            others
        ) == len(items):
            held = [_settled(a, b, depth - 1) for a, b in zip(others, items, strict=True)]
            return Sequence(value.kind, held, value.element, value.level, value.name)
        case Mapping(), Mapping() if depth and other.items.keys() == value.items.keys():
            inside = {k: _settled(other.items[k], v, depth - 1) for k, v in value.items.items()}
            return Mapping(inside, value.rest, value.level, value.name, value.exact)
        case _:
            return without_avals(value)


def _stacked(value: Value, size: int | None) -> Value:
    def change(each: Value, inner: Inner) -> Value:
        if isinstance(each, Array):
            aval = stacked(each.aval, size)
            return Array(each.kind, each.depends, each.certain, each.dtype, each.level, aval)
        return map_children(each, inner)

    return map_tree(value, change, PYTREE_DEPTH)


def _length(made: LibraryCall) -> int | None:
    """Returns how many turns a loop has, by its option or by what it goes along."""
    for part in parts(made.values.get("xs", Static())):
        shape = aval_of(part).shape
        if shape and shape[0] is not None:
            return shape[0]
    return number(made.values.get("length"))
