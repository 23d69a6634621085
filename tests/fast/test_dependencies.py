"""What a record rests on: it holds while the pieces that it names are as they were."""

from pathlib import Path

import pytest

from jitlint.cache.store import CacheStore
from jitlint.core.source import Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.incremental.dependencies import Dependencies, Ground
from jitlint.models.registry import Models
from jitlint.project.program import Program, Unit

BEFORE = "def first(x):\n    return x\n\n\ndef second(x):\n    return x\n"
FIRST, SECOND = 0, 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(BEFORE)
    return path


def grounds_of(path: Path, who: bytes = b"this") -> Dependencies:
    unit = Unit("module", str(path), str(path.parent))
    program = Program([unit], Models(), facts_of)
    return Dependencies(program, source_of, CacheStore(str(path.parent / "cache")), who)


def source_of(path: str) -> Source | None:
    found = load(path)
    return found if isinstance(found, Source) else None


def facts_of(path: str) -> Facts | None:
    source = source_of(path)
    found = read(source) if source else None
    return found if isinstance(found, Facts) else None


def ground_of(path: Path, piece: int) -> Ground:
    facts = facts_of(str(path))
    assert facts is not None
    [ground] = grounds_of(path).all_of({"module": [-1, facts.shape.pieces[piece].at]})
    assert ground.pieces == (piece,)
    return ground


def test_without_a_change_nothing_moves(path: Path) -> None:
    ground = ground_of(path, FIRST)
    assert grounds_of(path).changed([ground]) == []
    assert grounds_of(path).moves([ground]) == {}


def test_a_change_matters_to_who_looked_into_it(path: Path) -> None:
    first, second = ground_of(path, FIRST), ground_of(path, SECOND)
    path.write_text(BEFORE.replace("return x", "return [x, x]", 1))
    assert grounds_of(path).changed([first]) == ["module"]
    assert grounds_of(path).moves([first]) is None
    moves = grounds_of(path).moves([second])
    assert moves is not None
    assert list(moves) == [str(path)]


def test_the_ordinals_of_another_jitlint_mean_nothing(path: Path) -> None:
    second = ground_of(path, SECOND)
    path.write_text(BEFORE.replace("return x", "return [x, x]", 1))
    assert grounds_of(path, b"another").moves([second]) is None


@pytest.mark.parametrize("after", ["def f(:\n", ""])
def test_a_file_that_is_no_more_what_it_was_is_no_ground(path: Path, after: str) -> None:
    ground = ground_of(path, SECOND)
    path.write_text(after)
    assert grounds_of(path).moves([ground]) is None


def test_the_same_text_elsewhere_is_another_ground(path: Path) -> None:
    ground = ground_of(path, FIRST)
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    path.rename(elsewhere / "module.py")
    assert grounds_of(elsewhere / "module.py").changed([ground]) == ["module"]
    assert grounds_of(elsewhere / "module.py").moves([ground]) is None
