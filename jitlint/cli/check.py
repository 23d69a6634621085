"""The commands that report: `jitlint [check]` and `jitlint verify`, from paths to exit status."""

import contextlib
import os
import sys
from argparse import Namespace
from dataclasses import replace
from typing import TYPE_CHECKING

from jitlint.cli.options import CLEAN, FINDINGS, MISUSE, complain
from jitlint.cli.report import report
from jitlint.cli.settings import settings_of, show_files, show_settings
from jitlint.config.settings import STDIN, Settings
from jitlint.core.errors import UserError
from jitlint.core.limits import WORKERS
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import decode

if TYPE_CHECKING:
    from jitlint.check.request import Progress
    from jitlint.core.finding import Finding, Span
    from jitlint.core.result import CheckResult
    from jitlint.rewrite.recheck import Texts as Changed

UNCONFIRMED = "`fail-on` is `confirmed`, and without --verify no finding is confirmed"


Texts = dict[str, Source | Problem]


class _Misuse(UserError):
    """Options that cannot be combined; the message says why."""


def check(options: Namespace) -> int:
    """Checks the paths and returns the exit status."""
    options.interrupted = False
    given: list[str] = options.paths or ["."]
    paths = [path for path in given if path == STDIN or os.path.exists(path)]
    for path in given:
        if path not in paths:
            complain(f"no such file or directory: {path}")
    try:
        found = bool(paths) and _run(paths, options)
    except UserError as error:
        complain(str(error))
        return MISUSE
    if options.interrupted:
        raise KeyboardInterrupt
    if len(paths) < len(given):
        return MISUSE
    return FINDINGS if found and not options.exit_zero else CLEAN


def _run(paths: list[str], options: Namespace) -> bool:
    """Runs the check and its output; returns whether the exit status is that of findings."""
    texts = _texts(paths, options)
    paths = [*texts] or paths
    settings = settings_of(paths, options)
    if options.show_settings:
        return show_settings(paths, settings)
    if options.show_files:
        return show_files(paths, settings)
    if (options.fix or options.diff) and (options.add_noqa or options.write_baseline):
        raise _Misuse(
            "--add-noqa and --write-baseline cannot be combined with fixes: run them apart"
        )
    from jitlint.report import Bar

    with Bar(sys.stderr, wanted=not options.quiet) as bar:
        everything = _found(paths, texts, settings, options, bar)
        run = _reported(everything, paths, settings, options, bar)
    if options.interrupted:
        report(run, options)
        return False
    if options.write_baseline:
        return _write_baseline(run, options)
    if options.add_noqa:
        return _add_noqa(run, options)
    if options.fix or options.diff:
        return _fix(run, everything, texts, settings, options)
    report(run, options)
    return _is_failure(run, settings)


def _is_failure(run: "CheckResult", settings: Settings) -> bool:
    return any(_fails(finding, settings.of(finding.at.path).fail_on) for finding in run.findings)


def _texts(paths: list[str], options: Namespace) -> Texts:
    """Returns the text on stdin by the path that it stands for."""
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
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise _Misuse("stdin is closed")
    options.stdin = sys.stdin.buffer.read()
    return {name: decode(name, options.stdin)}


def _found(
    paths: list[str], texts: Texts, settings: Settings, options: Namespace, progress: "Progress"
) -> "CheckResult":
    """Returns the findings; for fixes those of all rules, of which none may become more."""
    from jitlint.check.api import check

    selected = not (options.fix or options.diff)
    return check(paths, settings, texts, progress, comments=options.comments, selected=selected)


def _reported(
    everything: "CheckResult",
    paths: list[str],
    settings: Settings,
    options: Namespace,
    progress: "Progress",
) -> "CheckResult":
    """Returns the result with the findings to report, and their verdicts."""
    run, findings = everything, settings.wanted(everything.findings)
    if options.baseline:
        from jitlint.suppression.baseline import Baseline

        baseline = Baseline.read(options.baseline)
        findings, unseen = baseline.split(findings, run.sources)
        gone = baseline.gone(unseen, paths, lambda code, path: settings.of(path).wants(code, path))
        run = replace(run, notes=(*run.notes, *gone))
    if options.verify_lines:
        findings = (*findings, *_asked_lines(findings, options))
    if options.verify:
        findings = _verified(findings, settings, options, progress)
    elif any(settings.of(finding.at.path).fail_on == "confirmed" for finding in findings):
        run = replace(run, notes=(*run.notes, UNCONFIRMED))
    return replace(run, findings=findings)


def _fix(
    run: "CheckResult",
    everything: "CheckResult",
    texts: Texts,
    settings: Settings,
    options: Namespace,
) -> bool:
    """Applies or shows fixes; returns whether the exit status is that of findings."""
    from jitlint.check import api
    from jitlint.cli.fix import fix

    named = sorted(run.named)

    def again(changed: "Changed") -> "CheckResult":
        now = {**texts, **changed}
        return api.check(named, settings, now, comments=options.comments, selected=False)

    done = fix(run, everything, again, lambda found: _shown(found, settings, options), options)
    if options.diff:
        return bool(done.files)
    left = replace(done.run, findings=_shown(done.run, settings, options)) if done.gone else run
    if options.verify and done.gone:
        left = replace(
            left,
            findings=_verified(left.findings, settings, options, lambda stage, done, total: None),
        )
    with contextlib.redirect_stdout(sys.stdout if options.stdin is None else sys.stderr):
        report(left, options)
    return _is_failure(left, settings) or bool(done.gone and options.exit_non_zero_on_fix)


def _shown(
    run: "CheckResult", settings: Settings, options: Namespace
) -> "tuple[Finding[Span], ...]":
    """Returns the findings to report."""
    findings = settings.wanted(run.findings)
    if not options.baseline:
        return findings
    from jitlint.suppression.baseline import Baseline

    return Baseline.read(options.baseline).split(findings, run.sources)[0]


def _write_baseline(run: "CheckResult", options: Namespace) -> bool:
    from jitlint.suppression.baseline import write

    count = write(options.write_baseline, run.findings, run.sources)
    if not options.quiet:
        print(f"{options.write_baseline}: {count} findings are set aside", file=sys.stderr)
    return False


def _add_noqa(run: "CheckResult", options: Namespace) -> bool:
    from jitlint.suppression.add_noqa import add_noqa

    added, left = add_noqa(run.findings)
    for sentence in left:
        print(f"note: {sentence}", file=sys.stderr)
    if not options.quiet:
        what = "line has" if added == 1 else "lines have"
        print(f"{added} {what} a `# noqa` more", file=sys.stderr)
    return False


def _verified(
    findings: "tuple[Finding[Span], ...]",
    settings: Settings,
    options: Namespace,
    progress: "Progress",
) -> "tuple[Finding[Span], ...]":
    from jitlint.check.api import cache_of
    from jitlint.verify import VerifyError, VerifyInterrupted, VerifyOptions, verify

    defaults = VerifyOptions()
    requested = replace(
        defaults,
        python=options.python or _active() or defaults.python,
        timeout=options.verify_timeout or defaults.timeout,
        memory=options.verify_memory or defaults.memory,
        jobs=options.jobs or min(os.cpu_count() or 1, WORKERS),
        platform={"gpu": "cuda"}.get(options.platform, options.platform),
        cache=cache_of(options.paths, settings),
        examples=_examples(findings, settings),
    )
    try:
        return verify(findings, requested, progress)
    except VerifyInterrupted as stopped:
        options.interrupted = True
        return stopped.findings
    except VerifyError as error:
        raise _Misuse(str(error)) from None


def _examples(findings: "tuple[Finding[Span], ...]", settings: Settings) -> tuple[str, ...]:
    configs = [settings.of(path) for path in sorted({found.at.path for found in findings})]
    return tuple(dict.fromkeys(each for config in configs for each in config.examples))


def _asked_lines(
    findings: "tuple[Finding[Span], ...]", options: Namespace
) -> "tuple[Finding[Span], ...]":
    from jitlint.verify.client.named_lines import findings_at_lines

    try:
        return findings_at_lines(options.verify_lines, findings)
    except ValueError as error:
        raise _Misuse(str(error)) from None


def _active() -> str | None:
    """Returns the interpreter of the active virtual environment, if that has JAX."""
    from pathlib import Path

    environment = Path(os.environ.get("VIRTUAL_ENV") or os.devnull)
    has_jax = any(environment.glob("lib/python*/site-packages/jax/__init__.py"))
    return str(environment / "bin" / "python") if has_jax else None


def _fails(finding: "Finding[Span]", least: str) -> bool:
    outcome = finding.verdict.outcome if finding.verdict else ""
    stands = outcome == "confirmed" if least == "confirmed" else outcome != "refuted"
    failing = ("error",) if least == "error" else ("error", "warning")
    return stands and finding.severity in failing
