"""Whatever a module does is confined to its own findings; the others get their verdicts."""

import sys
import venv
from pathlib import Path

import pytest
from asked import Program

from jitlint.core.finding import Claim, Finding, Span, Verdict
from jitlint.verify import VerifyError, VerifyOptions, verify

LEVEL = """
    import jax

    @jax.jit
    def f(x):
        return float(x)
    """
CONCRETE = ("ConcretizationTypeError",)


def program(text: str) -> Program:
    """A program whose function `f` converts a traced value."""
    return Program(text, "float(x)", "raises", CONCRETE, "f")


def judged(directory: Path, python: str, *texts: str, timeout: float = 30.0) -> list[Verdict]:
    """The verdicts on one good program, and on programs that begin with other lines."""
    findings = [
        program(f"{LEVEL}{text}").finding(directory / str(number))
        for number, text in enumerate(("", *texts))
    ]
    answers = verify(findings, VerifyOptions(python=python, timeout=timeout))
    return [answer.verdict for answer in answers if answer.verdict is not None]


def children() -> set[str]:
    """The processes that this one has started and not ended."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {number for task in tasks for number in task.read_text().split()}


def test_each_of_them_ends_alone(tmp_path: Path, python: str) -> None:
    before = children()
    good, left, fault, killed = judged(
        tmp_path, python,
        "\n    import os; os._exit(3)",
        "\n    import ctypes; ctypes.string_at(0)",
        "\n    import signal; signal.raise_signal(signal.SIGKILL)",
    )  # fmt: skip
    assert good.outcome == "confirmed"
    assert left.reason == "crashed: exit status 3"
    assert fault.reason == "crashed: SIGSEGV"
    assert killed.reason == "crashed: SIGKILL"
    assert children() == before


def test_a_module_that_never_ends_runs_out_of_time(tmp_path: Path, python: str) -> None:
    before = children()
    good, endless = judged(tmp_path, python, "\n    while True: pass", timeout=6.0)
    assert good.outcome == "confirmed"
    assert endless.reason == "timeout: 6 s"
    assert children() == before


def test_prints_do_not_break_the_answers(tmp_path: Path, python: str) -> None:
    flood = """
    import os, sys
    print("x" * 1_000_000)
    print('{"finding": 0, "verdict": {}}', file=sys.__stderr__)
    os.write(1, b"{}" * 1_000)
    """
    good, loud = judged(tmp_path, python, flood)
    assert good.outcome == loud.outcome == "confirmed"


def test_a_program_cannot_read_what_is_typed(tmp_path: Path, python: str) -> None:
    good, asking = judged(tmp_path, python, "\n    name = input()")
    assert good.outcome == asking.outcome == "confirmed"


def test_nothing_is_written_outside_the_temporary_directory(tmp_path: Path, python: str) -> None:
    kept, lost = tmp_path / "kept.txt", tmp_path / "lost.txt"
    kept.write_text("kept")
    writing = f"""
    open({str(lost)!r}, "w").write("lost")
    """
    removing = f"""
    import os
    os.remove({str(kept)!r})
    """
    tree = tmp_path / "tree"
    (tree / "leaves").mkdir(parents=True)
    clearing = f"""
    import shutil
    shutil.rmtree({str(tree)!r}, ignore_errors=True)
    """
    running = f"""
    import subprocess
    subprocess.run(["touch", {str(lost)!r}])
    """
    forking = """
    import os
    os.fork()
    """
    at_home = """
    kept, f = f, None
    import os
    import pathlib
    pathlib.Path("~/notes.txt").expanduser().write_text("fine")
    open("here.txt", "w").write("fine")
    if os.environ["HOME"] == os.getcwd():
        f = kept
    """
    verdicts = judged(tmp_path, python, writing, removing, clearing, running, forking, at_home)
    assert {verdict.outcome for verdict in verdicts} == {"confirmed"}
    assert not lost.exists()
    assert (tree / "leaves").is_dir()
    assert kept.read_text() == "kept"
    assert sorted(path.name for path in (tmp_path / "0").iterdir()) == ["tutorial.py"]


def test_what_the_guard_stops_is_said(tmp_path: Path, python: str) -> None:
    path = tmp_path / "lost.txt"
    text = f"open({str(path)!r}, 'w')\n" + LEVEL.replace("\n    ", "\n")
    finding = program(text).finding(tmp_path)
    (answer,) = verify([finding], VerifyOptions(python=python))
    assert answer.verdict is not None
    assert answer.verdict.reason == f"guard_blocked: write to {path}"


@pytest.mark.parametrize("first", ["", "jax.devices()"], ids=["forked", "backend up"])
def test_a_crash_takes_no_other_finding_along(tmp_path: Path, python: str, first: str) -> None:
    text = f"""
    import ctypes
    import jax
    {first}

    @jax.jit
    def bad(x):
        ctypes.string_at(0)
        return int(x)

    @jax.jit
    def f(x):
        return float(x)
    """
    crashes = Program(text, "int(x)", "raises", CONCRETE, "bad")
    fine = Program(text, "float(x)", "raises", CONCRETE, "f")
    findings = [each.finding(tmp_path) for each in (crashes, fine)]
    answers = verify(findings, VerifyOptions(python=python))
    verdicts = [answer.verdict for answer in answers if answer.verdict is not None]
    assert [verdict.outcome for verdict in verdicts] == ["inconclusive", "confirmed"], verdicts
    assert verdicts[0].reason == "crashed: SIGSEGV"


@pytest.mark.parametrize("first", ["", "jax.devices()"], ids=["forked", "backend up"])
def test_a_loop_takes_half_of_the_time_at_most(tmp_path: Path, python: str, first: str) -> None:
    text = f"""
    import jax
    {first}

    @jax.jit
    def endless(x):
        while True:
            pass
        return int(x)

    @jax.jit
    def f(x):
        return float(x)
    """
    loops = Program(text, "int(x)", "raises", CONCRETE, "endless")
    fine = Program(text, "float(x)", "raises", CONCRETE, "f")
    findings = [each.finding(tmp_path) for each in (loops, fine)]
    answers = verify(findings, VerifyOptions(python=python, timeout=12.0))
    verdicts = [answer.verdict for answer in answers if answer.verdict is not None]
    assert [verdict.outcome for verdict in verdicts] == ["inconclusive", "confirmed"], verdicts


def test_memory_has_a_limit(tmp_path: Path, python: str) -> None:
    greedy = """
    try:
        much = bytearray(1 << 40)
    except MemoryError:
        del f
    """
    good, limited = judged(tmp_path, python, greedy)
    assert good.outcome == "confirmed"
    assert limited.reason == "unreachable_scope: no `f` in the module"


def test_an_interpreter_without_jax_gets_one_line(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    bare = str(tmp_path / "bare" / "bin" / "python")
    with pytest.raises(VerifyError) as caught:
        judged(tmp_path, bare)
    line = str(caught.value)
    assert line == f"{bare}: no JAX here: ModuleNotFoundError: No module named 'jax'"


def test_a_missing_interpreter_gets_one_line(tmp_path: Path) -> None:
    missing = str(tmp_path / "python")
    with pytest.raises(VerifyError) as caught:
        judged(tmp_path, missing)
    assert str(caught.value) == f"{missing}: No such file or directory"


def test_a_program_that_is_no_python_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(VerifyError) as caught:
        judged(tmp_path, "/bin/false")
    assert str(caught.value) == "/bin/false: ended early"


def test_claims_that_nobody_can_test_start_nothing(tmp_path: Path) -> None:
    at = Span(str(tmp_path / "a.py"), 1, 1, 1, 2)
    finding = Finding("JIT000", "broken", "error", at, "cannot be read", Claim("none"))
    (answer,) = verify([finding], VerifyOptions(python="/no/such/python"))
    assert answer.verdict is None


def test_progress_tells_each_module_before_it_is_asked(tmp_path: Path, python: str) -> None:
    findings = [program(LEVEL).finding(tmp_path / name) for name in ("a", "b", "a")]
    told: list[tuple[str, int, int]] = []
    answers = verify(findings, VerifyOptions(python=python), lambda *news: told.append(news))
    paths = [str(tmp_path / name / "tutorial.py") for name in ("a", "b")]
    assert told == [(paths[0], 0, 2), (paths[1], 1, 2)]
    assert answers == tuple(findings)
    assert all(answer.verdict for answer in answers)


def test_jax_is_not_imported_by_the_process_that_lints(tmp_path: Path, python: str) -> None:
    here = sys.modules.keys() & {"jax", "jitlint.verify.runtime.program.userjax"}
    assert judged(tmp_path, python)
    assert sys.modules.keys() & {"jax", "jitlint.verify.runtime.program.userjax"} == here
