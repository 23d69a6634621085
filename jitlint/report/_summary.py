"""The last line of a run: the counts of findings, of the work, and of verdicts."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jitlint.core.finding import Finding, Outcome, Span
    from jitlint.core.result import CheckResult, Counts


def summary(run: "CheckResult") -> str:
    """Returns one line, one before it where there is a fix, and one after it where JAX was asked.

    What JAX refuted does not count.
    """
    work = f"{_many(run.counts.files, 'file')} ({_traced(run.counts)})"
    counted = [finding for finding in run.findings if not finding.is_refuted]
    clear = f"All clear: {work}." if run.counts.entries else _untraced(run.counts)
    found = f"Found {_severities(counted)} in {work}." if counted else clear
    return "\n".join(filter(None, [_fixable(counted), found, _outcomes(run.findings)]))


def _fixable(findings: "list[Finding[Span]]") -> str:
    fixes = [all(edit.safe for edit in finding.fix) for finding in findings if finding.fix]
    untried = sum(finding.may_be_rewritten and not finding.fix for finding in findings)
    safe, unsafe = sum(fixes), fixes.count(False) + untried
    most = "up to " if untried else ""
    said = [f"{safe} with --fix"] if safe else []
    if unsafe:
        said.append(f"{most}{unsafe} {'more ' if safe else ''}with --fix --unsafe-fixes")
    return f"Fixable: {', '.join(said)}." if said else ""


def _untraced(counts: "Counts") -> str:
    """Says why nothing is found where nothing was traced, and so nothing was looked for."""
    files, functions = _many(counts.files, "file"), _many(counts.functions, "function")
    return f"All clear, but no jit, vmap, grad or scan is reached in {files} ({functions})."


def _traced(counts: "Counts") -> str:
    return f"{_many(counts.functions, 'function')}, {_many(counts.entries, 'entry')} traced"


def _severities(findings: "list[Finding[Span]]") -> str:
    from jitlint.core.finding import GRAVEST_FIRST

    counts = Counter(finding.severity for finding in findings)
    return _listed([_many(counts[each], each) for each in GRAVEST_FIRST if counts[each]])


def _outcomes(findings: "tuple[Finding[Span], ...]") -> str:
    verdicts = [finding.verdict for finding in findings if finding.verdict]
    counts = Counter(verdict.outcome for verdict in verdicts)
    order: tuple[Outcome, ...] = ("confirmed", "refuted", "inconclusive")
    versions = sorted({verdict.jax for verdict in verdicts if verdict.jax})
    jax = " ".join(["jax", *versions])
    if not verdicts:
        return ""
    return f"Asked {jax}: {', '.join(f'{counts[outcome]} {outcome}' for outcome in order)}."


def _many(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
