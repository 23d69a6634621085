"""What a child does for findings of one module, counted: each function costs the same, once."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from asked import Program

from jitlint.core.finding import Finding, Span
from jitlint.verify.client.questions import by_module

RUNTIME = Path(__file__).parents[2] / "jitlint" / "verify" / "runtime"
HEAD = "import functools\nimport jax\nimport jax.numpy as jnp\n# jitlint: example other(1.0)\n"
STEP = """
@jax.jit
def step_{0}(x: jax.Array, y: jax.Array):
    h = x @ y
    if jnp.linalg.norm(h, axis=-1)[0] > {0}:
        return functools.partial(jnp.add, h)
    return x
"""
COUNT = """
import cProfile, importlib.util, json, os, pathlib, sys, time

here = sys.argv[1]
spec = importlib.util.spec_from_file_location(
    "_jitlint_runtime", here + "/__init__.py", submodule_search_locations=[here]
)
sys.modules["_jitlint_runtime"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
from _jitlint_runtime.worker.isolation import confirmed_together
from _jitlint_runtime.experiments import experiment_for
from _jitlint_runtime.process.guard import Guard
from _jitlint_runtime.program.load import name_of
from _jitlint_runtime.program.locations import UserFiles
from _jitlint_runtime.program.program import SharedState
from _jitlint_runtime.program.question import Question
from _jitlint_runtime.attempts.attempt_plan import AttemptPlan
from _jitlint_runtime.attempts.pre_import import PreImport, load_watched
from _jitlint_runtime.observe.watch import record_of

questions = [Question.of(each) for each in json.load(sys.stdin)]
name = name_of(questions[0].spot.path)
files, cwd = UserFiles({name.own}, {}, os.getcwd()), os.getcwd()


def work():
    records = [record_of(each, files) for each in questions]
    loaded, shared = load_watched(name, cwd, files, records), SharedState()
    plans = [AttemptPlan.of(q, files, loaded, r, shared) for q, r in zip(questions, records)]
    questioned = [PreImport(p.question, name, files, Guard(cwd), cwd, 99.0, p) for p in plans]
    pairs = [(experiment_for("raises"), each) for each in questioned]
    return confirmed_together(pairs, time.monotonic() + 99.0)


profile = cProfile.Profile()
found = profile.runcall(work)
assert [each.outcome for each in found.values()] == ["confirmed"] * len(questions), found
counts = {
    f"{pathlib.Path(code.co_filename).stem}.{code.co_name}": entry.callcount
    for entry in profile.getstats()
    if not isinstance(code := entry.code, str) and code.co_filename.startswith(here)
}
counts["compile"] = sum(
    entry.callcount for entry in profile.getstats() if "builtins.compile" in str(entry.code)
)
print(json.dumps(counts))
"""
FEW, MANY = 8, 20


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory, python: str) -> Counter[str]:
    """What many functions need more often than a few, for each one more."""
    few, many = (_counts(n, tmp_path_factory.mktemp("steps"), python) for n in (FEW, MANY))
    return Counter({name: (many[name] - few[name]) / (MANY - FEW) for name in many})


def test_a_signature_is_read_once_a_function(more: Counter[str]) -> None:
    assert more["signatures.signature_of"] == 1


def test_an_error_is_taken_apart_once_an_attempt(more: Counter[str]) -> None:
    assert more["attempt.trace"] == 1
    assert more["failure.failure_of"] == more["failure._trail"] == 1


def test_the_text_is_read_and_walked_once_a_module(more: Counter[str]) -> None:
    assert more["sources.parse"] == more["index.index"] == more["compile"] == 0
    assert more["locations.by_row"] == more["load._is_package"] == 0


def test_no_code_is_looked_up_in_full_for_an_error(more: Counter[str]) -> None:
    assert more["failure._span"] >= 1
    assert more["locations.by_row"] == 0


def _counts(functions: int, directory: Path, python: str) -> Counter[str]:
    text = HEAD + "".join(STEP.format(number) for number in range(functions))
    found = [_finding(text, number, directory) for number in range(functions)]
    [questions] = by_module(found).values()
    given = json.dumps([each.content for each in questions])
    command = [python, "-B", "-c", COUNT, str(RUNTIME)]
    done = subprocess.run(
        command, input=given, capture_output=True, text=True, cwd=directory, check=False
    )
    assert done.returncode == 0, done.stderr
    return Counter(json.loads(done.stdout))


def _finding(text: str, number: int, directory: Path) -> Finding[Span]:
    function, piece = f"step_{number}", f"norm(h, axis=-1)[0] > {number}"
    errors = ("TracerBoolConversionError",)
    program = Program(text, piece, "raises", errors, function, starts=f"def {function}(")
    return program.finding(directory)
