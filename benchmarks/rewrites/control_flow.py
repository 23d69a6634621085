"""Random functions with one structural mistake each, nested in other control flow."""

import random
from collections.abc import Callable, Iterator
from textwrap import indent

HEAD = "import jax\nimport jax.numpy as jnp\n\nVERBOSE = True\n"
CHEAP = (
    "x", "y", "x + y", "x - 2.0", "-y", "3.0 * x", "x * y", "y / 4", "jnp.sin(x)", "x**2",
    "jnp.tanh(y - x)", "0.5", "jnp.abs(y) + 1.0", "r - x", "jnp.maximum(x, r)",
)  # fmt: skip
DEAR = (
    "jnp.sqrt(x + 9.0)", "x / y", "jnp.exp(x * y)", "jnp.log(jnp.abs(x) + 2.0)", "y**3 / x",
    "jax.nn.relu(r)", "jnp.sqrt(x)", "jnp.log(y)",
)  # fmt: skip
TESTS = (
    "x > y", "x + y < 0.5", "x > 0.0 and y > 0.0", "not x < y", "-1.0 < x < y",
    "x < 0.0 or y > x + 1.0", "x * y >= r", "jnp.sin(x) < y and x < 2.0", "0.0 < x < y < 2.0",
)  # fmt: skip
Mistake = Callable[[random.Random], str]


def program(mistakes: list[Mistake], count: int, seed: int) -> str:
    """Returns a file of so many functions `f0`, `f1`… of two numbers."""
    dice = random.Random(seed)
    functions = [_function(f"f{number}", mistakes, dice) for number in range(count)]
    return "\n\n".join([HEAD, *functions])


def conditional_expression(dice: random.Random) -> str:
    then, other = _sides(dice)
    return f"r = {then} if {_test(dice)} else {other}\n"


def operand(dice: random.Random) -> str:
    test = dice.choice(TESTS[:-1])
    return f"r = r + (2.0 if {test} else {dice.choice(['3.0', '-1.0'])}) * y\n"


def two_sides(dice: random.Random) -> str:
    then, other = _sides(dice)
    return f"if {_test(dice)}:\n    r = {then}\nelse:\n    r = {other}\n"


def one_side(dice: random.Random) -> str:
    then, _ = _sides(dice)
    sign = dice.choice(["=", "+=", "-=", "*="])
    return f"if {_test(dice)}:\n    r {sign} {then}\n"


def two_names(dice: random.Random) -> str:
    (a, b), (c, d) = _sides(dice), dice.sample([each for each in CHEAP if "r" not in each], 2)
    return (
        f"if {_test(dice)}:\n    r = {a}\n    s = {c}\nelse:\n    s = {d}\n    r = {b}\nr = r * s\n"
    )


def three_ways(dice: random.Random) -> str:
    then, other = _sides(dice)
    first, second = "x > y", dice.choice(["x + y < 0.5", "x < -1.0 and y > 0.0", "x * y > 0.1"])
    return (
        f"if {first}:\n    r = {then}\nelif {second}:\n    r = {other}\n"
        f"else:\n    r = {dice.choice(CHEAP)}\n"
    )


def early_return(dice: random.Random) -> str:
    then, other = _sides(dice)
    return f"if {_test(dice)}:\n    return {then}\nreturn {other}\n"


def logic(dice: random.Random) -> str:
    tests = [test for test in TESTS if " and " in test or " or " in test or test.count("<") > 1]
    return f"r = r * jnp.where({dice.choice(tests)}, x, y)\n"


def counted(dice: random.Random) -> str:
    value = dice.choice(["r * 0.5 + i", "-r", "r / 2", "jnp.sin(r) - i", "r + 1", "r - 0.25 * i"])
    first = dice.choice(["", "1, ", "n - 2, "])
    return f"n = jnp.int32(jnp.abs(y)) + 2\nfor i in range({first}n):\n    r = {value}\n"


def repeated(dice: random.Random) -> str:
    value = dice.choice(["r * 1.5 + 1.0", "r + 1", "2 * r + 1.5"])
    test = dice.choice(["r < 4.0", "r < x + 5.0", "r < 3.0 and r * y < 9.0", "not r > 2.0"])
    return f"r = jnp.abs(r) + 1.0\nwhile {test}:\n    r = {value}\n"


def with_a_counter(dice: random.Random) -> str:
    value = dice.choice(["r / 2.0 + 1", "r * 0.75", "1.0 - r", "jnp.tanh(r)"])
    test = dice.choice(["k < 5", "k < y + 3.0", "k < 4 and r > -9.0"])
    return f"k = x\nwhile {test}:\n    r = {value}\n    k += 1\nr = r + k\n"


def two_carried(dice: random.Random) -> str:
    value = dice.choice(["s / 2", "s * i", "s + 1", "s - 0.5 * i"])
    return (
        f"s = {dice.choice(['1.0', 'y', '1'])}\nn = jnp.int32(jnp.abs(x)) + 1\n"
        f"for i in range(n):\n    r = r * 0.5\n    s = {value}\nr = r + s\n"
    )


LOOPS: list[Mistake] = [counted, repeated, with_a_counter, two_carried]
BRANCHES: list[Mistake] = [
    conditional_expression, operand, two_sides, one_side,
    two_names, three_ways, early_return, logic,
]  # fmt: skip


def _sides(dice: random.Random) -> tuple[str, str]:
    first = dice.choice(CHEAP if dice.random() < 0.6 else DEAR)
    second = dice.choice(CHEAP if dice.random() < 0.6 else DEAR)
    return dice.sample([first, second], 2) if first != second else (first, "r + 1.0")


def _test(dice: random.Random) -> str:
    return dice.choice(TESTS)


def _function(name: str, mistakes: list[Mistake], dice: random.Random) -> str:
    mistake = dice.choice(mistakes)
    body = mistake(dice)
    for _ in range(dice.randrange(3)):
        body = _nested(body, "return" in body, dice)
    end = "" if _returns(body) else "return r * 1.5\n"
    text = f"r = x - y / 2.0\n{body}{end}"
    return f"@jax.jit\ndef {name}(x, y):\n{indent(text, '    ')}"


def _returns(body: str) -> bool:
    return body.rstrip().rpartition("\n")[2].startswith("return")


def _nested(body: str, returns: bool, dice: random.Random) -> str:
    inner = indent(body, "    ")
    ways: list[Iterator[str] | str] = [
        f"if VERBOSE:\n{inner}" + ("else:\n    r = x\n" if not returns else ""),
        f'with jax.named_scope("part"):\n{inner}',
    ]
    if returns:
        call = f"def inner():\n{inner}\nreturn inner() + y\n"
        return dice.choice([call, f"try:\n{inner}finally:\n    done = True\n"])
    ways.append(f"for step in range(2):\n{inner}    x = x - 0.125\n")
    return str(dice.choice(ways))
