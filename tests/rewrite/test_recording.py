"""State that traced code changes is changed by callbacks: as often, in order, with numbers."""

from pathlib import Path
from typing import Any

import jax
import pytest
from mending import HEAD, mended_text

STATE = f"{HEAD}SEEN, COUNTS, total = [], {{}}, 0\n\n\n@jax.jit\ndef f(x):\n"
CALL = "jax.debug.callback({}, ordered=True)"

DONE = {
    "SEEN.append(x)": CALL.format("SEEN.append, x"),
    "SEEN.append(2 * x)": CALL.format("SEEN.append, 2 * x"),
    "SEEN.append(x.shape)": (
        f"def record(x):\n        SEEN.append(x.shape)\n\n    {CALL.format('record, x')}"
    ),
    'SEEN.append("f")': (f'def record():\n        SEEN.append("f")\n\n    {CALL.format("record")}'),
    "SEEN.insert(0, jnp.sin(x))": (
        "def record(value):\n        SEEN.insert(0, value)\n\n    "
        + CALL.format("record, jnp.sin(x)")
    ),
    'COUNTS["x"] = x + 1': (
        'def record(value):\n        COUNTS["x"] = value\n\n    ' + CALL.format("record, x + 1")
    ),
    "global total\n    total += 1": (
        "def record():\n        global total\n        total += 1\n\n    " + CALL.format("record")
    ),
}


@pytest.mark.parametrize("before", DONE)
def test_a_callback_changes_the_state(before: str, tmp_path: Path) -> None:
    text = f"{STATE}    {before}\n    return x\n"
    after = mended_text(text, tmp_path, unsafe=True)
    assert after == f"{STATE}    {DONE[before]}\n    return x\n"
    assert states(after, jitted=True) == states(text, jitted=False)


def states(text: str, *, jitted: bool) -> list[Any]:
    """Returns what is in the state after each of three calls."""
    names: dict[str, Any] = {}
    exec(compile(text, "program.py", "exec"), names)
    found: list[Any] = []
    for argument in (1.0, 3.0, 2.0):
        with jax.disable_jit(not jitted):
            names["f"](jax.numpy.float32(argument))
        jax.effects_barrier()
        found.append(str([names["SEEN"], names["COUNTS"], names["total"]]))
    return found


LEFT = [
    "SEEN.append(x)\n    return x * len(SEEN)",
    "y = [x]\n    SEEN.append(y)\n    y.append(2 * x)",
    "y = SEEN.append(x)",
    "SEEN.append(  # why\n        x\n    )",
    "global total, other\n    total += 1",
]


@pytest.mark.parametrize("body", LEFT)
def test_what_other_statements_need_stays(body: str, tmp_path: Path) -> None:
    text = f"{STATE}    {body}\n    return x\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


@pytest.mark.parametrize("wrap", ["jax.grad(f)", "jax.vmap(f)", "jax.jit(jax.vmap(f))"])
def test_it_is_not_done_where_calls_are_more_or_less(wrap: str, tmp_path: Path) -> None:
    plain = STATE.replace("@jax.jit\n", "")
    text = f"{plain}    SEEN.append(x)\n    return x\n\n\ng = {wrap}\n"
    assert mended_text(text, tmp_path, unsafe=True) == text


METHOD = (
    f"{HEAD}class Model:\n    def __init__(self):\n        self.seen = []\n\n"
    "    @functools.partial(jax.jit, static_argnums=0)\n    def step(self, x):\n"
    "        self.seen.append(x)\n        return x\n"
)
EQUAL = METHOD + "\n    def __eq__(self, other):\n        return True\n"
EQUAL += "\n    def __hash__(self):\n        return 0\n"


def test_an_object_that_jax_may_take_for_another_is_left(tmp_path: Path) -> None:
    assert "jax.debug.callback(self.seen.append, x" in mended_text(METHOD, tmp_path, unsafe=True)
    assert mended_text(EQUAL, tmp_path, unsafe=True) == EQUAL
