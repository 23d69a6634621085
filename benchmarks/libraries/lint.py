"""Runs in a process of its own: lints one directory and tells the outcome as one JSON object."""

import json
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jitlint.check.pipeline import CheckResult, check
from jitlint.core.finding import Finding, Span

OPENING = re.compile(r"(\s*)(?:async def|def|class) +(\w+)")


def main(home: Path) -> dict[str, Any]:
    """Returns the counts, the seconds, what gave up, and the findings under a directory."""
    started = time.perf_counter()
    run = check([str(home)])
    seconds = time.perf_counter() - started
    findings = [_item(finding, run, home) for finding in run.findings]
    return asdict(run.counts) | {"seconds": seconds, "notes": run.notes, "findings": findings}


def function_at(lines: Sequence[str], row: int) -> str:
    """Returns the dotted name of the function or class around a row, by indentation.

    No parser of the running Python is asked: a library may be written for a newer one.
    """
    names: list[str] = []
    depth = _depth(lines[row - 1])
    for line in reversed(lines[: row - 1]):
        opening = OPENING.match(line)
        if opening and len(opening[1]) < depth:
            names.append(opening[2])
        if line.strip() and not line.lstrip().startswith(("#", ")", "]", "}")):
            depth = min(depth, _depth(line))
    return ".".join(reversed(names))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _item(finding: Finding[Span], run: CheckResult, home: Path) -> dict[str, Any]:
    at = finding.at
    source = run.sources.get(at.path)
    lines = source.text.split("\n") if source else [""] * at.row
    return {
        "path": Path(at.path).relative_to(home).as_posix(),
        "code": finding.code,
        "severity": finding.severity,
        "function": function_at(lines, at.row),
        "line": " ".join(lines[at.row - 1].split()),
        "row": at.row,
        "message": finding.message,
    }


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1])), sys.stdout)
