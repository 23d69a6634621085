"""Invariants of every run, each a check that yields its violations."""

import ast
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tools.fuzz.bench import WORDS, Bench, Failure
from tools.fuzz.command import Outcome, process, two_read
from tools.fuzz.places import misplaced
from tools.fuzz.sample import parsed

Finding = dict[str, Any]
Check = Callable[[Bench], Iterator[Failure]]

WHERE = re.compile(r"note: gave up on .*?(?:\.py|\.ipynb|`): ")
REPORTS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "rdjson": json.loads,
    "json-lines": lambda text: [json.loads(line) for line in text.splitlines()],
    "junit": ElementTree.fromstring,
    "text": str,
    "concise": str,
    "github": str,
    "azure": str,
    "grouped": str,
    "pylint": str,
}


def is_sane(bench: Bench) -> Iterator[Failure]:
    """Yields what is wrong with a plain run and its reports."""
    files = {name: bench.directory / f"report.{name}" for name in REPORTS}
    reports = [word for name, path in files.items() for word in ("--output-file", f"{name}:{path}")]
    outcome = bench.lint(*reports, ".")
    vars(bench)["cold"] = outcome
    yield from ended_well(outcome, bench)
    if outcome.findings is None:
        return
    yield from _wrong_status(outcome, outcome.findings)
    yield from misplaced(bench, outcome.findings)
    for name, path in files.items():
        yield from _unreadable(name, path)


def is_kept(bench: Bench) -> Iterator[Failure]:
    """Yields how runs with a cache differ: of the same words, and of files in any order."""
    cold = bench.cold
    yield from differing("a run like the last one", cold, bench.lint("."), bench)
    yield from differing("files named, with a cache", cold, bench.lint(*bench.shuffled), bench)


def is_stable(bench: Bench) -> Iterator[Failure]:
    """Yields how runs without a cache differ, where two processes read files in any order."""
    anew = [*WORDS, "--no-cache"]
    cold, paths, seed = bench.cold, bench.shuffled, bench.seed + 1
    found = [*differing("", cold, two_read([*anew, *paths], bench.tree, seed), bench)]
    if not found:
        return
    runs: dict[str, Callable[[], Outcome]] = {
        "without a cache": lambda: bench.lint_anew("."),
        "files in another order": lambda: bench.lint_anew(*paths),
        "other hashes": lambda: process([*anew, *paths], bench.tree, seed),
        "two processes": lambda: two_read([*anew, *paths], bench.tree, seed),
    }
    for what, run in runs.items():
        differences = [*differing(what, cold, run(), bench)]
        if differences:
            yield from differences
            return


def is_the_same_apart(bench: Bench) -> Iterator[Failure]:
    """Yields what is found of samples only with, or only without the others."""
    names = [sample.name for sample in bench.samples]
    halves = (names[::2], names[1::2])
    outcomes = [bench.lint_anew(*half) for half in halves if half]
    found = [finding for each in outcomes for finding in each.findings or ()]
    if all(each.findings is not None for each in (bench.cold, *outcomes)):
        yield from _unlike("samples apart", bench.cold.findings or [], found, bench)


def is_fixed(bench: Bench) -> Iterator[Failure]:
    """Yields what fixes break: text that was Python, and a second run that changes more."""
    words = ["--fix", *(["--unsafe-fixes"] if bench.seed % 2 else []), "."]
    with bench.restored():
        outcome = bench.lint(*words)
        yield from ended_well(outcome, bench)
        once = bench.read()
        for path, data in once.items():
            if parsed(path, bench.files[path]) and not parsed(path, data):
                yield Failure(
                    "fix breaks", f"{path} is no Python after --fix", bench.names_in(path)
                )
        again = bench.lint(*words)
        for path, data in bench.read().items():
            if data != once[path]:
                yield Failure("fix again", f"{path} changes twice", bench.names_in(path))
        yield from differing("after --fix", outcome, again, bench, remarks=False)
    yield from _wrong_diff(bench, once, words[1:])


def is_silenced(bench: Bench) -> Iterator[Failure]:
    """Yields what is said after a comment was added to all that is said, and code that changed."""
    loud = ("--ignore", "JIT001", ".")
    with bench.restored():
        outcome = bench.lint("--add-noqa", *loud)
        yield from ended_well(outcome, bench, report=False)
        for path, data in bench.read().items():
            if not _is_same_code(path, bench.files[path], data):
                yield Failure("noqa breaks", f"{path} is other code now", bench.names_in(path))
        left = bench.lint(*loud)
        yield from ended_well(left, bench)
        for finding in left.findings or ():
            if finding["code"] != "JIT000" and not _had_no_room(finding, outcome, bench.tree):
                yield _about("noqa left", "after --add-noqa", finding, bench)


CHECKS: dict[str, Check] = {
    each.__name__: each
    for each in (is_sane, is_kept, is_stable, is_silenced, is_the_same_apart, is_fixed)
}


def ended_well(outcome: Outcome, bench: Bench, *, report: bool = True) -> Iterator[Failure]:
    """Yields what no run may do, whatever it reads."""
    said = outcome.stderr.strip().splitlines()
    crashed = [line for line in said if line.startswith("jitlint failed")]
    if outcome.status not in (0, 1) or "Traceback" in outcome.stderr + outcome.stdout[:1000]:
        last = crashed[0] if crashed else said[-1] if said else ""
        yield Failure("crash", f"{outcome.end}: {last}", bench.names_in(last))
    elif report and outcome.findings is None:
        yield Failure("no report", f"stdout is no JSON: {outcome.stdout[:80]!r}")
    for line in said:
        if line.startswith("note: gave up"):
            yield Failure("gave up", line, bench.names_in(line), WHERE.sub("", line))
        elif "in this process, since workers failed" in line:
            yield Failure("workers failed", line)


def differing(
    what: str, one: Outcome, other: Outcome, bench: Bench, *, remarks: bool = True
) -> Iterator[Failure]:
    """Yields how the outcomes of two runs differ that should be the same."""
    if one.findings is None or other.findings is None:
        if other.findings is None:
            yield from ended_well(other, bench)
        return
    unlike = [*_unlike(what, one.findings, other.findings, bench)]
    yield from unlike
    if not unlike and one.findings != other.findings:
        yield Failure("unlike", f"{what}: the same findings in another order")
    if one.status != other.status:
        yield Failure("unlike", f"{what}: {one.end}, but {other.end}")
    if remarks and not unlike and sorted(_remarks(one)) != sorted(_remarks(other)):
        only = set(_remarks(one)) ^ set(_remarks(other))
        yield Failure("unlike", f"{what}: {min(only)}", bench.names_in(" ".join(only)))


def _unlike(
    what: str, one: Sequence[Finding], other: Sequence[Finding], bench: Bench
) -> Iterator[Failure]:
    """Yields a failure for each finding that is only in one of two lists."""
    before, after = ({json.dumps(f, sort_keys=True): f for f in each} for each in (one, other))
    for key, finding in before.items():
        if key not in after:
            yield _about("unlike", f"{what}: lost", finding, bench)
    for key, finding in after.items():
        if key not in before:
            yield _about("unlike", f"{what}: new", finding, bench)


def _about(kind: str, what: str, finding: Finding, bench: Bench) -> Failure:
    path = finding["filename"]
    row, column = finding["location"].values()
    sentence = f"{what}: {finding['code']} {path}:{row}:{column} {finding['message']}"
    return Failure(kind, sentence, bench.names_in(path), f"{what} {finding['code']}")


def _wrong_status(outcome: Outcome, findings: Sequence[Finding]) -> Iterator[Failure]:
    loud = any(finding["severity"] != "note" for finding in findings)
    if outcome.status != int(loud):
        yield Failure("status", f"{outcome.end} with {len(findings)} findings, loud: {loud}")


def _unreadable(name: str, path: Path) -> Iterator[Failure]:
    try:
        REPORTS[name](path.read_text("utf-8"))
    except (OSError, ValueError, ElementTree.ParseError) as error:
        yield Failure("no report", f"{name}: {error}")


def _wrong_diff(bench: Bench, fixed: dict[str, bytes], words: Sequence[str]) -> Iterator[Failure]:
    """Yields the files that only one of `--diff` and `--fix` changes."""
    if bench.seed % 4 > 1:
        return
    outcome = bench.lint("--diff", *words)
    heads = [row for row in outcome.stdout.split("\n") if row.startswith("+++ ")]
    shown = {head.removeprefix("+++ ").removeprefix("./").split(":cell")[0] for head in heads}
    changed = {path for path, data in fixed.items() if data != bench.files[path]}
    for path in shown ^ changed:
        yield Failure("diff", f"{path}: only one of --diff and --fix", bench.names_in(path))
    if outcome.status != int(bool(shown)):
        yield Failure("status", f"--diff: {outcome.end} with {len(shown)} files")


def _is_same_code(path: str, before: bytes, after: bytes) -> bool:
    one, other = parsed(path, before), parsed(path, after)
    if one is None or other is None:
        return (one is None) == (other is None)
    return ast.dump(one) == ast.dump(other)


def _had_no_room(finding: Finding, outcome: Outcome, tree: Path) -> bool:
    path = Path(finding["filename"]).relative_to(tree.resolve())
    cell = f"cell {finding['cell']}:" if finding["cell"] else ""
    return f"{path}:{cell}{finding['location']['row']}: has no room" in outcome.stderr


def _remarks(outcome: Outcome) -> list[str]:
    """Returns the lines that a run says beside its report."""
    return outcome.stderr.splitlines()
