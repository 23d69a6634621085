"""The commands that report: `jitlint [check]` and `jitlint verify`, from paths to exit status."""

import os
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jitlint.cli.options import CLEAN, FINDINGS, MISUSE, complain
from jitlint.cli.report import ReportError, report
from jitlint.cli.settings import settings_of, show_files, show_settings
from jitlint.config.files import ConfigError
from jitlint.config.settings import STDIN, Settings
from jitlint.models.load import ModelError
from jitlint.read.source import Problem, Source, decode
from jitlint.suppression.add_noqa import NotWritten, add_noqa
from jitlint.suppression.baseline import Baseline, BaselineError, write

if TYPE_CHECKING:
    from jitlint.engine import Progress, Run
    from jitlint.finding import Finding, Span

UNCONFIRMED = "only what JAX confirms is to fail, and without --verify JAX is not asked"

Texts = dict[str, Source | Problem]


class _Misuse(ValueError):
    """A wish that cannot be met; the message says why."""


MISTAKES = (BaselineError, ConfigError, ModelError, NotWritten, ReportError, _Misuse)


def check(options: Namespace) -> int:
    """Checks the paths and returns the exit status."""
    given: list[str] = options.paths or ["."]
    paths = [path for path in given if path == STDIN or os.path.exists(path)]
    for path in given:
        if path not in paths:
            complain(f"no such file or directory: {path}")
    try:
        found = bool(paths) and _answer(paths, options)
    except MISTAKES as error:
        complain(str(error))
        return MISUSE
    if len(paths) < len(given):
        return MISUSE
    return FINDINGS if found and not options.exit_zero else CLEAN


def _answer(paths: list[str], options: Namespace) -> bool:
    """Shows what is asked for and returns whether there is something to fail for."""
    texts = _texts(paths, options)
    paths = [*texts] or paths
    settings = settings_of(paths, options)
    if options.show_settings:
        return show_settings(paths, settings)
    if options.show_files:
        return show_files(paths, settings)
    from jitlint.report import Bar

    with Bar(sys.stderr, wanted=not options.quiet) as bar:
        run = _run(paths, texts, settings, options, bar)
    if options.write_baseline:
        return _write_baseline(run, options)
    if options.add_noqa:
        return _add_noqa(run, options)
    report(run, options)
    return any(_fails(finding, settings.of(finding.at.path).fail_on) for finding in run.findings)


def _texts(paths: list[str], options: Namespace) -> Texts:
    """Returns what is read from stdin, by the path that it stands for."""
    if STDIN not in paths:
        if options.stdin_filename:
            raise _Misuse(f"--stdin-filename needs {STDIN} as the path")
        return {}
    if len(paths) > 1:
        raise _Misuse(f"{STDIN} stands for stdin, and is then the only path")
    if options.add_noqa:
        raise _Misuse("what is read from stdin cannot be changed")
    if options.verify:
        raise _Misuse("what is read from stdin cannot be verified: JAX imports files")
    name = options.stdin_filename or STDIN
    return {name: decode(name, sys.stdin.buffer.read())}


def _run(
    paths: list[str], texts: Texts, settings: Settings, options: Namespace, progress: "Progress"
) -> "Run":
    from jitlint.host import check

    run = check(paths, settings, texts, progress)
    findings = run.findings
    if options.baseline:
        baseline = Baseline.read(options.baseline)
        findings, unseen = baseline.split(findings, run.sources)
        gone = baseline.gone(unseen, paths, lambda code, path: settings.of(path).wants(code, path))
        run = replace(run, notes=(*run.notes, *gone))
    if options.verify:
        findings = _verified(findings, options, progress)
    elif any(settings.of(finding.at.path).fail_on == "confirmed" for finding in findings):
        run = replace(run, notes=(*run.notes, UNCONFIRMED))
    return replace(run, findings=findings)


def _write_baseline(run: "Run", options: Namespace) -> bool:
    count = write(options.write_baseline, run.findings, run.sources)
    if not options.quiet:
        print(f"{options.write_baseline}: {count} findings are set aside", file=sys.stderr)
    return False


def _add_noqa(run: "Run", options: Namespace) -> bool:
    added, left = add_noqa(run.findings)
    for sentence in left:
        print(f"note: {sentence}", file=sys.stderr)
    if not options.quiet:
        print(f"{added} lines have a `# noqa` more", file=sys.stderr)
    return False


def _verified(
    findings: "tuple[Finding[Span], ...]", options: Namespace, progress: "Progress"
) -> "tuple[Finding[Span], ...]":
    from jitlint.verify import VerifyError, VerifyOptions, verify

    asked = VerifyOptions()
    python = options.python or _active() or asked.python
    asked = replace(asked, python=python, timeout=options.verify_timeout or asked.timeout)
    try:
        return verify(findings, asked, progress)
    except VerifyError as error:
        raise _Misuse(str(error)) from None


def _active() -> str | None:
    """Returns the interpreter of the active virtual environment, if that has JAX."""
    environment = Path(os.environ.get("VIRTUAL_ENV", os.devnull))
    has_jax = any(environment.glob("lib/python*/site-packages/jax/__init__.py"))
    return str(environment / "bin" / "python") if has_jax else None


def _fails(finding: "Finding[Span]", least: str) -> bool:
    outcome = finding.verdict.outcome if finding.verdict else ""
    stands = outcome == "confirmed" if least == "confirmed" else outcome != "refuted"
    failing = ("error",) if least == "error" else ("error", "warning")
    return stands and finding.severity in failing
