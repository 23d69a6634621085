"""What loops and branches of JAX return, by type: settled carries, and what is stacked."""

from msgspec.structs import replace

from jitlint.core.finding import Place
from jitlint.interpreter.avals import tangents
from jitlint.interpreter.avals.reading import aval_of, number
from jitlint.interpreter.domain.aval import Aval, join_avals, known
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree, parts, without_avals
from jitlint.interpreter.domain.values import Array, Mapping, Sequence, Static, Tree, Value
from jitlint.interpreter.state.library_call import LibraryCall
from jitlint.interpreter.transforms.enter_exit import Retype, forgotten, kept
from jitlint.interpreter.transforms.types_across import stacked

# The loops, by the parameters of their bodies.
LOOPS = {
    "jax.lax.scan": "f",
    "jax.lax.while_loop": "body_fun",
    "jax.lax.fori_loop": "body_fun",
}
KEEPING = frozenset(LOOPS) | {"jax.lax.cond", "jax.lax.switch", "jax.lax.map"}


def going_in(name: str, parameter: str) -> Retype:
    """Returns what becomes of the types of arguments of a function that a loop or branch is handed.

    The test of a loop sees a weak type as JAX has promoted it to that of what the body returns.
    """
    if parameter == "cond_fun":
        return _settling
    return kept if name in KEEPING else forgotten


def _settling(aval: Aval) -> Aval:
    return aval if aval.weak is False else known(aval.shape, "")


def after(made: LibraryCall, result: Value) -> Value:
    """Returns what a call returns, of which the types are those inside of the last trace."""
    name = made.model.name
    match result:
        case _ if name == "jax.lax.cond":
            return tangents.of_branches(result, [*made.results.values()])
        case _ if name in ("jax.lax.switch", "jax.value_and_grad"):
            return result
        case _ if name == "jax.lax.map":
            return _stacked(result, _length(made))
        case Sequence(kind="tuple" | "list", items=[carry, each]) if name == "jax.lax.scan":
            init = made.values.get("init")
            settled = _settled(init, carry, PYTREE_DEPTH)
            carry = tangents.carried(init, carry, settled, None)
            items = [carry, _stacked(each, _length(made))]
            return Sequence(result.kind, items, result.element, result.level, result.name)
        case _ if name in LOOPS and name != "jax.lax.scan":
            first, last = made.values.get("init_val"), made.results.get(LOOPS[name])
            settled = _settled(last, result, PYTREE_DEPTH)
            return tangents.carried(first, last, settled, _unbounded(made))
        case _:
            return without_avals(result)


def _unbounded(made: LibraryCall) -> Place | None:
    """Returns the place of a loop of which JAX surely does not know the number of turns."""
    place = made.frame.place(made.node)
    if made.model.name == "jax.lax.while_loop":
        return place
    bounds = [made.values.get("lower"), made.values.get("upper")]
    return place if any(map(_is_tracer, bounds)) and "unroll" not in made.values else None


def _is_tracer(bound: Value | None) -> bool:
    match bound:
        case Array(kind="abstract", certain=True) | Tree(kind="abstract"):
            return True
        case _:
            return False


def _settled(other: Value | None, value: Value, depth: int) -> Value:
    """Returns a carry of which only the types are known that the first and the last share."""
    match other, value:
        case (Array() | Static(), Array()):
            aval = join_avals(aval_of(other), value.aval)
            return replace(value, aval=aval)
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
            return replace(each, aval=aval)
        return map_children(each, inner)

    return map_tree(value, change, PYTREE_DEPTH)


def _length(made: LibraryCall) -> int | None:
    """Returns how many turns a loop has, by its option or by what it goes along."""
    for part in parts(made.values.get("xs", Static())):
        shape = aval_of(part).shape
        if shape and shape[0] is not None:
            return shape[0]
    return number(made.values.get("length"))
