"""Asks JAX whether rewritten files do the same, and says what it answered."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jitlint.core import paths
from jitlint.core.source import Problem, Source

if TYPE_CHECKING:
    from jitlint.core.finding import Finding, Span, Verdict
    from jitlint.core.result import CheckResult
    from jitlint.rewrite.proving import Proved
    from jitlint.rewrite.recheck import Fixed
    from jitlint.verify import Rewritten, VerifyOptions

UNPROVED = "; --fix --unsafe-fixes without --verify applies it all the same"


def comparer(
    run: "CheckResult", options: "VerifyOptions"
) -> "Callable[[Sequence[Finding[Span]], Fixed], Sequence[Verdict]]":
    """Returns a function that compares the files of a result with what fixes make of them."""
    from jitlint.verify import compare

    def compared(findings: "Sequence[Finding[Span]]", done: "Fixed") -> "Sequence[Verdict]":
        rewritten = [each for path, data in done.files.items() for each in _parts(run, path, data)]
        times = replace(options, timeout=options.timeout * len(findings))
        return compare(findings, rewritten, times)

    return compared


def proofs(proved: "Proved") -> "Iterator[str]":
    """Yields a line for each rewrite that was proved, and for each that was not."""
    for finding, verdict in proved.kept:
        yield f"{_place(finding)} rewritten: {verdict.evidence[0]}\n"
    for finding, verdict in proved.left:
        said = verdict.reason or " ".join(verdict.evidence)
        call = f" in {verdict.arguments}" if verdict.arguments else ""
        yield f"{_place(finding)} not rewritten, since it is not proved ({said}{call}){UNPROVED}\n"


def _place(finding: "Finding[Span]") -> str:
    at = finding.at
    cell = f"cell {at.cell}:" if at.cell else ""
    return f"{paths.shown(at.path)}:{cell}{at.row}:{at.column}: {finding.code}"


def _parts(run: "CheckResult", path: str, data: bytes) -> "Iterator[Rewritten]":
    """Yields what has changed in a file, or in the cells of a notebook."""
    from jitlint.frontend.decode import decode
    from jitlint.verify import Rewritten

    after = decode(path, data)
    if isinstance(after, Problem):
        return
    file = os.path.realpath(path)
    for (name, one), (_, other) in zip(_texts(run.sources[path]), _texts(after), strict=True):
        if one != other:
            yield Rewritten(f"{file}{name}", one, other)


def _texts(source: Source) -> "Iterator[tuple[str, str]]":
    """Yields the texts that are compiled, with what their names have after that of the file."""
    if not source.cells:
        yield "", source.text
        return
    rows = source.text.splitlines(keepends=True)
    ends = [*(start for start, _ in source.cells), len(rows)]
    for (_, cell), (start, end) in zip(source.cells, pairwise(ends), strict=True):
        yield f":cell {cell}", "".join(rows[start:end])
