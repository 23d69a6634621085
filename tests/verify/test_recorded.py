"""Calls that `jitlint observe` records while a program runs are arguments to verify with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from asked import Program

from jitlint.cli import main
from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify

LIBRARY = """
    import functools
    from typing import NamedTuple
    import jax

    class State(NamedTuple):
        mean: jax.Array
        count: int

    def double(x):
        return 2 * x

    @functools.partial(jax.jit, static_argnames=("how", "f"))
    def update(state, batch, *, how, f):
        assert state.mean.shape == (5, 3)
        assert batch["x"].shape == (7, 5)
        assert how == "fast"
        return State(f(batch["x"]) @ state.mean, state.count + 1)

    class Layer:
        def __init__(self, size):
            self.size = size

        @functools.partial(jax.jit, static_argnums=0)
        def apply(self, x):
            assert x.shape == (11,)
            return x * self.size
    """
SCRIPT = """
import sys
import numpy as np
from library import Layer, State, double, update

for _ in range(10):
    batch = {"x": np.ones((7, 5)), "y": np.zeros(7, int)}
    update(State(np.ones((5, 3)), 0), batch, how="fast", f=double)
    Layer(2).apply(np.ones(11))
sys.exit(int(sys.argv[1]))
"""


def ask(directory: Path, program: Program) -> Verdict:
    (answer,) = verify([program.finding(directory)], VerifyOptions(python=sys.executable))
    assert answer.verdict is not None
    return answer.verdict


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory in which a program has been observed."""
    directory = tmp_path_factory.mktemp("observed")
    update_of().finding(directory)
    (directory / "train.py").write_text(SCRIPT, "utf-8")
    command = [sys.executable, "-m", "jitlint", "observe", "train.py", "3"]
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    return directory


def update_of() -> Program:
    static = ("how", "f")
    return Program(
        LIBRARY, "return State", "traces", function="update", static=static, name="library.py"
    )


def test_each_function_is_on_record_once_for_each_signature(observed: Path) -> None:
    calls = json.loads((observed / ".jitlint-calls.json").read_text("utf-8"))["calls"]
    functions = [each["function"] for each in calls]
    assert functions.count("update") == 1
    assert functions.count("Layer.apply") == 1
    (update,) = (each["arguments"] for each in calls if each["function"] == "update")
    assert update["how"] == {"value": "fast"}
    assert update["f"] == {"named": "library:double"}
    assert update["state"]["fields"]["mean"] == {"shape": [5, 3], "dtype": "float32"}


def test_a_recorded_call_is_what_verification_tries_first(observed: Path) -> None:
    verdict = ask(observed, update_of())
    assert verdict.outcome == "confirmed"
    assert verdict.evidence == ("traced at attempt 1",)
    assert verdict.arguments.endswith("# recorded from a real call")


def test_a_recorded_call_of_a_method_gets_an_instance(observed: Path) -> None:
    apply = Program(
        LIBRARY, "return x * self.size", "traces", function="Layer.apply", static=("self",),
        name="library.py", starts="jax.jit",
    )  # fmt: skip
    verdict = ask(observed, apply)
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.endswith("# recorded from a real call")


def test_a_record_of_another_function_is_passed_over(observed: Path, tmp_path: Path) -> None:
    record = json.loads((observed / ".jitlint-calls.json").read_text("utf-8"))
    for each in record["calls"]:
        each["arguments"] = {"gone": {"value": 1}, "state": {"named": "nowhere:nothing"}}
    (tmp_path / ".jitlint-calls.json").write_text(json.dumps(record), "utf-8")
    verdict = ask(tmp_path, update_of())
    assert not verdict.arguments.endswith("# recorded from a real call")


@pytest.mark.parametrize("words", [[], ["no_such_file.py"], ["-m"]])
def test_what_cannot_be_observed_is_misuse(words: list[str]) -> None:
    assert main(["observe", *words]) == 2
