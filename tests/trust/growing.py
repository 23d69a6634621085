"""Programs of any length that ask much of the tracer: text that says one thing over and over."""

from collections.abc import Callable

Program = Callable[[int], str | dict[str, str]]
TRACED = "@jax.jit\ndef f(x, n=0, *rest):\n"
FLAGGED = "    return float(x)\n"
CALLED = f"{TRACED}{FLAGGED}import time\ndef measure(x):\n"
DONATING = "@partial(jax.jit, donate_argnums=0)\ndef f(x):\n    return x + 1\ndef run(x0):\n"


def rows(start: str, row: str, count: int, end: str = FLAGGED) -> str:
    """Returns a program with a row for each number from 0, which stands for `#` there."""
    return start + "".join(row.replace("#", str(each)) for each in range(count)) + end


def steps(start: str, row: str, count: int, end: str = "") -> str:
    """Returns a program with a row for each number from 1; `##` stands for the one before."""
    texts = (row.replace("##", str(n - 1)).replace("#", str(n)) for n in range(1, count + 1))
    return start + "".join(texts) + end.replace("#", str(count))


def clocks(count: int) -> str:
    row = "    start# = time.time()\n    y = f(x)\n    took# = time.time() - start#\n"
    return rows(CALLED, row, count, "")


def readings(count: int) -> str:
    row = "    y = f(x)\n    took# = time.time() - start\n"
    return rows(f"{CALLED}    start = time.time()\n", row, count, "")


def donations(count: int) -> str:
    return steps(f"from functools import partial\n{DONATING}", "    x# = f(x##)\n", count)


def donated_reads(count: int) -> str:
    row = "    x# = f(x##)\n    y# = x## + 1\n"
    return steps(f"from functools import partial\n{DONATING}", row, count)


def choices(count: int) -> str:
    """Each number is made of the one before twice, and a root of it is kept off zero."""
    start = "def f(x0):\n"
    row = "    x# = x## * x##\n    y# = jax.numpy.where(x# > 0, jax.numpy.sqrt(x#), 0.0)\n"
    return steps(start, row, count, "    return y#\njax.grad(f)(2.0)\n")


def scans(count: int) -> str:
    start = f"def step(c, a):\n    return c + a, c\n{TRACED}    c = x\n"
    return rows(start, "    c, ys# = jax.lax.scan(step, c, x)\n", count)


def state(count: int) -> str:
    held = rows("state = [\n", "    {'a': #, 'b': [#]},\n", count, "]\n")
    row = "@jax.jit\ndef f#(x):\n    state[#]['a'] = x\n    return float(x) + state[0]['a']\n"
    return rows(held, row, count, "")


def tables(count: int) -> str:
    row = "    {'a': #, 'b': [#, #, (#, 'x#')]},\n"
    return rows("table = [\n", row, count, f"]\n{TRACED}    y = table[0]['a']\n{FLAGGED}")


def appends(count: int) -> str:
    return rows(f"seen = []\n{TRACED}", "    seen.append(x)\n", count)


def changed_arguments(count: int) -> str:
    return rows("@jax.jit\ndef f(x, d):\n", "    d['k#'] = x\n", count)


def calls_in_a_loop(count: int) -> str:
    return rows(f"{CALLED}    for i in range(9):\n", "        y# = f(x[:i])\n", count, "")


def lists_in_a_loop(count: int) -> str:
    start = f"{CALLED}    held = []\n    for i in range(9):\n        held.append(x)\n"
    return rows(start, "        y# = f(jax.numpy.array(held))\n", count, "")


def wrappers_in_a_loop(count: int) -> str:
    start = "def run(x):\n    for i in range(9):\n"
    return rows(start, "        jax.jit(lambda y: y + #)(x)\n", count, "")


def wrappers_in_a_function(count: int) -> str:
    row = "    g# = jax.jit(lambda y: y + #)\n    g#(x)\n"
    return rows("def run(x):\n", row, count, "")


def captured(count: int) -> str:
    made = rows("", "c# = jax.numpy.ones((9000, 9000))\n", count, "")
    return rows(f"{made}{TRACED}", "    y# = x + c#\n", count)


def alternatives(count: int) -> str:
    return f"{TRACED}    y = n{' and n or n' * count}\n{FLAGGED}"


def class_tests(count: int) -> str:
    tests = " or ".join(f"isinstance(n, C{each})" for each in range(count))
    return f"{TRACED}    if {tests}:\n        y = 1\n{FLAGGED}"


def generators(count: int) -> str:
    row = "def g#(x):\n    yield from g##(x)\n    yield from g##(x)\n"
    first = "def g0(x):\n    yield float(x)\n"
    return steps(first, row, count, f"{TRACED}    y = list(g#(x))\n{FLAGGED}")


def calls_twice(count: int) -> str:
    row = "def g#(x):\n    return g##(x) + g##(x)\n"
    return steps("def g0(x):\n    return float(x)\n", row, count, f"{TRACED}    return g#(x)\n")


def jitted_calls_twice(count: int) -> str:
    """Each calls the two before it."""
    first = "def g0(x): return float(x)\n@jax.jit\ndef g1(x): return g0(x)\n"
    rows = (
        f"@jax.jit\ndef g{n}(x):\n    return g{n - 1}(x) + g{n - 2}(x)\n"
        for n in range(2, count + 2)
    )
    return first + "".join(rows)


def circle(count: int) -> str:
    calls = (
        f"@jax.jit\ndef g{n}(x):\n    return g{(n + 1) % count}(x) + float(x)\n"
        for n in range(count)
    )
    return "".join(calls)


def closures(count: int) -> str:
    row = "def make#(h):\n    def g(x):\n        return h(x)\n    return g\ng# = make#(g##)\n"
    return steps("def g0(x):\n    return float(x)\n", row, count, f"{TRACED}    return g#(x)\n")


def functions_in_functions(count: int) -> str:
    heads = "".join(" " * (n + 4) + f"def g{n}(x):\n" for n in range(count))
    tails = "".join(" " * (n + 4) + f"return g{n}(x)\n" for n in reversed(range(count)))
    return f"{TRACED}{heads}{' ' * (count + 4)}return float(x)\n{tails}"


def comprehensions(count: int) -> str:
    return f"{TRACED}    y = {'[' * count}float(x){' for i in rest]' * count}\n{FLAGGED}"


def loops(count: int) -> str:
    heads = "".join(f"{' ' * (n + 4)}for i{n} in rest:\n" for n in range(count))
    return f"{TRACED}{heads}{' ' * (count + 4)}x = x + float(x)\n{FLAGGED}"


def tries(count: int) -> str:
    heads = "".join(f"{' ' * (n + 4)}try:\n" for n in range(count))
    ends = (
        f"{' ' * (n + 4)}except ValueError:\n{' ' * (n + 5)}y = 1\n" for n in reversed(range(count))
    )
    return f"{TRACED}{heads}{' ' * (count + 4)}y = float(x)\n{''.join(ends)}{FLAGGED}"


def managers(count: int) -> str:
    return f"{TRACED}    with ({'n, ' * count}):\n        y = float(x)\n{FLAGGED}"


def cases(count: int) -> str:
    return rows(f"{TRACED}    match n:\n", "        case #:\n            y = #\n", count)


def updates(count: int) -> str:
    held = ", ".join(f"'k{n}': x" for n in range(count))
    return rows(f"{TRACED}    d = {{{held}}}\n", "    d['k#'] = d['k#'] + 1\n", count)


def conversions(count: int) -> str:
    return rows(TRACED, "    y# = float(x)\n", count)


def silenced(count: int) -> str:
    return conversions(count).replace("float(x)\n", "float(x)  # noqa: JIT102\n")


def batches(count: int) -> str:
    first = "def g0(x):\n    return float(x)\n"
    return steps(first, "g# = jax.vmap(g##)\n", count, f"{TRACED}    return g#(x)\n")


def partials(count: int) -> str:
    first = "from functools import partial\ndef g0(*x):\n    return float(x[0])\n"
    return steps(first, "g# = partial(g##, #)\n", count, f"{TRACED}    return g#(x)\n")


def updated_items(count: int) -> str:
    return f"{TRACED}    y = x{'.at[0].set(1)' * count}\n{FLAGGED}"


def calls_that_branch(count: int) -> str:
    """Each calls the two after it."""
    row = "@jax.jit\ndef g#(x):\n    return g+1(x) + g+2(x)\n"
    links = (
        row.replace("#", str(n)).replace("+1", str(n + 1)).replace("+2", str(n + 2))
        for n in range(count)
    )
    first = f"@jax.jit\ndef g{count}(x):\n    return float(x)\n"
    return f"{''.join(links)}{first}@jax.jit\ndef g{count + 1}(x):\n    return x\n"


def nested_jits(count: int) -> str:
    row = "@jax.jit\ndef g#(x):\n    return g##(x)\n"
    return steps("@jax.jit\ndef g0(x):\n    return float(x)\n", row, count)


def jits_in_jits(count: int) -> str:
    heads = (f"{' ' * n}@jax.jit\n{' ' * n}def g{n}(x):\n" for n in range(count))
    tails = (f"{' ' * n}return g{n}(x)\n" for n in reversed(range(1, count)))
    return f"{''.join(heads)}{' ' * count}return float(x)\n{''.join(tails)}"


def nested_scans(count: int) -> str:
    row = "def s#(c, a):\n    return jax.lax.scan(s##, c, a)\n"
    last = f"{TRACED}    return jax.lax.scan(s#, x, x)\n"
    return steps("def s0(c, a):\n    return c, float(a)\n", row, count, last)


def long_calls(count: int) -> str:
    row = "def g#(x):\n    return g##(x)\n"
    return steps("def g0(x):\n    return float(x)\n", row, count, f"{TRACED}    return g#(x)\n")


def handed_on(count: int) -> str:
    row = "def g#(h, x):\n    return g##(h, x)\n"
    last = f"{TRACED}    return g#(lambda y: float(y), x)\n"
    return steps("def g0(h, x):\n    return h(x)\n", row, count, last)


def handed_on_anew(count: int) -> str:
    row = "def g#(h, x):\n    return g##(lambda y: h(y), x)\n"
    return steps(
        "def g0(h, x):\n    return h(x)\n", row, count, f"{TRACED}    return g#(float, x)\n"
    )


def modules(row: str, count: int, first: str) -> dict[str, str]:
    """Returns a module with a row for each number from 1, and `m0`."""
    numbered = range(1, count + 1)
    rows = {f"m{n}": row.replace("##", str(n - 1)).replace("#", str(n)) for n in numbered}
    return {"m0": first} | rows


def calls_across_modules(count: int) -> dict[str, str]:
    row = "import jax\nfrom m## import g##\n@jax.jit\ndef g#(x):\n    return g##(x)\n"
    return modules(row, count, "import jax\n@jax.jit\ndef g0(x):\n    return float(x)\n")


def calls_in_a_ring_of_modules(count: int) -> dict[str, str]:
    row = "import jax\nfrom m## import g##\n@jax.jit\ndef g#(x):\n    return g##(x) + float(x)\n"
    return modules(row, count, row.replace("##", str(count)).replace("#", "0"))


def names_in_a_ring_of_modules(count: int) -> dict[str, str]:
    """Each module imports from the next a name that nobody has."""
    row = "import jax\nfrom m## import X\n@jax.jit\ndef g#(x):\n    X\n    return float(x)\n"
    return modules(row, count, row.replace("##", str(count)).replace("#", "0"))


def star_imports(count: int) -> dict[str, str]:
    """Each module hands on all names of the one before it, and adds one."""
    row = "import jax\nfrom m## import *\n@jax.jit\ndef g#(x):\n    return g##(x)\n"
    return modules(row, count, "import jax\n@jax.jit\ndef g0(x):\n    return float(x)\n")


def star_imports_of_one(count: int) -> dict[str, str]:
    """Each module takes all names of the first one, which has more of them the more there are."""
    row = "import jax\nfrom m0 import *\n@jax.jit\ndef f#(x):\n    return g#(x)\n"
    names = rows("import jax\n", "def g#(x):\n    return float(x)\n", count + 1, "")
    return modules(row, count, names)


LENGTHS: dict[Program, int] = {
    clocks: 30, readings: 30, donations: 30, donated_reads: 30, choices: 20, scans: 20, state: 20,
    tables: 60, appends: 30, changed_arguments: 60, calls_in_a_loop: 30, lists_in_a_loop: 30,
    wrappers_in_a_loop: 30, wrappers_in_a_function: 30, captured: 30, alternatives: 40,
    class_tests: 40, generators: 12, calls_twice: 18, jitted_calls_twice: 40, circle: 20,
    closures: 20, functions_in_functions: 12, comprehensions: 10, loops: 9, tries: 10,
    calls_that_branch: 12, nested_jits: 20, nested_scans: 10, long_calls: 90, handed_on: 20,
    handed_on_anew: 40, jits_in_jits: 12, calls_across_modules: 12, calls_in_a_ring_of_modules: 12,
    names_in_a_ring_of_modules: 36, star_imports: 12, star_imports_of_one: 12, managers: 20,
    cases: 30, updates: 20, conversions: 40, silenced: 40, batches: 20, partials: 12,
    updated_items: 40,
}  # fmt: skip
