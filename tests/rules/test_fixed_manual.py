"""The bad programs of a manual, put right by a fix, do under JAX what they should."""

from pathlib import Path

import jax
import pytest
from libcst import parse_module
from libcst.codemod import CodemodContext
from manual import Example, examples, findings, run
from mending import mended, mended_text

from jitlint import codemods
from jitlint.rewrite import all_fixes
from jitlint.rewrite.structural import all_rewrites
from jitlint.rules import all_rules

FIXED = {
    "JIT001-Bad-1",
    "JIT101-Bad-1",
    "JIT101-Bad-5",
    "JIT102-Bad-1",
    "JIT102-Bad-3",
    "JIT103-Bad-1",
    "JIT103-Bad-3",
    "JIT104-Bad-1",
    "JIT104-Bad-3",
    "JIT105-Bad-1",
    "JIT105-Bad-5",
    "JIT106-Bad-1",
    "JIT106-Bad-3",
    "JIT107-Bad-1",
    "JIT107-Bad-3",
    "JIT107-Bad-5",
    "JIT108-Bad-1",
    "JIT109-Bad-1",
    "JIT109-Bad-3",
    "JIT112-Bad-1",
    "JIT201-Bad-1",
    "JIT202-Bad-3",
    "JIT204-Bad-1",
    "JIT206-Bad-1",
    "JIT207-Bad-1",
    "JIT301-Bad-1",
    "JIT301-Bad-3",
    "JIT302-Bad-1",
    "JIT303-Bad-3",
    "JIT304-Bad-1",
    "JIT304-Bad-3",
    "JIT402-Bad-1",
    "JIT403-Bad-1",
    "JIT405-Bad-1",
    "JIT406-Bad-1",
    "JIT408-Bad-1",
    "JIT410-Bad-1",
    "JIT412-Bad-1",
    "JIT413-Bad-1",
    "JIT415-Bad-1",
    "JIT416-Bad-1",
    "JIT417-Bad-1",
    "JIT501-Bad-1",
    "JIT502-Bad-1",
    "JIT502-Bad-3",
    "JIT603-Bad-1",
    "JIT604-Bad-1",
}
"""All other bad programs need to be thought about; their fixes find nothing that is sure."""

BAD = [bad for bad in examples("Bad") if bad.rule.fix]
RIGHT = [bad for bad in BAD if str(bad) in FIXED]


def test_the_rules_that_name_a_fix_have_one() -> None:
    by_the_suppression = {"JIT001"}
    named = {rule.code for rule in all_rules() if rule.fix}
    assert named == all_fixes().keys() | all_rewrites().keys() | by_the_suppression


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_what_is_fixed_is_known(bad: Example, tmp_path: Path) -> None:
    after = mended_text(bad.text, tmp_path, unsafe=True)
    assert (after != bad.text) == (str(bad) in FIXED)


@pytest.mark.parametrize("bad", RIGHT, ids=str)
def test_what_is_fixed_is_not_reported(bad: Example, tmp_path: Path) -> None:
    after = mended_text(bad.text, tmp_path, unsafe=True)
    assert findings(after, tmp_path) == []


@pytest.mark.parametrize("bad", RIGHT, ids=str)
def test_what_is_fixed_runs(bad: Example, tmp_path: Path) -> None:
    outcome = run(mended_text(bad.text, tmp_path, unsafe=True))
    assert outcome.error is None
    assert (run(bad.text).error is not None) == (bad.rule.claim in ("raises", "rejected"))


@pytest.mark.parametrize("code", ["JIT201", "JIT207"])
def test_what_is_printed_is_shown_on_every_call(
    code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    [bad] = [each for each in RIGHT if each.rule.code == code]
    run(mended_text(bad.text, tmp_path, unsafe=True))
    jax.effects_barrier()
    shown = capfd.readouterr().out.splitlines()
    assert [line.split()[-1] for line in shown] == ["1.0", "2.0", "3.0"]


def test_a_bound_update_is_there_afterwards(tmp_path: Path) -> None:
    [bad] = [each for each in RIGHT if each.rule.code == "JIT206"]
    assert run(bad.text).names["result"] == 0.0
    assert run(mended_text(bad.text, tmp_path, unsafe=True)).names["result"] == 1.0


@pytest.mark.parametrize("code", sorted({each.rule.code for each in RIGHT} & {*codemods.codes()}))
def test_each_rewrite_is_a_codemod_that_does_the_same(code: str, tmp_path: Path) -> None:
    path = tmp_path / "example.py"
    path.write_text(next(each.text for each in RIGHT if each.rule.code == code), "utf-8")
    command = getattr(codemods, code)(CodemodContext(filename=str(path)))
    after = command.transform_module(parse_module(path.read_bytes())).bytes
    assert after == mended(path, unsafe=True, code=code).files[str(path)] != path.read_bytes()
