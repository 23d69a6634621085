"""Lints a copy of a package with a fault in it, asks JAX, and compares with what was planted."""

import ast
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.faults.choose import Chosen
from benchmarks.faults.plant import plant
from jitlint.check.pipeline import check
from jitlint.core.finding import Finding, Span
from jitlint.verify import VerifyOptions, verify


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings in one function, with the fault that was planted there."""

    chosen: Chosen
    findings: tuple[Finding[Span], ...]

    @property
    def said(self) -> tuple[Finding[Span], ...]:
        """The findings of the rules that are to see the fault."""
        codes = self.chosen.fault.codes
        return tuple(each for each in self.findings if each.code in codes)

    @property
    def outcome(self) -> str:
        """`not found`, or what JAX had to say of the finding."""
        outcomes = [each.verdict.outcome for each in self.said if each.verdict]
        best = ("confirmed", "refuted", "inconclusive")
        return next((each for each in best if each in outcomes), "not found")


def judge(chosen: Chosen, site: Path, into: Path, options: VerifyOptions) -> Judged:
    """Returns what is said about a copy of the function with its fault."""
    jitted = chosen.jitted
    home = _copy(chosen, site, into)
    file = home / jitted.path
    text = file.read_text("utf-8")
    planted = plant(text, jitted.qualname, jitted.row, chosen.fault, chosen.parameter)
    file.unlink()
    file.write_text(planted.text, "utf-8")
    found = [each for each in check([str(file)]).findings if each.at.row in planted.rows]
    return Judged(chosen, verify(found, options))


def judge_unharmed(chosen: Chosen, site: Path, into: Path, options: VerifyOptions) -> Judged:
    """Returns what is said about the function as it is."""
    jitted = chosen.jitted
    file = _copy(chosen, site, into) / jitted.path
    last = _last_row(file, jitted.row)
    rows = range(jitted.row, last + 1)
    found = [each for each in check([str(file)]).findings if each.at.row in rows]
    return Judged(chosen, verify(found, options))


def _copy(chosen: Chosen, site: Path, into: Path) -> Path:
    """Links of files are enough, since what changes is written anew."""
    package = chosen.jitted.package
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    (into / "pyproject.toml").touch()
    ignored = shutil.ignore_patterns("__pycache__", "tests", "test")
    shutil.copytree(site / package, into / package, ignore=ignored)
    return into


def _last_row(file: Path, row: int) -> int:
    nodes = ast.walk(ast.parse(file.read_text("utf-8")))
    ends = [
        n.end_lineno or row for n in nodes if isinstance(n, ast.FunctionDef) and n.lineno == row
    ]
    return max(ends, default=row)
