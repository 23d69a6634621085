"""Whatever a repository holds: nothing around it is touched, nothing of it run, all else checked.

The tricks are in `tricks_with_files.py` and `tricks_with_settings.py`.
"""

from pathlib import Path

import pytest
import tricks_with_files
import tricks_with_settings
from sandbox import TRICKS, Sandbox, Trick, differences

FOUND = "bug.py:6:8: JIT101"
CHECK = ("--output-format", "concise", ".")
VERIFY = ("--verify", "--verify-timeout", "10", *CHECK)
CHANGES = (
    ("--write-baseline", "known.json", "."),
    ("--exit-zero", "--output-file", "json:report.json", "."),
    ("--fix", "--unsafe-fixes", "."),
    ("--add-noqa", "."),
    ("clean",),
)
REFUSED = ("leads out of its project", "cannot be removed: not a directory")
"""How a command says that it does not touch a trick; all else it has done."""

TOGETHER = [each for each in TRICKS.values() if not each.apart]


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path / "sandbox")


def play(trick: Trick, sandbox: Sandbox) -> None:
    try:
        trick.build(sandbox)
    except PermissionError as error:
        pytest.skip(f"{trick.name}: {error}")


def harmless(sandbox: Sandbox, *words: str) -> tuple[int, str]:
    """Runs a command that changes nothing around, runs nothing, and says what is wrong plainly."""
    before = sandbox.around()
    done = sandbox.run(*words)
    said = done.stdout + done.stderr
    assert differences(before, sandbox.around()) == []
    assert sandbox.sprung() == ""
    assert "Traceback" not in said
    assert "please report" not in said
    assert done.returncode in (0, 1, 2), said
    return done.returncode, said


def test_there_are_enough_tricks() -> None:
    assert len(TRICKS) > 30
    modules = (tricks_with_files, tricks_with_settings)
    assert {each.build.__module__ for each in TRICKS.values()} == {m.__name__ for m in modules}


@pytest.mark.slow
@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_does_nothing_but_to_be_told(sandbox: Sandbox, name: str) -> None:
    trick = TRICKS[name]
    play(trick, sandbox)
    status, said = harmless(sandbox, *CHECK)
    assert status in trick.statuses, said
    assert (FOUND in said) == (status == 1), said
    assert trick.said in said
    again = harmless(sandbox, *CHECK)
    assert again == (status, said)
    for words in CHANGES:
        changed, said = harmless(sandbox, *words)
        assert changed != 2 or status == 2 or any(each in said for each in REFUSED), said


@pytest.mark.slow
@pytest.mark.parametrize("name", [each.name for each in TRICKS.values() if each.apart])
def test_a_trick_with_settings_does_nothing_where_jax_is_asked(sandbox: Sandbox, name: str) -> None:
    play(TRICKS[name], sandbox)
    status, said = harmless(sandbox, *VERIFY)
    assert status in TRICKS[name].statuses, said
    assert status == 2 or f"{FOUND} " in said
    harmless(sandbox, "clean")


@pytest.mark.slow
def test_all_tricks_at_once_do_no_more(sandbox: Sandbox) -> None:
    for trick in TOGETHER:
        trick.build(sandbox)
    for words in (CHECK, VERIFY):
        status, said = harmless(sandbox, *words)
        assert (status, FOUND in said) == (1, True), said
    for words in CHANGES:
        status, said = harmless(sandbox, *words)
        assert status != 2 or any(each in said for each in REFUSED), said
