"""Patterns mean what pathspec's and Git's do, and no name keeps one busy."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hooks import git
from pathspec import GitIgnoreSpec

from jitlint.config.linear import spec_of

PIECES = ("a", "b", "*", "**", "?", "[ab]", "[]a]", "a.", "\\*", "-", "(", " ")
LETTERS = "aab.*-(] "
SLOW = {
    "stars": "*a" * 40 + "*b",
    "questions": "*?" * 40 + "b",
    "brackets": "*[a]" * 40 + "b",
    "double stars": "**/a/" * 40 + "b",
    "both": "/".join(["**/*a*a*"] * 20) + "/b",
}

MATCH = """
import sys
from jitlint.config.linear import spec_of
print(spec_of((sys.argv[1],)).match_file(sys.argv[2]))
"""


def segment(chance: random.Random) -> str:
    some = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 6)))
    return chance.choice(["**", "*", some])


def pattern(chance: random.Random) -> str:
    inside = "/".join(segment(chance) for _ in range(chance.randint(1, 5)))
    return f"{chance.choice(['', '/', '!'])}{inside}{chance.choice(['', '/'])}"


def name(chance: random.Random) -> str:
    parts = [chance.choices(LETTERS, k=chance.randint(1, 5)) for _ in range(chance.randint(1, 5))]
    return "/".join("".join(part) for part in parts) + chance.choice(["", "/"])


def test_patterns_mean_what_those_of_pathspec_mean() -> None:
    chance = random.Random(14)
    meant = 0
    for _ in range(1500):
        given = pattern(chance)
        theirs, ours = GitIgnoreSpec.from_lines([given]), spec_of((given,))
        for path in (name(chance) for _ in range(20)):
            said = theirs.check_file(path).include
            assert (given, path, ours.check_file(path).include) == (given, path, said)
            meant += said is not None
    assert meant > 5000


def test_a_bracket_means_no_slash_as_in_git(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", ".")
    (tmp_path / ".gitignore").write_text("xa*[!a]*b\n")
    command = ["git", "check-ignore", "xay/zb", "xayzb"]
    theirs = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert theirs.stdout.split() == ["xayzb"]
    ours = spec_of(("xa*[!a]*b",))
    assert [each for each in ("xay/zb", "xayzb") if ours.match_file(each)] == ["xayzb"]


@pytest.mark.parametrize("word", SLOW)
def test_no_name_keeps_a_pattern_busy(word: str) -> None:
    path = "/".join(["a" * 250, *["a"] * 100, "a" * 250, "c"])
    command = [sys.executable, "-c", MATCH, SLOW[word], path]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


@pytest.mark.filterwarnings("error")
def test_a_bracket_in_a_bracket_is_no_matter_to_tell() -> None:
    assert spec_of(("a[[b]",)).match_file("a[")


@pytest.mark.parametrize("line", ["[z-a]", "x[b-a]y"])
def test_what_no_pattern_is_is_one_kind_of_error(line: str) -> None:
    with pytest.raises(ValueError, match="Invalid git pattern"):
        spec_of((line,))
