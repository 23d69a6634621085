"""Applies fixes in rounds: one is kept only if the next run finds one thing less and nothing new.

All fixes are applied at once. A new finding is attributed to the fixes at its place: they are
refused, and the others are tried again, so that many findings take no more runs than few.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jitlint.core.finding import Edit, Finding, Span
from jitlint.core.result import CheckResult
from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import decode
from jitlint.frontend.edits import Taken, changed
from jitlint.rewrite.landing import Landed
from jitlint.suppression.fingerprint import Identity, identities

MOST_CHECKS = 60
"""The number of runs after which the remaining findings are left unfixed."""

MOST_HALVINGS = 12
"""The number of times that half of some suspects is tried again, before all are refused."""

DEEPEST = 30
"""The number of findings that may be nested in one another."""

Texts = Mapping[str, Source | Problem]
Check = Callable[[Texts], CheckResult]
Wanted = Callable[[CheckResult], Iterable[Finding[Span]]]
Key = tuple[str, str]
Kind = tuple[str, str, str, str]
Candidate = tuple[Identity, Finding[Span]]
Owned = tuple[frozenset[Identity], Finding[Span]]
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The remaining result, the findings that are fixed, and the files that have changed."""

    run: CheckResult
    gone: tuple[Finding[Span], ...] = ()
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])


def is_safe(finding: Finding[Span]) -> bool:
    """Returns whether a finding can be put right without another result of working code."""
    return bool(finding.fix) and all(edit.safe for edit in finding.fix)


def fixed(run: CheckResult, check: Check, wanted: Wanted, files: Mapping[str, bytes]) -> Fixed:
    """Returns the result of the fixes of the findings that are `wanted`; nothing is written.

    `check` returns all that is found with other texts in the place of files; `files` holds the
    bytes of those that may change.
    """
    rounds, now = _Rounds(check, wanted, files), Fixed(run)
    while rounds.checks < MOST_CHECKS:
        chosen = rounds.candidates(now.run, rounds.refused | rounds.postponed)
        if chosen:
            now = rounds.after(now, chosen)
        elif not rounds.reconsider():
            break
    return now


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The result of some fixes and of those that they require, and the positions of their edits."""

    fixed: Fixed
    landed: Landed


@dataclass(slots=True)
class _Rounds:
    """The state of the rounds: fixes that are refused, and fixes that wait for others.

    `doubtful` are those of the refused that failed beside others, which may be at fault instead;
    `retried` those that were tried again since a fix was kept last. `distant` are the findings
    of which the last suspect near them was refused: where they come again, it was another.
    """

    check: Check
    wanted: Wanted
    files: Mapping[str, bytes]
    checks: int = 0
    halvings: int = 0
    refused: set[Identity] = field(default_factory=set[Identity])
    postponed: set[Identity] = field(default_factory=set[Identity])
    doubtful: set[Identity] = field(default_factory=set[Identity])
    retried: set[Identity] = field(default_factory=set[Identity])
    distant: set[Kind] = field(default_factory=set[Kind])
    has_kept: bool = False

    def candidates(self, run: CheckResult, but: set[Identity]) -> list[Candidate]:
        """Returns the findings that can be fixed together; of those that overlap, the first."""
        taken = Taken()
        found = [finding for finding in self.wanted(run) if finding.fix]
        named = zip(_names(found, run), found, strict=True)
        return [each for each in named if each[0] not in but and taken.take(each[1].fix)]

    def after(self, now: Fixed, chosen: list[Candidate]) -> Fixed:
        """Returns the result of some fixes, or refuses those that cause new findings."""
        attempt = self._attempt(now, chosen)
        if attempt is None:
            self.refused.update(_undoable(chosen, {**self.files, **now.files}))
            return now
        surplus = _surplus(attempt.fixed.run, now.run, chosen)
        if surplus:
            self._blame(attempt, chosen, surplus)
            return now
        self.postponed.clear()
        self.retried.clear()
        self.has_kept = True
        return attempt.fixed

    def reconsider(self) -> bool:
        """Lets fixes be tried again; returns whether there are any.

        These are the postponed, then those that were refused beside others and, once any fix was
        kept, all: so that another command, which refuses nothing at first, has nothing to fix.
        """
        doubtful = self.doubtful - self.retried
        if self.postponed:
            self.postponed.clear()
        elif doubtful:
            self.refused -= doubtful
            self.retried |= doubtful
        elif self.has_kept and self.refused:
            self.has_kept = False
            self.refused.clear()
        else:
            return False
        return True

    def _attempt(self, now: Fixed, chosen: list[Candidate]) -> _Attempt | None:
        """Returns the result of some fixes; None where they cannot be applied.

        Where nothing was known of `np.sin(np.cos(x))` but that its inside is wrong, its outside
        is, too, as soon as that is right: what they uncover is put right with them.
        """
        known = set(_names(now.run.findings, now.run))
        every = frozenset(name for name, _ in chosen)
        attempt = self._with_edits(
            _Attempt(now, Landed()), [(frozenset([name]), f) for name, f in chosen]
        )
        seen: list[Files] = [now.files]
        while attempt and len(seen) <= DEEPEST and self.checks < MOST_CHECKS:
            if not _surplus(attempt.fixed.run, now.run, chosen):
                break
            parts = attempt.landed.by_part()
            uncovered = [each for _, each in self.candidates(attempt.fixed.run, known)]
            seen.append(attempt.fixed.files)
            fixes = [(parts.at(each.at) or every, each) for each in uncovered]
            following = self._with_edits(attempt, fixes) if fixes else None
            if following is None or following.fixed.files in seen:
                break
            attempt = following
        return attempt

    def _with_edits(self, attempt: _Attempt, fixes: Sequence[Owned]) -> _Attempt | None:
        """Returns the result of more fixes; None where they cannot be applied."""
        now, files = attempt.fixed, dict(attempt.fixed.files)
        edits: dict[str, dict[Edit[Span], None]] = {}
        for _, finding in fixes:
            edits.setdefault(finding.at.path, {}).update(dict.fromkeys(finding.fix))
        for path, each in edits.items():
            before = files.get(path) or self.files.get(path)
            after = None if before is None else changed(path, before, tuple(each))
            if after is None:
                return None
            files[path] = after
        self.checks += 1
        run = self.check({path: decode(path, data) for path, data in files.items()})
        landed = attempt.landed.after([(names, finding.fix) for names, finding in fixes])
        return _Attempt(Fixed(run, (*now.gone, *(each for _, each in fixes)), files), landed)

    def _blame(self, attempt: _Attempt, chosen: list[Candidate], surplus: set[Kind]) -> None:
        """Refuses the fixes at new findings, or postpones half of those around them."""
        run, parts = attempt.fixed.run, attempt.landed.by_part()
        named = zip(_names(run.findings, run), run.findings, strict=True)
        there = [parts.at(finding.at) for name, finding in named if _kind(name) in surplus]
        at_fault = frozenset[Identity]().union(*there)
        self.refused |= at_fault
        if not at_fault:
            names = [name for name, _ in chosen]
            self.halvings += 1
            for kind in surplus:
                near = names if kind in self.distant else _nearest(names, kind)
                if len(near) == 1:
                    self.distant.add(kind)
                self._halve(near, is_alone=len(names) == 1)

    def _halve(self, suspects: Sequence[Identity], *, is_alone: bool) -> None:
        if len(suspects) == 1 or self.halvings > MOST_HALVINGS:
            self.refused.update(suspects)
            self.doubtful.update(() if is_alone else suspects)
        else:
            self.postponed.update(suspects[len(suspects) // 2 :])


def _names(findings: Iterable[Finding[Span]], run: CheckResult) -> Iterator[Identity]:
    return identities(findings, run.sources, os.getcwd())


def _kind(name: Identity) -> Kind:
    return name.path, name.code, name.function, name.text


def _nearest(names: Sequence[Identity], kind: Kind) -> Sequence[Identity]:
    """Returns the names in the function in which something is found, or its file, or all."""
    path, _, function, _ = kind
    there = [name for name in names if name.path == path]
    return [name for name in there if name.function == function] or there or names


def _undoable(chosen: list[Candidate], files: Files) -> Iterator[Identity]:
    """Yields the fixes that cannot be applied; all, if each of them alone can be."""
    alone = [name for name, finding in chosen if not _is_doable(finding, files)]
    yield from alone or (name for name, _ in chosen)


def _is_doable(finding: Finding[Span], files: Files) -> bool:
    before = files.get(finding.at.path)
    return before is not None and changed(finding.at.path, before, finding.fix) is not None


def _surplus(after: CheckResult, before: CheckResult, chosen: list[Candidate]) -> set[Kind]:
    """Returns the kinds of findings that occur too often for the fixes to be kept.

    Of each rule, in each file, as much less must be found as was put right. Notes count only of
    the rules that were put right.
    """
    codes = {finding.code for _, finding in chosen}
    counts, wanted = _counted(after, codes), _counted(before, codes)
    wanted.subtract(_kind(name) for name, _ in chosen)
    more, allowed = _by_rule(counts), _by_rule(wanted)
    surplus = {kind for kind in counts if counts[kind] > wanted[kind]}
    return {kind for kind in surplus if more[kind[:2]] > allowed[kind[:2]]}


def _counted(run: CheckResult, codes: set[str]) -> Counter[Kind]:
    loud = [each for each in run.findings if each.severity != "note" or each.code in codes]
    return Counter(_kind(name) for name in _names(loud, run))


def _by_rule(counts: Counter[Kind]) -> Counter[Key]:
    found: Counter[Key] = Counter()
    for (path, code, _, _), count in counts.items():
        found[path, code] += count
    return found
