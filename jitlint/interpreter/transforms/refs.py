"""Refs: what Pallas hands a kernel instead of arrays; only what is read of one is an array."""

from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.limits import PYTREE_DEPTH
from jitlint.interpreter.domain.tree import Inner, map_children, map_tree
from jitlint.interpreter.domain.values import Array, Foreign, Tree, Value
from jitlint.interpreter.objects.container_items import REF

_PALLAS = "jax.experimental.pallas."
_HANDING = frozenset({f"{_PALLAS}{name}" for name in ("pallas_call", "run_state", "run_scoped")})


def handed(transform: str, arguments: Arguments) -> Arguments:
    """Returns the arguments of a traced function, with refs to arrays for those of a kernel."""
    if transform not in _HANDING:
        return arguments
    rest = None if arguments.rest is None else _as_ref(arguments.rest)
    keywords = {name: _as_ref(value) for name, value in arguments.keywords.items()}
    positional = [_as_ref(value) for value in arguments.positional]
    return Arguments(positional, keywords, rest, arguments.places)


def _as_ref(value: Value) -> Value:
    return map_tree(value, _change, PYTREE_DEPTH)


def _change(value: Value, inner: Inner) -> Value:
    return Foreign(REF, value) if isinstance(value, Array | Tree) else map_children(value, inner)
