"""Patterns of `.gitignore` as regular expressions that no name can keep busy for long.

pathspec writes `*` as `[^/]*`, and Python's `re` tries every length of each: of ten in a row that
is more than a lifetime for a name of 200 letters. Where another wildcard follows, the shortest
length is always as good as any, and is taken for good: `(?>…)`.
"""

import re
import warnings

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

STAR, INNER, LEADING = "[^/]*", "(?:/.+)?", "^(?:.+/)?"
BRACKETS = re.compile(r"(\\.)|(\[(?!\^/\])\^?\]?[^]]*\])", re.DOTALL)
STARS = re.compile(rf"(?:{re.escape(STAR)})+")
CHARACTER = r"(?:\\.|(?:\(\?!/\))?\[\^?\]?[^]]*\](?!\*)|[^][\\/(){}*+?|^$.])"
AHEAD = re.compile(rf"{re.escape(STAR)}({CHARACTER}+)(?={re.escape(STAR)})", re.DOTALL)


def spec_of(lines: tuple[str, ...]) -> GitIgnoreSpec:
    """Returns the matcher of some lines; raises ValueError where one is invalid."""
    return GitIgnoreSpec.from_lines(lines, _pattern, backend="simple")


def without_backtracking(regex: str) -> str:
    """Returns an expression of pathspec's for the same names; as in Git, no `[…]` means a `/`."""
    regex = BRACKETS.sub(lambda found: found[1] or f"(?!/){found[2]}", regex)
    regex = AHEAD.sub(r"(?>[^/]*?\1)", STARS.sub(lambda _: STAR, regex))
    first, *others = regex.split(INNER)
    if not others:
        return regex
    if first.startswith(LEADING):
        first = f"^(?>(?:.+?/)??{first.removeprefix(LEADING)}(?=/))"
    inner = [f"(?>(?:/.+?)??{each}(?=/))" for each in others[:-1]]
    return "".join([first, *inner, INNER, others[-1]])


def _pattern(line: str) -> GitIgnoreSpecPattern:
    regex, include = GitIgnoreSpecPattern.pattern_to_regex(line)
    if regex is None:
        return GitIgnoreSpecPattern(None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            return GitIgnoreSpecPattern(re.compile(without_backtracking(regex)), include)
    except re.error as error:
        raise ValueError(f"Invalid git pattern: {line!r}: {error}") from None
