"""A rewritten program beside the original: what JAX proves, and what it does not."""

import os
from pathlib import Path

import pytest

from jitlint.check.api import check
from jitlint.config.files import Config
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span, Verdict
from jitlint.verify import Rewritten, VerifyOptions, compare

HEAD = "import jax\nimport jax.numpy as jnp\n\n\n"
BRANCH = HEAD + "@jax.jit\ndef f(x):\n    if x > 0:\n        return x * 2.0\n    return -x\n"
WHERE = HEAD + "@jax.jit\ndef f(x):\n    return jnp.where(x > 0, {}, {})\n"
FAR = BRANCH.replace("x > 0", "x > 1e30")
ROOT = HEAD + "@jax.jit\ndef f(x):\n    return jnp.sqrt(x) if x > 0 else 0.0 * x\n"
ROOT_WHERE = HEAD + "@jax.jit\ndef f(x):\n    return jnp.where(x > 0, jnp.sqrt(x), 0.0 * x)\n"
UNREACHED = (
    HEAD + "@jax.jit\ndef f(x):\n    if x > 0:\n        x = -x\n    if x.ndim > 7:\n"
    "        if x > 0:\n            x = 2 * x\n    return x\n"
)
LOOP = HEAD + "@jax.jit\ndef f(x):\n    while x < 9.0:\n        x = 2.0 * x + 1.0\n    return x\n"
WHILE = LOOP.replace(
    "while x < 9.0:\n        x = 2.0 * x + 1.0\n    return x",
    "return jax.lax.while_loop(lambda x: x < 9.0, lambda x: 2.0 * x + 1.0, x)",
)
METHOD = (
    HEAD + "class Model:\n    def __init__(self, scale: float):\n        self.scale = scale\n\n"
    "    def shifted(self, x):\n        return x + self.scale\n\n    def apply(self, x):\n"
    "        if x > 0:\n            return self.shifted(x)\n        return x\n\n\n"
    "model = Model(2.0)\nfast = jax.jit(model.apply)\n"
)
METHOD_WHERE = METHOD.replace(
    "if x > 0:\n            return self.shifted(x)\n        return x",
    "return jnp.where(x > 0, self.shifted(x), x)",
)
STEPS = (
    HEAD + "def f(data):\n    total = 0.0\n    for each in data:\n"
    "        total = total + jax.jit(lambda v: 2.0 * v)(each)\n    return total\n\n\n"
    "def main():\n    return f([jnp.ones(3), jnp.ones(3), jnp.ones(3)])\n"
)
IN_LOOP = "jax.jit(lambda v: 2.0 * v)(each)"
HOISTED = STEPS.replace(IN_LOOP, "fast(each)").replace(
    "    for each", "    fast = jax.jit(lambda v: 2.0 * v)\n    for each"
)
GLOBAL = STEPS.replace(IN_LOOP, "fast(each)").replace(
    "def f(data)", "fast = jax.jit(lambda v: 2.0 * v)\n\n\ndef f(data)"
)
PRINTS = BRANCH.replace("    if x", '    jax.debug.print("x {}", x)\n    if x')
CALLS = PRINTS.replace('jax.debug.print("x {}", x)', "jax.debug.callback(print, x)")
KEPT = BRANCH.replace("@jax", "SEEN = []\n\n\n@jax").replace(
    "    if x", "    jax.debug.callback(SEEN.append, x)\n    if x"
)
IN_PYTHON = BRANCH.replace("    if x", "    print(x)\n    if x")
BODY = "    return jnp.where(x > 0, x * 2.0, -x)\n"


def chosen(text: str, *, without: str = "\n\n\n\n") -> str:
    """Returns a text with `jnp.where` for its branch, and without the lines that hold something."""
    whole = text.replace(BRANCH[BRANCH.index("    if x") :], BODY)
    return "".join(line for line in whole.splitlines(True) if without not in line)


SAID = {
    "prints": (PRINTS, chosen(PRINTS), "confirmed"),
    "prints no more": (PRINTS, chosen(PRINTS, without="debug"), "refuted"),
    "prints another": (
        PRINTS,
        chosen(PRINTS).replace(", x)\n    return", ", 2 * x)\n    return"),
        "refuted",
    ),
    "calls back": (CALLS, chosen(CALLS), "confirmed"),
    "calls back no more": (CALLS, chosen(CALLS, without="debug"), "refuted"),
    "keeps": (KEPT, chosen(KEPT), "confirmed"),
    "keeps no more": (KEPT, chosen(KEPT, without="debug"), "refuted"),
    "prints a tracer": (IN_PYTHON, chosen(IN_PYTHON), "inconclusive"),
    "branch": (BRANCH, WHERE.format("x * 2.0", "-x"), "confirmed"),
    "other result": (BRANCH, WHERE.format("x * 2.0", "x"), "refuted"),
    "only one side": (FAR, FAR.replace("x * 2.0", "x * 3.0"), "inconclusive"),
    "other gradient": (ROOT, ROOT_WHERE, "refuted"),
    "never run": (UNREACHED, UNREACHED.replace("2 * x", "3 * x"), "inconclusive"),
    "still raises": (BRANCH, BRANCH.replace("if x", "if 2 * x"), "refuted"),
    "loop": (LOOP, WHILE, "confirmed"),
    "method": (METHOD, METHOD_WHERE, "confirmed"),
    "in the function": (STEPS, HOISTED, "confirmed"),
    "in the module": (STEPS, GLOBAL, "confirmed"),
    "compiles as before": (STEPS, STEPS.replace("2.0 * v", "v * 2.0"), "inconclusive"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory, python: str) -> dict[str, Verdict]:
    root = tmp_path_factory.mktemp("rewritten")
    found = [finding(root / f"{name.replace(' ', '_')}.py", SAID[name][0]) for name in SAID]
    pairs = zip(found, SAID.values(), strict=True)
    rewritten = [Rewritten(os.path.realpath(f.at.path), old, new) for f, (old, new, _) in pairs]
    verdicts = compare(found, rewritten, VerifyOptions(python=python, timeout=120.0))
    return dict(zip(SAID, verdicts, strict=True))


def finding(path: Path, text: str) -> Finding[Span]:
    path.write_text(text)
    return check([str(path)], Settings([str(path)], Config())).findings[-1]


@pytest.mark.parametrize("name", SAID)
def test_what_changes_nothing_is_told_from_what_does(name: str, said: dict[str, Verdict]) -> None:
    assert said[name].outcome == SAID[name][2], said[name]


def test_the_evidence_names_inputs_gradients_and_compilations(said: dict[str, Verdict]) -> None:
    text = "same results on 6 inputs, gradients agree"
    assert said["branch"].evidence == (f"{text}, no TracerBoolConversionError any more",)
    assert said["in the module"].evidence[0].startswith(f"{text}, ")
    assert said["in the module"].evidence[0].endswith(" compilations")


def test_the_evidence_names_effects_and_the_direction_of_derivatives(
    said: dict[str, Verdict],
) -> None:
    assert "gradients agree, same effects" in said["keeps"].evidence[0]
    assert "same effects" not in said["branch"].evidence[0]
    loop = said["loop"].evidence[0]
    assert "only forward derivatives are left, and agree" in loop
    assert "gradients" not in loop


def test_the_reason_says_what_was_missing(said: dict[str, Verdict]) -> None:
    assert "makes the test at" in said["only one side"].reason
    assert "no call found comes there" in said["never run"].reason
    assert said["other gradient"].evidence[0].startswith("the gradient was ")
