"""Loops of four iterations, as users write them: the measured table of recompilation, in rows."""

import textwrap
from dataclasses import dataclass

PRELUDE = """
import collections, dataclasses, functools, logging
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

def f(x, scale=1.0):
    return scale * jnp.sin(x) + 1

class Model:
    def __init__(self, w):
        self.w = w
    def step(self, x):
        return f(x, self.w)
    @partial(jax.jit, static_argnums=0)
    def apply(self, x):
        return f(x, self.w)

class Plain:
    n = 2

@dataclasses.dataclass
class Mutable:
    n: int

@dataclasses.dataclass(frozen=True)
class Frozen:
    n: int

jitted = jax.jit(f)
static = jax.jit(lambda x, n: f(x), static_argnames="n")
tree = jax.jit(lambda tree: jax.tree.map(f, tree))
x = jnp.ones(3)
"""
SHAPES = "shapes are not followed"
DTYPES = "dtypes are not followed"
TREES = "of the structure of arguments, calls are compared by lists and tuples only"


@dataclass(frozen=True, slots=True)
class Row:
    """A program, the code that jitlint reports of it, if any, and else why it cannot.

    `once` is how often it compiles when nothing is made anew.
    """

    name: str
    loop: str
    code: str = ""
    unreachable: str = ""
    once: int = 1

    @property
    def text(self) -> str:
        """The whole program."""
        return PRELUDE + textwrap.dedent(self.loop)


def in_loop(name: str, call: str, code: str = "", unreachable: str = "") -> Row:
    """Returns a row whose one line is run four times, with `i` from 0 to 3."""
    return Row(name, f"for i in range(4):\n    {call}\n", code, unreachable)


FUNCTIONS = [
    in_loop("one jitted function", "jitted(x)"),
    in_loop("jit of a lambda", "jax.jit(lambda v: f(v))(x)", "JIT301"),
    in_loop("jit of the same def", "jax.jit(f)(x)"),
    Row(
        "jit of a def in the loop",
        "for i in range(4):\n    def step(v):\n        return f(v)\n    jax.jit(step)(x)\n",
        "JIT301",
    ),
    Row(
        "a decorated def in the loop",
        "for i in range(4):\n    @jax.jit\n    def step(v):\n        return f(v)\n    step(x)\n",
        "JIT301",
    ),
    in_loop("jit of an equal partial", "jax.jit(partial(f))(x)", "JIT301"),
    in_loop("jit of a partial with equal keywords", "jax.jit(partial(f, scale=2.0))(x)", "JIT301"),
    in_loop("jit of a varying partial", "jax.jit(partial(f, scale=i))(x)", "JIT301"),
    in_loop("jit of a partial with an array", "jax.jit(partial(f, scale=x))(x)", "JIT301"),
    in_loop("jit of a partial of a lambda", "jax.jit(partial(lambda v: f(v)))(x)", "JIT301"),
    Row(
        "jit of a method",
        "model = Model(2.0)\nfor i in range(4):\n    jax.jit(model.step)(x)\n",
        "JIT302",
    ),
    in_loop("jit of a method of a new object", "jax.jit(Model(2.0).step)(x)", "JIT302"),
    Row(
        "an inner def of a function that is called often",
        "def call(x):\n    @jax.jit\n    def inner(v):\n        return f(v)\n    return inner(x)\n"
        "for i in range(4):\n    call(x)\n",
        "JIT301",
    ),
    Row(
        "the same inside an outer jit",
        "@jax.jit\ndef call(x):\n    @jax.jit\n    def inner(v):\n        return f(v)\n"
        "    return inner(x)\nfor i in range(4):\n    call(x)\n",
    ),
    in_loop("grad of what is not jitted", "jax.grad(f)(1.0)"),
    Row("grad of the jitted", "for i in range(4):\n    jax.grad(jitted)(1.0)\n", once=3),
    in_loop("vmap of the jitted", "jax.vmap(jitted)(x)"),
    in_loop("jit of grad", "jax.jit(jax.grad(f))(1.0)", "JIT301"),
    in_loop("jit of vmap", "jax.jit(jax.vmap(f))(x)", "JIT301"),
    in_loop("jit of value_and_grad", "jax.jit(jax.value_and_grad(f))(1.0)", "JIT301"),
    Row(
        "eager scan of one body",
        "def body(c, v):\n    return c, f(v)\nfor i in range(4):\n    jax.lax.scan(body, 0.0, x)\n",
    ),
    in_loop("eager scan of a lambda", "jax.lax.scan(lambda c, v: (c, f(v)), 0.0, x)", "JIT301"),
    in_loop("eager fori_loop", "jax.lax.fori_loop(0, 3, lambda n, v: f(v), x)", "JIT301"),
    in_loop(
        "eager while_loop",
        "jax.lax.while_loop(lambda v: v.sum() < 9, lambda v: v + 1, x)",
        "JIT301",
    ),
    in_loop("eager cond", "jax.lax.cond(True, lambda v: f(v), lambda v: v, x)", "JIT301"),
    in_loop("eager map", "jax.lax.map(lambda v: f(v), x)", "JIT301"),
    in_loop("eager vmap of a lambda", "jax.vmap(lambda v: f(v))(x)"),
    in_loop("pmap of a lambda", "jax.pmap(lambda v: f(v))(x[None])", "JIT301"),
    in_loop("jit of checkpoint", "jax.jit(jax.checkpoint(lambda v: f(v)))(x)", "JIT301"),
]

STATIC = [
    in_loop("a counter", "static(x, n=i)", "JIT303"),
    in_loop("the same counter traced", "jitted(x, i)"),
    in_loop("a list", "static(x, n=[1, 2])", "JIT402"),
    in_loop("a dict", "static(x, n={'a': 1})", "JIT402"),
    in_loop("an ndarray", "static(x, n=np.ones(2))", "JIT402"),
    in_loop("a jax array", "static(x, n=jnp.ones(2))", "JIT402"),
    in_loop("a new object", "static(x, n=Plain())", "JIT303"),
    in_loop("a mutable dataclass", "static(x, n=Mutable(2))", "JIT402"),
    in_loop("a frozen dataclass", "static(x, n=Frozen(2))"),
    in_loop("a lambda", "static(x, n=lambda: 2)", "JIT303"),
    in_loop("a partial", "static(x, n=partial(f))", "JIT303"),
    in_loop("nan", "static(x, n=float('nan'))", unreachable="nan alone differs from itself"),
    Row(
        "equal numbers",
        "for n in (1, 1.0, True):\n    static(x, n=n)\n",
        unreachable="few values, written down",
    ),
    Row(
        "by position and by keyword",
        "static(x, 2)\nstatic(x, n=2)\n",
        "JIT306",
    ),
]

SIGNATURES = [
    in_loop("a slice that grows", "jitted(x[:i])", "JIT305"),
    Row(
        "a concatenation that grows",
        "y = x\nfor i in range(4):\n    y = jnp.concatenate([y, x])\n    jitted(y)\n",
        "JIT305",
    ),
    Row("a last batch", "for n in (3, 3, 2):\n    jitted(x[:n])\n", unreachable=SHAPES),
    Row(
        "NumPy and jax arrays of one type",
        "jitted(np.ones(3, np.float32))\njitted(x)\njitted(np.ones(3))\n",
    ),
    Row(
        "a committed array",
        "jitted(x)\njitted(jax.device_put(x, jax.devices()[0]))\n",
        unreachable="where arrays lie is not followed",
    ),
    Row("dtypes", "for v in (1, 1.0, True, 1j):\n    jitted(v)\n", unreachable=DTYPES),
    Row(
        "a weak result",
        "y = 1.0\nfor i in range(4):\n    y = jitted(y)\n",
    ),
    Row(
        "a strong result",
        "y = 1.0\nfor i in range(4):\n    y = jitted(y, jnp.float32(2.0))\n",
        "JIT306",
    ),
    Row(
        "an int that becomes a float",
        "y = 0\nfor i in range(4):\n    y = jitted(y)\n",
        "JIT306",
    ),
    Row("order of keys", "tree({'a': x, 'b': x})\ntree({'b': x, 'a': x})\n"),
    Row(
        "order of an OrderedDict",
        "tree(collections.OrderedDict(a=x, b=x))\ntree(collections.OrderedDict(b=x, a=x))\n",
        unreachable=TREES,
    ),
    in_loop("a new key", "tree({f'a{i}': x})", unreachable=TREES),
    Row(
        "a list that grows",
        "held = []\nfor i in range(4):\n    held.append(x)\n    tree(held)\n",
        "JIT305",
    ),
    Row("none or an array", "tree((x, None))\ntree((x, x))\n", unreachable=TREES),
    Row("a list or a tuple", "tree([x])\ntree((x,))\n", "JIT306"),
    Row(
        "a default left out, by position, by keyword",
        "jitted(x)\njitted(x, 2.0)\njitted(x, scale=2.0)\n",
        "JIT306",
    ),
    Row("order of keywords", "jitted(x=x, scale=2.0)\njitted(scale=2.0, x=x)\n"),
]

CONTEXT = [
    Row(
        "precision",
        "jitted(x)\nwith jax.default_matmul_precision('highest'):\n    jitted(x)\n",
        unreachable="the configuration is not followed",
    ),
    in_loop(
        "caches cleared",
        "jitted(x)\n    jax.clear_caches()",
        unreachable="it is asked for",
    ),
    in_loop("lowered and compiled", "jitted.lower(x).compile()"),
    Row(
        "one static self",
        "model = Model(2.0)\nfor i in range(4):\n    model.apply(x)\n",
    ),
    in_loop("a static self per call", "Model(2.0).apply(x)", "JIT303"),
    in_loop("under a check for leaks", "with jax.checking_leaks():\n        jitted(x)"),
    Row(
        "a closure that changes, which JIT205 is about",
        "k = 1.0\nstep = jax.jit(lambda v: v * k)\nfor i in range(4):\n    step(x)\n    k = 2.0\n",
    ),
    Row(
        "a jitted method whose object changes, which JIT205 is about",
        "model = Model(2.0)\nstep = jax.jit(model.step)\n"
        "for i in range(4):\n    step(x)\n    model.w = 1.0\n",
    ),
    Row(
        "a static self that changes, which JIT205 is about",
        "model = Model(2.0)\nfor i in range(4):\n    model.apply(x)\n    model.w = 1.0\n",
    ),
    Row(
        "a method without static self",
        "class Wrong:\n    @jax.jit\n    def step(self, x):\n        return f(x)\n"
        "Wrong().step(x)\n",
        "JIT401",
    ),
]

ROWS = [*FUNCTIONS, *STATIC, *SIGNATURES, *CONTEXT]
