"""Which results have tangents, where arguments have: JAX follows a derivative through them."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from jitlint.core.finding import Place
from jitlint.interpreter.domain.aval import kind_of
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.tangent import Tangent, either
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree, parts
from jitlint.interpreter.domain.values import Array, Mapping, Sequence, Static, Tree, Value

Told = Callable[[Value | None, Value | None], Tangent | None]
OPERATORS = frozenset({"+", "-", "*", "/", "@", "**"})
# A test asks JAX of each whether a gradient goes through it.
FUNCTIONS = frozenset(
    {
        *(
            f"jax.numpy.{name}"
            for name in (
                "abs absolute add subtract multiply divide true_divide negative square sqrt exp "
                "expm1 log log1p log2 log10 sin cos tan sinh cosh tanh arcsin arccos arctan "
                "maximum minimum logaddexp sum mean prod cumsum max min var std dot matmul vdot "
                "inner outer einsum tensordot trace transpose reshape ravel squeeze expand_dims "
                "concatenate stack vstack hstack broadcast_to where clip array asarray "
                "linalg.norm linalg.det linalg.inv linalg.solve power"
            ).split()
        ),
        *(
            f"jax.nn.{name}"
            for name in "relu softplus sigmoid silu gelu softmax log_softmax logsumexp".split()
        ),
        "jax.scipy.special.logsumexp",
        *(
            f"jax.lax.{name}"
            for name in "add sub mul div neg exp log sin cos tanh sqrt max min select".split()
        ),
        *(
            f"jax.Array.{name}"
            for name in (
                "sum mean prod max min dot reshape ravel flatten squeeze transpose cumsum copy clip"
            ).split()
        ),
    }
)
ATTRIBUTES = frozenset({"T", "mT"})
_CHOOSING = frozenset({"condition", "pred", "which"})
_WHOLE = ("int", "bool")


def of(value: Value | None) -> Tangent | None:
    """Returns the tangent that a value surely has."""
    return value.tangent if isinstance(value, Array | Tree) else None


def computed(array: Array, operands: Iterable[Value]) -> Array:
    """Returns a result of operands, through all of which a derivative goes."""
    found: Tangent | None = None
    for each in operands:
        found = either(found, of(each))
    is_whole = array.dtype in _WHOLE or kind_of(array.aval.dtype) in _WHOLE
    if found is None or is_whole:
        return array
    return replace(array, tangent=replace(found, passed=False) if found.passed else found)


def of_operator(sign: str, left: Value, right: Value, made: Array) -> Array:
    """Returns what an operator makes, with the tangent that it surely has."""
    if of(left) is None and of(right) is None:
        return made
    is_constant = sign == "**" and isinstance(right, Static) and not right.value
    return computed(made, (left, right)) if sign in OPERATORS and not is_constant else made


def of_sign(sign: str, value: Value, made: Array) -> Array:
    """Returns what `-x` and `+x` make, with the tangent that it surely has."""
    return computed(made, [value]) if sign in OPERATORS else made


def of_call(name: str, values: dict[str, Value], owner: Value | None, made: Array) -> Array:
    """Returns what a function of JAX makes, with the tangent that it surely has."""
    if name not in FUNCTIONS or "dtype" in values:
        return made
    given = [v for key, v in values.items() if key not in _CHOOSING]
    return computed(made, _opened([*given, owner]))


def differentiated(value: Value, level: int, only_floats: bool) -> Value:
    """Returns an argument by which reverse mode differentiates, at the level of its trace."""
    mark = Tangent(level)

    def change(value: Value, inner: Inner) -> Value:
        match value:
            case Array() if not only_floats or kind_of(value.aval.dtype) == "float":
                is_whole = value.dtype in _WHOLE or kind_of(value.aval.dtype) in _WHOLE
                return value if is_whole else replace(value, tangent=mark)
            case Tree() if not only_floats:
                return replace(value, tangent=mark)
            case Sequence() | Mapping():
                return map_children(value, inner, name=value.name)
            case _:
                return value

    return map_tree(value, change, PYTREE_DEPTH)


def without(value: Value) -> Value:
    """Returns a value of which no tangent is known."""
    return _retold(value, lambda tangent: None) if _any(value) else value


def handed_over(value: Value) -> Value:
    """Returns a carry as the body of a loop is handed it."""
    return _retold(value, lambda tangent: replace(tangent, passed=True)) if _any(value) else value


def carried(first: Value | None, last: Value | None, value: Value, loop: Place | None) -> Value:
    """Returns the result of a loop that starts with the first and makes the last of it.

    `loop` is its place, where the number of its turns is not known.
    """

    def told(left: Value | None, right: Value | None) -> Tangent | None:
        before, after = of(left), of(right)
        if after is None or after.passed:
            return before
        found = either(before, after)
        return found if loop is None or found is None else replace(found, loop=loop)

    return _beside(value, first, last, told, PYTREE_DEPTH)


def of_branches(value: Value, results: list[Value]) -> Value:
    """Returns what one of several branches makes: JAX differentiates all of them."""
    for each in results:
        if _any(each):
            value = _beside(value, value, each, lambda a, b: either(of(a), of(b)), PYTREE_DEPTH)
    return value


def _opened(values: Iterable[Value | None]) -> Iterable[Value]:
    for value in values:
        match value:
            case Sequence(kind="tuple" | "list", items=list() as items):
                yield from items
            case None:
                continue
            case _:
                yield value


def _any(value: Value) -> bool:
    return any(part.tangent is not None for part in parts(value))


def _retold(value: Value, change: Callable[[Tangent], Tangent | None]) -> Value:
    def changed(each: Value, inner: Inner) -> Value:
        if isinstance(each, Array | Tree):
            found = each.tangent
            return each if found is None else replace(each, tangent=change(found))
        return (
            map_children(each, inner, name=each.name)
            if isinstance(each, Sequence | Mapping)
            else each
        )

    return map_tree(value, changed, PYTREE_DEPTH)


def _beside(value: Value, left: Value | None, right: Value | None, told: Told, depth: int) -> Value:
    """Returns a value with what is told of the parts of two others that stand in its places."""
    match value:
        case Array() | Tree():
            return replace(value, tangent=told(left, right))
        case Sequence(items=list() as items) if depth:
            firsts, lasts = _items(left, len(items)), _items(right, len(items))
            held = [
                _beside(v, a, b, told, depth - 1)
                for v, a, b in zip(items, firsts, lasts, strict=True)
            ]
            return Sequence(value.kind, held, value.element, value.level, value.name)
        case Mapping(items=items) if depth:
            ours, theirs = _named(left), _named(right)
            inside = {
                k: _beside(v, ours.get(k), theirs.get(k), told, depth - 1) for k, v in items.items()
            }
            return Mapping(inside, value.rest, value.level, value.name, value.exact)
        case _:
            return value


def _items(value: Value | None, count: int) -> list[Value] | list[None]:
    match value:
        case Sequence(items=list() as items) if len(items) == count:
            return items
        case _:
            return [None] * count


def _named(value: Value | None) -> dict[str | int, Value]:
    return value.items if isinstance(value, Mapping) else {}
