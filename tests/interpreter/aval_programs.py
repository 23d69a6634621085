"""Writes functions of calls of JAX by a seed, with the avals that JAX gives to their names."""

import json
import random
import sys
from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp

SHAPES = ("()", "3", "(3,)", "(2, 3)", "(3, 3)", "(4, 1, 3)", "(2, 3, 3)")
DTYPES = ("jnp.float32", "jnp.int32", "jnp.float16", "jnp.bool_", "float", "int", "jnp.uint8")
UNARY = (
    "sin exp sqrt abs negative square sign floor isnan tanh log1p cumsum ravel argsort sort"
    " zeros_like ones_like transpose squeeze logical_not asarray"
).split()
BINARY = "add subtract multiply divide maximum power matmul dot less equal arctan2 outer".split()
REDUCED = "sum mean max min prod any all argmax std".split()
SIGNS = "+ - * / // % ** @ < == & |".split()
SUBSCRIPTS = ("ij,jk->ik", "i,i", "i,j->ij", "ij,j->i", "ij, ij", "ijk,ik->kj")
NUMBERS = ("0", "2", "1.5", "-1", "True")
INDICES = ("0", "-1", ":", "1:", ":2", "::2", "None", "..., 0", "0, 1", ":, None", "None, ..., -1")


def statement(draw: random.Random, names: list[str]) -> str:
    """Returns an expression over the names that there are, which may well fail."""
    pick: Callable[..., Any] = draw.choice
    a, b = (pick(names) if names else "1.0" for _ in "ab")
    other = pick((b, pick(NUMBERS)))
    axis = pick(("0", "-1", "1", "None", "(0, 1)"))
    made = (
        f"jnp.{pick(('zeros', 'ones', 'empty'))}({pick(SHAPES)}, {pick(DTYPES)})",
        f"jnp.{pick(('zeros', 'ones'))}({pick(SHAPES)})",
        f"jnp.full({pick(SHAPES)}, {pick(NUMBERS)})",
        pick(("jnp.arange(3)", "jnp.arange(4.0)", "jnp.array([1, 2, 3])", "jnp.array(2.0)")),
        pick(("jnp.eye(3)", "jnp.int32(1)", "jnp.asarray([[1.0, 2.0]])", "jnp.float32(0)")),
        f"jax.random.{pick(('normal', 'uniform'))}(jax.random.key(0), {pick(SHAPES[2:])})",
    )
    computed = (
        f"jnp.{pick(UNARY)}({a})",
        f"jnp.{pick(BINARY)}({a}, {other})",
        f"{a} {pick(SIGNS)} {other}",
        f"jnp.{pick(REDUCED)}({a}, axis={axis}, keepdims={pick(('True', 'False'))})",
        f"{a}.{pick(REDUCED)}(axis={axis})",
        f"{a}[{pick(INDICES)}]",
        f"{a}.reshape({pick(('-1', '(3, -1)', '1, -1', '(3,)'))})",
        f"jnp.{pick(('concatenate', 'stack'))}([{a}, {b}], axis={pick(('0', '-1', '1'))})",
        f"jnp.where({a}, {other}, {b})",
        f"{a}.astype({pick(DTYPES)})",
        f"jnp.expand_dims({a}, {pick(('0', '-1', '1'))})",
        f"jnp.swapaxes({a}, 0, {pick(('1', '-1'))})",
        f"jnp.broadcast_to({a}, {pick(SHAPES[3:])})",
        f"{a}.at[0].set({pick(NUMBERS)})",
        f"jnp.reshape({a}, {pick(('-1', '(3, -1)', '(1, 3)'))})",
        f"jnp.einsum('{pick(SUBSCRIPTS)}', {a}, {b})",
        f"{a}.T",
        f"jax.nn.{pick(('relu', 'softmax', 'gelu', 'sigmoid'))}({a})",
        f"jnp.clip({a}, 0, {pick(('1', '1.0'))})",
        f"jax.lax.fori_loop(0, 3, lambda i, c: c * 2, {a})",
        f"jax.vmap(lambda row: row * 2{pick(('', ', 1', ', in_axes=-1', ', out_axes=1'))})({a})",
        f"jax.vmap(lambda x, y: x + y.sum(), ({pick('01')}, {pick(('0', '1', 'None'))}))({a}, {b})",
        f"jax.lax.scan(lambda c, x: (c, x), {b}, {a})[1]",
    )
    return pick(made if len(names) < len("ab") else computed)


def function(draw: random.Random, number: int) -> dict[str, Any]:
    """Returns the text of a function, and the avals of its names in order."""
    lines, names = [f"def f{number}():"], list[str]()
    avals: dict[str, Any] = {}
    held: dict[str, Any] = {"jnp": jnp, "jax": jax}
    length = draw.randint(3, 9)
    for _ in range(8 * length):
        if len(names) == length:
            break
        name, text = f"v{len(names)}", statement(draw, names)
        aval = given(text, held)
        if aval is not None:
            names.append(name)
            lines.append(f"    {name} = {text}")
            avals[name] = [list(aval.shape), str(aval.dtype), bool(aval.weak_type)]
            held[name] = jnp.zeros(aval.shape, aval.dtype) if aval.dtype.kind == "V" else aval
    return {"text": "\n".join([*lines, f"    return {names[-1]}"]), "avals": avals}


def given(text: str, held: dict[str, Any]) -> Any:
    """Returns the aval of an expression over avals, None where JAX refuses it."""
    inputs = {name: value for name, value in held.items() if name not in ("jnp", "jax")}
    try:
        made = jax.eval_shape(lambda each: eval(text, {"jnp": jnp, "jax": jax, **each}), inputs)
    except Exception:  # of whatever kind: such a line is not written
        return None
    return made if hasattr(made, "shape") else None


def main(seed: int, count: int) -> None:
    """Prints functions as one list of JSON."""
    draw = random.Random(seed)
    json.dump([function(draw, number) for number in range(count)], sys.stdout)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
