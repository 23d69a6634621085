"""The hashes of a file: which stay when one function changes, and where its nodes are then."""

import ast
from pathlib import Path

import pytest

from jitlint import __file__ as ours
from jitlint.core.source import Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.function_hashes import FileHashes
from jitlint.frontend.ir import Facts
from jitlint.frontend.lower import places

BEFORE = '''"""A module."""

import jax


@jax.jit
def first(x, y=lambda: 1):
    """Says what it does."""
    return x


class Model:
    rate = 1

    def step(self): return 2

    async def run(self):
        def inner():
            return 3
        return inner


if jax:
    def last():
        pass
'''


def facts_of(text: str) -> Facts:
    found = read(Source("some.py", text))
    assert isinstance(found, Facts)
    return found


def hashes_of(text: str) -> FileHashes:
    return facts_of(text).hashes


def changed(old: str, new: str) -> tuple[FileHashes, FileHashes]:
    assert old in BEFORE
    return hashes_of(BEFORE), hashes_of(BEFORE.replace(old, new))


def kinds(text: str) -> list[str]:
    """Returns what kind of node each ordinal of a text is, with the name or value of some."""
    found = (node for node, _ in places(ast.parse(text)))
    return [ast.dump(each) if isinstance(each, ast.expr) else type(each).__name__ for each in found]


def test_a_file_falls_into_the_bodies_of_its_functions_and_the_rest() -> None:
    hashes = hashes_of(BEFORE)
    owners = [hashes.function_of(ordinal) for ordinal in range(len(kinds(BEFORE)))]
    assert len(hashes.functions) == 3  # `step` stands on one line, `inner` is a part of `run`
    assert set(owners) == {None, 0, 1, 2}
    assert [hashes.function_of(function.at) for function in hashes.functions] == [0, 1, 2]


@pytest.mark.parametrize(
    ("old", "new", "function"),
    [
        ("return x", "return x + 1", 0),
        ("Says what it does.", "Says\n\n    more.", 0),
        ("return 3", "return 4", 1),
        ("        pass", "        return", 2),
    ],
)
def test_a_body_changes_alone(old: str, new: str, function: int) -> None:
    before, after = changed(old, new)
    others = {0, 1, 2} - {function}
    assert before.agrees(after, others)
    assert not before.agrees(after, {function})


AROUND = [
    ("rate = 1", "rate = 2"),
    ("return 2", "return 3"),
    ("y=lambda: 1", "y=lambda: 2"),
    ("@jax.jit\n", ""),
    ("if jax", "if not jax"),
    ("async ", ""),
    ("A module", "The module"),
]


@pytest.mark.parametrize(("old", "new"), AROUND)
def test_what_is_around_the_bodies_matters_to_all(old: str, new: str) -> None:
    before, after = changed(old, new)
    assert not before.agrees(after, ())


def test_a_comment_between_functions_changes_nothing() -> None:
    before, after = changed("\n\nclass", "\n# a word\n\n\n\nclass")
    assert before == after


@pytest.mark.parametrize("old", ["return x", "return 3", "        pass"])
def test_the_nodes_of_other_functions_are_found_again(old: str) -> None:
    text = BEFORE.replace(old, f"{' ' * (len(old) - len(old.lstrip()))}z = [1, 2]; {old.strip()}")
    before, after = hashes_of(BEFORE), hashes_of(text)
    then, now = kinds(BEFORE), kinds(text)
    moved = [before.relocated(ordinal, after) for ordinal in range(len(then))]
    assert [then[k] for k, to in enumerate(moved) if to is not None] == [
        now[to] for to in moved if to is not None
    ]
    gone = {before.function_of(k) for k, to in enumerate(moved) if to is None}
    assert len(gone) <= 1
    assert before.relocated(-1, after) == -1


def test_each_ordinal_of_a_real_file_stays_where_it_is_when_nothing_changes() -> None:
    for path in Path(ours).parent.rglob("*.py"):
        source = load(str(path))
        assert isinstance(source, Source)
        hashes = hashes_of(source.text)
        count = max((function.last for function in hashes.functions), default=0)
        assert [hashes.relocated(k, hashes) for k in range(count)] == list(range(count))
