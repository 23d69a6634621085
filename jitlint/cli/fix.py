"""The fixes on the command line: `--fix` writes them, `--diff` only shows them."""

import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from jitlint.cli.stream import output
from jitlint.core import disk, paths

if TYPE_CHECKING:
    from jitlint.core.finding import Finding, Span
    from jitlint.core.result import CheckResult
    from jitlint.rewrite.recheck import Check, Fixed, Wanted
    from jitlint.verify import VerifyOptions


def fix(
    run: "CheckResult",
    everything: "CheckResult",
    check: "Check",
    shown: "Wanted",
    options: Namespace,
    verification: "VerifyOptions | None" = None,
) -> "Fixed":
    """Applies the fixes of a result and returns the result after them; raises `NotWritten`.

    `everything` holds all findings, as `check` returns them for changed texts; `shown` selects
    those to report. Where there is a `verification`, a fix is safe or JAX has proved it. A text
    that was read from stdin is written to stdout. Where nothing is fixed, the result is `run`
    with the rewrites that were refused, which findings have after a fix, too.
    """
    from jitlint.core.written import write_all
    from jitlint.frontend.parse import has_libcst

    if (options.unsafe_fixes or verification) and has_libcst():
        run, everything, check = _with_rewrites(run, everything, check)
    wanted = _wanted(run, shown, unsafe=options.unsafe_fixes or verification is not None)
    before = _bytes(run, options)
    done = _fixed(everything, check, wanted, before, verification)
    if options.diff:
        _show(before, done)
    elif options.stdin is None:
        write_all(done.files.items())
    else:
        with output():
            sys.stdout.buffer.write(next(iter(done.files.values()), options.stdin))
    if not options.quiet:
        print(_summary(done, options), file=sys.stderr)
    if options.show_fixes:
        sys.stderr.writelines(_enumerated(done))
    return done if done.gone else replace(done, run=run)


def _fixed(
    run: "CheckResult",
    check: "Check",
    wanted: "Wanted",
    before: dict[str, bytes],
    verification: "VerifyOptions | None",
) -> "Fixed":
    from jitlint.rewrite.recheck import Fixed, fixed

    if not any(wanted(run)):
        return Fixed(run)
    if verification is None:
        return fixed(run, check, wanted, before)
    from jitlint.cli.proof import comparer, proofs
    from jitlint.rewrite.proving import proved

    found = proved(run, check, wanted, before, comparer(run, verification))
    sys.stderr.writelines(proofs(found))
    return found.fixed


def _with_rewrites(
    run: "CheckResult", everything: "CheckResult", check: "Check"
) -> "tuple[CheckResult, CheckResult, Check]":
    """Returns the same results with structural rewrites, which take too long for a mere report."""
    from jitlint.rewrite.structural import Known, with_rewrites

    known: Known = {}
    first, all_of_them = with_rewrites(run, known), with_rewrites(everything, known)
    return first, all_of_them, lambda texts: with_rewrites(check(texts), known)


def _wanted(run: "CheckResult", shown: "Wanted", *, unsafe: bool) -> "Wanted":
    """Returns a function that selects the findings to fix: none that JAX has refuted."""
    from jitlint.rewrite.recheck import is_safe
    from jitlint.suppression.fingerprint import identities

    here = os.getcwd()
    named = zip(identities(run.findings, run.sources, here), run.findings, strict=True)
    refuted = {name for name, each in named if each.is_refuted}

    def wanted(found: "CheckResult") -> "list[Finding[Span]]":
        findings = list(shown(found))
        names = identities(findings, found.sources, here)
        pairs = zip(names, findings, strict=True)
        left = [each for name, each in pairs if name not in refuted]
        return [each for each in left if unsafe or is_safe(each)]

    return wanted


def _bytes(run: "CheckResult", options: Namespace) -> dict[str, bytes]:
    """Returns the bytes of the files that fixes are for; those changed meanwhile are left out."""
    from jitlint.frontend.decode import decode

    paths = {finding.at.path for finding in run.findings if finding.fix}
    found: dict[str, bytes] = {}
    for path in sorted(paths):
        data = options.stdin if options.stdin is not None else _read(path)
        if data is not None and decode(path, data) == run.sources[path]:
            found[path] = data
    return found


def _read(path: str) -> bytes | None:
    try:
        return disk.read(path)
    except OSError:
        return None


def _show(before: dict[str, bytes], done: "Fixed") -> None:
    from jitlint.rewrite.diff import diff

    with output() as stream:
        for path, after in sorted(done.files.items()):
            stream.writelines(diff(path, before[path], after))


def _enumerated(done: "Fixed") -> Iterator[str]:
    """Yields a line for each file, and one for each rule that was fixed in it."""
    counts = Counter((paths.shown(each.at.path), each.code, each.name) for each in done.gone)
    before = ""
    for (path, code, name), count in sorted(counts.items()):
        if path != before:
            yield f"- {path}:\n"
        yield f"    {count} × {code} ({name})\n"
        before = path


def _summary(done: "Fixed", options: Namespace) -> str:
    count, files = len(done.gone), len(done.files)
    verb = "Would fix" if options.diff else "Fixed"
    findings = f"{count} finding{'' if count == 1 else 's'}"
    return f"{verb} {findings} in {files} file{'' if files == 1 else 's'}."
