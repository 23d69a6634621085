"""Recipes by the name of a parameter: a random key, a size, a function, a flag."""

import re

from ..program.userjax import jax, numpy
from .recipes import SIZE, Callback, FreshValue, KnownValue, OnesArray, Recipe

KEY = re.compile(r"(^|_)(key|rng|prng)s?$")
SHAPE = re.compile(r"(^|_)shapes?$")
INTEGER = re.compile(
    r"^(n|m|l|p|q|k|num|dim|ndim|axis|axes|size|length|degree|order|depth|width|spin|nside|count)$"
    r"|^(n|num|max|min)_|_(n|num|size|dim|dims|axis|len|length|order|steps|count|idx|index)$"
    r"|^(idx|index|i|j|nx|ny|nz)$|(^|_)seed$"
)
CALLABLE = re.compile(
    r"^(f|fn|fun|func|function|activation|apply|loss|callback|integrand)$"
    r"|_(f|fn|fun|func|function)$|^(fn|fun|func)_"
)
FLAG = re.compile(r"^(is|use|has|return|do|with|include)_|^(verbose|training|train|deterministic)$")
DTYPE = re.compile(r"(^|_)dtype$")
LENGTH = re.compile(
    r"(^|_)(size|sizes|features|width|channels|units|filters|hidden)$"
    r"|^(din|dout|in_dim|out_dim)$|(hidden|input|output|embed|latent|model|feature)_dim$"
)
COUNTED_FROM_ZERO = ("axis", "axes", "spin", "idx", "index", "seed")
KEY_DATA = OnesArray(1, "uint32", (2,))
KEY_BATCH = OnesArray(2, "uint32", (SIZE, 2))
PLURAL_KEY = re.compile(r"(keys|rngs)$")
FLOAT32 = KnownValue(numpy.dtype("float32"), "jnp.float32")


def by_name(name: str, is_static: bool) -> Recipe:
    """Returns the likeliest recipe for a parameter of which only the name is known."""
    if is_key(name) and not is_static:
        return KEY_BATCH if PLURAL_KEY.search(name) else KEY_DATA
    if CALLABLE.search(name):
        return Callback()
    if is_shape(name):
        return KnownValue((SIZE, SIZE))
    if DTYPE.search(name):
        return FLOAT32
    if FLAG.search(name):
        return KnownValue(True)
    if LENGTH.search(name):
        return KnownValue(SIZE)
    if INTEGER.search(name):
        return KnownValue(0 if name in COUNTED_FROM_ZERO else 2)
    return KnownValue(2) if is_static else OnesArray(1)


def is_key(name: str) -> bool:
    """Whether a parameter of this name takes a random key."""
    return KEY.search(name) is not None


def is_shape(name: str) -> bool:
    """Whether a parameter of this name takes the shape of an array."""
    return SHAPE.search(name) is not None


KEYS: tuple[Recipe, ...] = (
    KEY_DATA,
    FreshValue(lambda: jax.random.key(0), "jax.random.key(0)"),
    KEY_BATCH,
    FreshValue(
        lambda: jax.random.split(jax.random.key(0), SIZE),
        f"jax.random.split(jax.random.key(0), {SIZE})",
    ),
)
