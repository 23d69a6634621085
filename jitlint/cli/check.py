"""The commands that report: `jitlint [check]` and `jitlint verify`, from paths to exit status."""

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    from jitlint.rewrite.recheck import Wanted
    from jitlint.suppression.baseline import Baseline
    from jitlint.suppression.fingerprint import Identity
    from jitlint.verify import VerifyOptions
    from jitlint.verify.client.named_lines import Line

    Findings = tuple[Finding[Span], ...]

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
    if options.show_entries:
        return _show_entries(paths, texts, settings, options)
    if (options.fix or options.diff) and (options.add_noqa or options.write_baseline):
        raise _Misuse(
            "--add-noqa and --write-baseline cannot be combined with fixes: run them apart"
        )
    baseline = _baseline(options.baseline) if options.baseline else None
    return _Run(paths, texts, settings, options, baseline).is_failure()


def _show_entries(paths: list[str], texts: Texts, settings: Settings, options: Namespace) -> bool:
    """Prints what is traced, in place of the findings; it is no failure."""
    from jitlint.check.api import entries
    from jitlint.cli.stream import output
    from jitlint.report import Bar, show_entries, visible

    with Bar(sys.stderr, wanted=not options.quiet) as bar:
        found = entries(paths, settings, texts, bar)
    for note in () if options.quiet else found.notes:
        print(f"note: {visible(note)}", file=sys.stderr)
    with output() as stream:
        show_entries(found, stream, as_json=options.output_format == "json")
    return False


def _baseline(path: str) -> "Baseline":
    from jitlint.suppression.baseline import Baseline

    return Baseline.read(path)


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


@dataclass(frozen=True, slots=True)
class _Run:
    """One run over paths, in which texts replace files: its settings, options, and baseline."""

    paths: list[str]
    texts: Texts
    settings: Settings
    options: Namespace
    baseline: "Baseline | None"

    def is_failure(self) -> bool:
        """Checks, and reports or changes files; returns whether the status is that of findings."""
        from jitlint.report import Bar

        options = self.options
        changes_code = options.fix or options.diff
        with Bar(sys.stderr, wanted=not options.quiet) as bar:
            selected = not (changes_code or options.observed)
            everything = self._check(self.paths, self.texts, bar, selected=selected)
            result = self._to_report(everything, bar)
        if options.interrupted:
            report(result, options)
            return False
        if options.write_baseline:
            return _write_baseline(result, options)
        if options.add_noqa:
            return _add_noqa(result, options)
        if changes_code:
            return self._fix(result, everything)
        report(result, options)
        return self._fails(result)

    def _check(
        self, paths: Sequence[str], texts: Texts, progress: "Progress | None", selected: bool
    ) -> "CheckResult":
        """Returns the findings, of all rules where others than the wanted are of use as well.

        None may become more by a fix, and each may explain a recompilation of a recorded run.
        """
        from jitlint.check.api import check

        comments = self.options.comments
        return check(paths, self.settings, texts, progress, comments=comments, selected=selected)

    def _to_report(self, everything: "CheckResult", progress: "Progress") -> "CheckResult":
        """Returns the result with the findings to report, and their verdicts."""
        everything = self._observed(everything)
        findings, unseen = self._new(everything)
        notes = [*everything.notes]
        if self.baseline:
            notes += self.baseline.gone(
                unseen, self.paths, lambda code, path: self.settings.of(path).wants(code, path)
            )
        if self.options.verify_lines:
            findings = (*findings, *_named_lines(self.options.verify_lines, findings))
        if self.options.verify:
            findings = self._verified(findings, progress)
        elif any(self._fail_on(finding) == "confirmed" for finding in findings):
            notes.append(UNCONFIRMED)
        return replace(everything, findings=findings, notes=tuple(notes))

    def _observed(self, result: "CheckResult") -> "CheckResult":
        """Returns the result with what recorded runs showed, as far as comments let it be said."""
        records = self.options.observed
        if not records:
            return result
        from jitlint.runs.observed import with_observed
        from jitlint.runs.record_file import read_run
        from jitlint.suppression.suppress import suppress

        found = with_observed(result, [read_run(path) for path in records])
        if not self.options.comments:
            return found
        return replace(found, findings=suppress(found.findings, found.sources))

    def _new(self, result: "CheckResult") -> "tuple[Findings, frozenset[Identity]]":
        """Returns the wanted findings that no baseline has, and its entries without a finding."""
        findings = self.settings.wanted(result.findings)
        if not self.baseline:
            return findings, frozenset()
        return self.baseline.split(findings, result.sources)

    def _fix(self, result: "CheckResult", everything: "CheckResult") -> bool:
        """Applies or shows fixes; returns whether the exit status is that of findings."""
        from jitlint.cli.fix import fix
        from jitlint.verify import VerifyError

        options, named = self.options, sorted(result.named)

        def again(changed: "Changed") -> "CheckResult":
            return self._check(named, {**self.texts, **changed}, None, selected=False)

        verification = self._verification(result.findings) if options.verify else None
        new: Wanted = lambda found: self._new(found)[0]  # noqa: E731
        try:
            done = fix(result, everything, again, new, options, verification)
        except VerifyError as error:
            raise _Misuse(str(error)) from None
        if options.diff:
            return bool(done.files)
        if options.fix_only:
            return bool(done.gone and options.exit_non_zero_on_fix)
        left = replace(done.run, findings=self._new(done.run)[0]) if done.gone else done.run
        if options.verify and done.gone:
            silent: Progress = lambda stage, done, total: None  # noqa: E731
            left = replace(left, findings=self._verified(left.findings, silent))
        with contextlib.redirect_stdout(sys.stdout if options.stdin is None else sys.stderr):
            report(left, options)
        return self._fails(left) or bool(done.gone and options.exit_non_zero_on_fix)

    def _verified(self, findings: "Findings", progress: "Progress") -> "Findings":
        from jitlint.verify import VerifyError, VerifyInterrupted, verify

        try:
            return verify(findings, self._verification(findings), progress)
        except VerifyInterrupted as stopped:
            self.options.interrupted = True
            return stopped.findings
        except VerifyError as error:
            raise _Misuse(str(error)) from None

    def _verification(self, findings: "Findings") -> "VerifyOptions":
        from jitlint.check.api import cache_of
        from jitlint.verify import VerifyOptions

        options, defaults = self.options, VerifyOptions()
        configs = [self.settings.of(path) for path in sorted({each.at.path for each in findings})]
        return replace(
            defaults,
            python=options.python or _active() or defaults.python,
            timeout=options.verify_timeout or defaults.timeout,
            memory=options.verify_memory or defaults.memory,
            jobs=options.jobs or min(os.cpu_count() or 1, WORKERS),
            platform={"gpu": "cuda"}.get(options.platform, options.platform),
            cache=cache_of(options.paths, self.settings),
            examples=tuple(dict.fromkeys(each for config in configs for each in config.examples)),
            programs=tuple(options.verify_with),
        )

    def _fails(self, result: "CheckResult") -> bool:
        return any(_is_failing(each, self._fail_on(each)) for each in result.findings)

    def _fail_on(self, finding: "Finding[Span]") -> str:
        return self.settings.of(finding.at.path).fail_on


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


def _named_lines(lines: "Sequence[Line]", findings: "Findings") -> "Findings":
    from jitlint.verify.client.named_lines import findings_at_lines

    try:
        return findings_at_lines(lines, findings)
    except ValueError as error:
        raise _Misuse(str(error)) from None


def _active() -> str | None:
    """Returns the interpreter of the active virtual environment, if that has JAX."""
    from pathlib import Path

    environment = Path(os.environ.get("VIRTUAL_ENV") or os.devnull)
    has_jax = any(environment.glob("lib/python*/site-packages/jax/__init__.py"))
    return str(environment / "bin" / "python") if has_jax else None


def _is_failing(finding: "Finding[Span]", least: str) -> bool:
    outcome = finding.verdict.outcome if finding.verdict else ""
    stands = outcome == "confirmed" if least == "confirmed" else outcome != "refuted"
    failing = ("error",) if least == "error" else ("error", "warning")
    return stands and finding.severity in failing
