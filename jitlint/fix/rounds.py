"""Fixes done in rounds: each is kept only if the next run finds one mistake less, and none more."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jitlint.finding import Edit, Finding, Span
from jitlint.fix.text import changed, overlap
from jitlint.read.source import Problem, Source, decode
from jitlint.run import Run
from jitlint.suppression.identity import Identity, identities

DEEPEST = 30
"""How many mistakes may lie one within the other."""

Texts = Mapping[str, Source | Problem]
Check = Callable[[Texts], Run]
Wanted = Callable[[Run], Iterable[Finding[Span]]]
Key = tuple[str, str]
Candidate = tuple[Identity, Finding[Span]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is left to say, the findings that are gone, and the files that have changed."""

    run: Run
    gone: tuple[Finding[Span], ...] = ()
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])


def is_safe(finding: Finding[Span]) -> bool:
    """Returns whether a finding can be put right without another result of working code."""
    return bool(finding.fix) and all(edit.safe for edit in finding.fix)


def fixed(run: Run, check: Check, wanted: Wanted, files: Mapping[str, bytes]) -> Fixed:
    """Returns what comes of the fixes of the findings that are `wanted`; nothing is written.

    `check` returns all that is found with other texts in the place of files; `files` holds the
    bytes of those that may change.
    """
    rounds = _Rounds(check, wanted, files)
    now, refused, most = Fixed(run), set[Identity](), len(run.findings)
    while True:
        candidates = rounds.candidates(now.run, refused)[:most]
        if not candidates:
            return now
        following = rounds.after(now, [finding for _, finding in candidates])
        if following is None and len(candidates) > 1:
            most = len(candidates) // 2
            continue
        refused |= {name for name, _ in candidates} if following is None else set()
        now, most = following or now, len(now.run.findings)


@dataclass(frozen=True, slots=True)
class _Rounds:
    """What is the same in every round."""

    check: Check
    wanted: Wanted
    files: Mapping[str, bytes]

    def candidates(self, run: Run, refused: set[Identity]) -> list[Candidate]:
        """Returns the findings that can be put right at once; of those that overlap, the first."""
        chosen: list[Candidate] = []
        taken: list[Edit[Span]] = []
        found = [finding for finding in self.wanted(run) if finding.fix]
        for name, finding in zip(_names(found, run), found, strict=True):
            if name not in refused and not overlap(finding.fix, taken):
                taken += finding.fix
                chosen.append((name, finding))
        return chosen

    def after(self, now: Fixed, chosen: list[Finding[Span]]) -> Fixed | None:
        """Returns what comes of some fixes; None where they do not do what they should.

        Where nothing was known of `np.sin(np.cos(x))` but that its inside is wrong, its outside
        is, too, as soon as that is right: what they uncover is put right with them.
        """
        known = set(_names(now.run.findings, now.run))
        following = self._with_edits(now, chosen)
        for _ in range(DEEPEST):
            if following is None or _is_better(following.run, now.run, chosen):
                return following
            uncovered = [finding for _, finding in self.candidates(following.run, known)]
            following = self._with_edits(following, uncovered) if uncovered else None
        return None

    def _with_edits(self, now: Fixed, chosen: list[Finding[Span]]) -> Fixed | None:
        drafts = dict(now.files)
        for path in {finding.at.path for finding in chosen}:
            edits = tuple(edit for each in chosen if each.at.path == path for edit in each.fix)
            before = now.files.get(path) or self.files.get(path)
            after = None if before is None else changed(path, before, edits)
            if after is None:
                return None
            drafts[path] = after
        run = self.check({path: decode(path, data) for path, data in drafts.items()})
        return Fixed(run, (*now.gone, *chosen), drafts)


def _names(findings: Iterable[Finding[Span]], run: Run) -> Iterator[Identity]:
    return identities(findings, run.sources, os.getcwd())


def _is_better(after: Run, before: Run, chosen: list[Finding[Span]]) -> bool:
    """Returns whether of each rule, in each file, as much less is found as was put right.

    Notes count only of the rules that were put right.
    """
    codes = {finding.code for finding in chosen}
    counts, wanted = _counted(after, codes), _counted(before, codes)
    wanted.subtract(_key(finding) for finding in chosen)
    return all(counts[key] <= wanted[key] for key in {*counts, *wanted})


def _counted(run: Run, codes: set[str]) -> Counter[Key]:
    loud = (each for each in run.findings if each.severity != "note" or each.code in codes)
    return Counter(_key(finding) for finding in loud)


def _key(finding: Finding[Span]) -> Key:
    return finding.at.path, finding.code
