"""No module makes the verdict on another, and its own only as SECURITY.md says."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import forgeries
import pytest
import reaching
from forgeries import AT_IMPORT, FALSE, TRUE, WHILE_TRACED, at_import, while_traced
from verify.asked import Program

from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify

PYTHON = os.environ.get("JITLINT_TEST_PYTHON", sys.executable)
HONEST = forgeries.NOTHING + forgeries.FUNCTIONS
TRUTH = {TRUE: "confirmed", FALSE: "refuted"}
ERRORS = {TRUE: ("ConcretizationTypeError",), FALSE: ("TracerBoolConversionError",)}
FUNCTIONS = {TRUE: "convert", FALSE: "branch"}
# Those in vain lose nothing by it: jitlint goes on with what they have replaced for all others.
IN_VAIN = (
    "writes lines to every descriptor", "writes lines with tags of its own", "writes half a line",
    "writes what is no text", "writes deep JSON", "writes numbers for verdicts",
    "writes through /proc", "says again what it reads", "writes lines while it is traced",
    "replaces os.write", "replaces what the system offers", "replaces json",
    "replaces what signs and packs", "replaces classes of the library",
    "replaces what turns events on", "replaces jax's functions", "replaces jax's errors",
    "replaces what judges", "imports what judges", "hooks what is imported later",
)  # fmt: skip


def asked(root: Path, modules: Mapping[str, str]) -> dict[str, dict[str, Verdict]]:
    """The verdicts on the two findings in each module, asked about in one run, two at a time."""
    findings = [
        Program(text, at, "raises", ERRORS[at], FUNCTIONS[at]).finding(root / str(number))
        for number, text in enumerate(modules.values())
        for at in TRUTH
    ]
    options = VerifyOptions(python=PYTHON, timeout=30.0, jobs=2)
    answers = iter(verify(findings, options))
    verdicts = {name: {at: next(answers).verdict for at in TRUTH} for name in modules}
    return {name: {at: v for at, v in each.items() if v} for name, each in verdicts.items()}


def outcomes(verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    """The outcomes of what was asked about a module."""
    return {at: verdict.outcome for at, verdict in verdicts.items()}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Verdict]]:
    """The verdicts on all modules that make an attempt, and on two honest ones around them."""
    modules = {"first": HONEST}
    modules |= {name: at_import(name) for name in AT_IMPORT}
    modules |= {name: while_traced(name) for name in WHILE_TRACED}
    return asked(tmp_path_factory.mktemp("modules"), modules | {"last": HONEST})


@pytest.mark.parametrize("name", [*AT_IMPORT, *WHILE_TRACED])
def test_an_attempt_makes_no_verdict(name: str, verdicts: dict[str, dict[str, Verdict]]) -> None:
    for at, verdict in verdicts[name].items():
        assert verdict.outcome in (TRUTH[at], "inconclusive"), verdict
        assert "forged" not in repr(verdict)


@pytest.mark.parametrize("name", IN_VAIN)
def test_what_tries_in_vain_is_judged_all_the_same(
    name: str, verdicts: dict[str, dict[str, Verdict]]
) -> None:
    assert outcomes(verdicts[name]) == TRUTH, verdicts[name]


@pytest.mark.parametrize("name", ["first", "last"])
def test_an_honest_module_beside_them_has_its_own_verdicts(
    name: str, verdicts: dict[str, dict[str, Verdict]]
) -> None:
    assert outcomes(verdicts[name]) == TRUTH


@pytest.mark.parametrize(
    "name",
    ["exits well", "exits well while it is traced", "floods every descriptor while it is traced"],
)
def test_who_gives_no_answer_has_not_answered_properly(
    name: str, verdicts: dict[str, dict[str, Verdict]]
) -> None:
    reasons = {verdict.reason for verdict in verdicts[name].values()}
    assert reasons == {"the process did not answer properly"}


def test_an_error_that_only_has_the_name_confirms_nothing(tmp_path: Path) -> None:
    program = Program(reaching.NAMED, TRUE, "raises", ERRORS[TRUE], "convert")
    (answer,) = verify([program.finding(tmp_path)], VerifyOptions(python=PYTHON))
    assert answer.verdict is not None
    assert answer.verdict.outcome == "inconclusive", answer.verdict


def test_no_other_process_can_be_reached(tmp_path: Path) -> None:
    modules = {"reaches": reaching.REACHING, "honest": HONEST}
    for name, verdicts in asked(tmp_path, modules).items():
        assert outcomes(verdicts) == TRUTH, name


def test_what_digs_in_its_own_interpreter_finds_no_other_module(tmp_path: Path) -> None:
    """SECURITY.md says so: its own verdict is what it wants."""
    verdicts = asked(tmp_path, {"first": HONEST, "digs": reaching.DIGGING, "last": HONEST})
    assert outcomes(verdicts["first"]) == outcomes(verdicts["last"]) == TRUTH
    assert outcomes(verdicts["digs"]) != TRUTH
