"""Random programs with one structural mistake each, nested in other control flow.

Each program is a file with `run(x, y)`, which calls what holds the mistake.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import indent

from benchmarks.rewrites import control_flow
from benchmarks.rewrites.control_flow import CHEAP, Mistake

HEAD = """\
import functools
import time

import jax
import jax.numpy as jnp
import numpy as np

VERBOSE = True
STATE = []


"""


@dataclass(frozen=True, slots=True)
class Program:
    """A generated file; `kind` is its mistake, and `differs` says if its results are wrong."""

    kind: str
    text: str
    differs: bool = False


def programs(count: int, seed: int) -> list[Program]:
    """Returns so many programs, with each mistake about as often."""
    dice = random.Random(seed)
    order = dice.sample(KINDS, len(KINDS))
    kinds = [order[number % len(order)] for number in range(count)]
    return [_program(kind, dice) for kind in kinds]


def item(dice: random.Random) -> str:
    """An array is changed in place."""
    sign = dice.choice(["=", "+=", "*="])
    return f"v = jnp.stack([x, y, r])\nv[{dice.choice('012')}] {sign} {_value(dice)}\nr = v.sum()\n"


def numpy_call(dice: random.Random) -> str:
    """NumPy is asked to compute with a tracer."""
    return f"r = r + np.{dice.choice(['sin', 'exp', 'tanh'])}({_value(dice)})\n"


def conversion(dice: random.Random) -> str:
    """Python is asked for the number of a tracer."""
    return f"r = r + float({_value(dice)})\n"


def extreme(dice: random.Random) -> str:
    """Python compares two tracers."""
    return f"r = r * {dice.choice(['max', 'min'])}({_value(dice)}, y)\n"


def list_index(dice: random.Random) -> str:
    """A list is indexed by a tracer."""
    return f"k = jnp.int32(jnp.abs(x))\nr = r * [1.0, 2.5, 4.0, {dice.choice('56')}.0][k]\n"


def recorded(dice: random.Random) -> str:
    """A tracer is appended to a list that outlives the trace."""
    return f"STATE.append({_value(dice)})\n"


def printed(dice: random.Random) -> str:
    """A tracer is printed."""
    return dice.choice(["print(r)\n", 'print("value", x, y)\n', 'print(f"{x} of {r}")\n'])


def same_key(dice: random.Random) -> str:
    """A key is used twice."""
    second = dice.choice(["uniform", "normal", "gumbel"])
    return (
        f"key = jax.random.key(7)\na = jax.random.normal(key)\nb = jax.random.{second}(key)\n"
        "r = r + a * b\n"
    )


def size(dice: random.Random) -> str:
    """A shape is asked of a tracer."""
    made = dice.choice(["jnp.zeros(n) + x", "jnp.ones((n, 2)) * y", "jnp.arange(n) - x"])
    return f"r = r + ({made}).sum()\n"


def bound(dice: random.Random) -> str:
    """A slice ends at a tracer."""
    return f"v = jnp.stack([x, y, r])\nr = r + v[{dice.choice([':n', 'n - 1:', ':n - 1'])}].sum()\n"


def jitted_lambda(dice: random.Random) -> str:
    """A lambda is jitted in each turn of a loop."""
    return f"r = r + jax.jit(lambda v: v * {dice.choice('23')}.0 + 1)({_value(dice)})\n"


def jitted_def(dice: random.Random) -> str:
    """A function that is defined there is jitted in each turn of a loop."""
    written = dice.choice([0, 1])
    value, text = _value(dice), "def step(v):\n    return jnp.sin(v) * 2\n\n"
    if written:
        return f"@jax.jit\n{text}r = r + step({value})\n"
    return f"{text}r = r + jax.jit(step)({value})\n"


def jitted_partial(dice: random.Random) -> str:
    """A partial is jitted in each turn of a loop."""
    return f"r = r + jax.jit(functools.partial(scaled, {dice.choice('23')}.0))({_value(dice)})\n"


def jitted_method(dice: random.Random) -> str:
    """A method is jitted in each turn of a loop."""
    return f"r = r + jax.jit(MODEL.apply)({_value(dice)})\n"


TRACED: list[Mistake] = [
    *control_flow.BRANCHES, *control_flow.LOOPS, item, numpy_call, conversion, extreme, list_index,
    recorded, printed, same_key,
]  # fmt: skip
SIZED: list[Mistake] = [size, bound]
EAGER: list[Mistake] = [jitted_lambda, jitted_def, jitted_partial, jitted_method]
KINDS: Sequence[Mistake] = [*TRACED, *SIZED, *EAGER]
MODEL = """\
def scaled(a, v):
    return a * v


class Model:
    def __init__(self):
        self.w = 1.5

    def apply(self, v):
        return self.w * v


MODEL = Model()


"""


def _program(mistake: Mistake, dice: random.Random) -> Program:
    body, parameters = mistake(dice), "x, y, n" if mistake in SIZED else "x, y"
    if mistake in EAGER:
        body = f"for turn in range(3):\n{indent(body, '    ')}"
        text = f"{MODEL}{_nested_function('run', 'x, y', body, dice)}"
        return Program(mistake.__name__, HEAD + text)
    function = dice.choice(FORMS)(_nested_function("f", parameters, body, dice))
    given = "x, y, 2" if mistake in SIZED else "x, y"
    text = f"{function}\n\ndef run(x, y):\n    return f({given})\n"
    return Program(mistake.__name__, HEAD + text, mistake is same_key)


def _nested_function(name: str, parameters: str, body: str, dice: random.Random) -> str:
    returns = "return" in body and "def step" not in body
    for _ in range(dice.randrange(3)):
        body = _around(body, returns, dice)
    ends = body.rstrip().rpartition("\n")[2].startswith("return")
    text = f"r = x - y / 2.0\n{body}{'' if ends else 'return r * 1.5' + chr(10)}"
    return f"def {name}({parameters}):\n{indent(text, '    ')}"


def _around(body: str, returns: bool, dice: random.Random) -> str:
    inner = indent(body, "    ")
    ways = [
        f"if VERBOSE:\n{inner}" + ("" if returns else "else:\n    r = x\n"),
        f'with jax.named_scope("part"):\n{inner}',
        f"try:\n{inner}finally:\n    done = True\n",
    ]
    if returns:
        ways.append(f"def inner():\n{inner}\nreturn inner() + y\n")
    else:
        ways.append(f"for step in range(2):\n{inner}    x = x - 0.125\n")
        ways.append(f"for weight in [0.5, 2.0]:\n    r = r * weight\n{inner}")
        ways.append(f"def part(x, y, r):\n{inner}    return r\n\nr = part(x, y, r)\n")
    return dice.choice(ways)


def _decorated(function: str) -> str:
    return f"@jax.jit\n{function}"


def _wrapped(function: str) -> str:
    return f"{function}\n\nf = jax.jit(f)\n"


def _closure(function: str) -> str:
    return f"def make():\n    @jax.jit\n{indent(function, '    ')}\n    return f\n\n\nf = make()\n"


def _method(function: str) -> str:
    own = function.replace("def f(", "def f(self, ")
    decorator = "    @functools.partial(jax.jit, static_argnums=0)\n"
    return f"class Holder:\n{decorator}{indent(own, '    ')}\n\nf = Holder().f\n"


FORMS: list[Callable[[str], str]] = [_decorated, _wrapped, _closure, _method]


def _value(dice: random.Random) -> str:
    return dice.choice(CHEAP)
