"""Each kind of part is added to a copy of the package as docs/architecture.md says, and works."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import environment

ROOT = Path(__file__).parents[1]
DELETES = """\
import jax


@jax.jit
def step(x):
    y = x + 1
    del y
    return x


step(1.0)
"""
RULE = '''\
"""A name is deleted in traced code.

Bad:
    del y

Good:
    pass
"""

from collections.abc import Iterator

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.deleting import Deletes
from jitlint.rules import Rule

rule = Rule(__name__, severity="warning", claim="none")


@rule.on(Deletes)
def deleted(event: Deletes) -> Iterator[Finding[Place]]:
    yield rule.finding(event, f"`{event.name}` is deleted in traced code")
'''
EVENT = '''\
"""Deletions, as a trace meets them."""

from jitlint.interpreter.events import Event


class Deletes(Event, frozen=True):
    """A statement deletes a name."""

    name: str
'''
ANALYSIS = '''\
"""Emits what is deleted while a function is traced."""

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.events.deleting import Deletes
from jitlint.interpreter.state.machine import Machine


def on_delete(machine: Machine, node: ir.Delete, frame: Frame) -> None:
    """Emits an event for each name that is deleted."""
    for target in node.targets:
        if isinstance(target, ir.Name) and machine.traces:
            machine.emit(Deletes, frame, node, name=target.id)
'''
HOOK = "def _delete(machine: Machine, node: ir.Delete, frame: Frame) -> bool:\n"
REWRITE = '''\
"""A deletion is replaced by a statement that does nothing."""

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit."""
    return (Edit(finding.at, "pass"),)
'''
FORMAT = '''\
"""The report for those who only count."""

from typing import TextIO

from jitlint.core.result import CheckResult


def render(result: CheckResult, stream: TextIO, color: bool) -> None:
    """Writes how many findings there are."""
    stream.write(f"{len(result.findings)} found\\n")
'''
STUB = """\
def compiled(function: Stages) -> Wrapped: ...
"""
USES_STUB = """\
import ours


@ours.compiled
def step(x):
    if x > 0:
        return x
    return -x
"""
HOST = """\
import sys

from jitlint.check.api import check
from jitlint.config.settings import Settings

for finding in check(sys.argv[1:], Settings(sys.argv[1:])).findings:
    print(finding.code, finding.at.row)
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, which the tests may add to."""
    copy = tmp_path / "copy" / "jitlint"
    shutil.copytree(ROOT / "jitlint", copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture
def run(package: Path, tmp_path: Path) -> Callable[..., str]:
    """Runs the command of the copy on a program, and returns what it writes."""
    work = tmp_path / "work"
    work.mkdir()

    def run(program: str, *words: str) -> str:
        (work / "program.py").write_text(program)
        return python(package, work, "-m", "jitlint", "--no-cache", *words, "program.py")

    return run


def python(package: Path, work: Path, *words: str) -> str:
    variables = environment() | {"PYTHONPATH": str(package.parent), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, *words]
    done = subprocess.run(
        command, cwd=work, env=variables, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done.stdout


def add_rule(package: Path) -> None:
    (package / "interpreter" / "events" / "deleting.py").write_text(EVENT)
    (package / "interpreter" / "analyses" / "deletions.py").write_text(ANALYSIS)
    (package / "rules" / "jit299_deletion_in_traced_code.py").write_text(RULE)
    statements = package / "interpreter" / "eval" / "statements.py"
    text = statements.read_text()
    assert HOOK in text
    text = text.replace(HOOK, f"{HOOK}    deletions.on_delete(machine, node, frame)\n")
    imports = "from jitlint.interpreter.analyses import deletions\n"
    first = text.index("from jitlint.")
    statements.write_text(text[:first] + imports + text[first:])


def test_an_event_an_analysis_and_a_rule_are_a_file_each(
    package: Path, run: Callable[..., str]
) -> None:
    assert "JIT299" not in run(DELETES, "--output-format", "concise")
    add_rule(package)
    assert "program.py:7:5: JIT299 `y` is deleted" in run(DELETES, "--output-format", "concise")


def test_a_rewrite_is_a_file_of_the_same_stem_as_its_rule(
    package: Path, run: Callable[..., str]
) -> None:
    add_rule(package)
    (package / "rewrite" / "jit299_deletion_in_traced_code.py").write_text(REWRITE)
    [item] = json.loads(run(DELETES, "--output-format", "json"))
    assert [edit["content"] for edit in item["fix"]["edits"]] == ["pass"]


def test_a_format_is_a_file(package: Path, run: Callable[..., str]) -> None:
    (package / "report" / "tally.py").write_text(FORMAT)
    assert run(DELETES, "--output-format", "tally") == "0 found\n"


def test_a_library_is_a_stub(package: Path, run: Callable[..., str]) -> None:
    assert run(USES_STUB, "--output-format", "concise") == ""
    (package / "models" / "ours.pyi").write_text(STUB)
    assert "program.py:6:8: JIT101" in run(USES_STUB, "--output-format", "concise")


def test_a_host_calls_one_function(package: Path, tmp_path: Path) -> None:
    (tmp_path / "host.py").write_text(HOST)
    (tmp_path / "program.py").write_text(
        USES_STUB.replace("ours.compiled", "ours.jit").replace("ours", "jax")
    )
    assert python(package, tmp_path, "host.py", "program.py") == "JIT101 6\n"
