"""A dependency of a summary holds while the functions that it names are as they were."""

from pathlib import Path

import pytest

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import CheckRequest, check
from jitlint.core.source import Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts
from jitlint.incremental.dependencies import Dependencies, Dependency
from jitlint.models.registry import Models
from jitlint.project.program import Program, Unit

BEFORE = "def first(x):\n    return x\n\n\ndef second(x):\n    return x\n"
FIRST, SECOND = 0, 1


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(BEFORE)
    return path


def dependencies_of(path: Path, version: bytes = b"this") -> Dependencies:
    unit = Unit("module", str(path), str(path.parent))
    program = Program([unit], Models(), facts_of)
    return Dependencies(program, source_of, CacheStore(str(path.parent / "cache")), version)


def source_of(path: str) -> Source | None:
    found = load(path)
    return found if isinstance(found, Source) else None


def facts_of(path: str) -> Facts | None:
    source = source_of(path)
    found = read(source) if source else None
    return found if isinstance(found, Facts) else None


def dependency_on(path: Path, number: int) -> Dependency:
    facts = facts_of(str(path))
    assert facts is not None
    [dependency] = dependencies_of(path).of({"module": [-1, facts.hashes.functions[number].at]})
    assert dependency.functions == (number,)
    return dependency


def test_without_a_change_nothing_moves(path: Path) -> None:
    dependency = dependency_on(path, FIRST)
    assert dependencies_of(path).changed([dependency]) == []
    assert dependencies_of(path).relocations([dependency]) == {}


def test_a_change_matters_to_who_looked_into_it(path: Path) -> None:
    first, second = dependency_on(path, FIRST), dependency_on(path, SECOND)
    path.write_text(BEFORE.replace("return x", "return [x, x]", 1))
    assert dependencies_of(path).changed([first]) == ["module"]
    assert dependencies_of(path).relocations([first]) is None
    relocations = dependencies_of(path).relocations([second])
    assert relocations is not None
    assert list(relocations) == [str(path)]


def test_the_ordinals_of_another_jitlint_mean_nothing(path: Path) -> None:
    second = dependency_on(path, SECOND)
    path.write_text(BEFORE.replace("return x", "return [x, x]", 1))
    assert dependencies_of(path, b"another").relocations([second]) is None


@pytest.mark.parametrize("after", ["def f(:\n", ""])
def test_a_file_that_is_no_more_what_it_was_is_no_dependency(path: Path, after: str) -> None:
    dependency = dependency_on(path, SECOND)
    path.write_text(after)
    assert dependencies_of(path).relocations([dependency]) is None


def test_the_same_text_elsewhere_is_another_ground(path: Path) -> None:
    dependency = dependency_on(path, FIRST)
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    path.rename(elsewhere / "module.py")
    assert dependencies_of(elsewhere / "module.py").changed([dependency]) == ["module"]
    assert dependencies_of(elsewhere / "module.py").relocations([dependency]) is None


def test_a_directory_without_a_file_of_its_own_is_looked_at_until_it_has_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (inner := tmp_path / "packages" / "inner").mkdir(parents=True)
    (inner.parent / "uses.py").write_text("import jax\nfrom packages.inner import used\n\nused.f\n")
    (inner / "used.py").write_text("import jax\n\ndef f(x):\n    return x\n")
    assert [traced(tmp_path), traced(tmp_path)] == [2, 0]
    (inner / "__init__.py").write_text("import jax\n")
    assert traced(tmp_path) > 0
    assert traced(tmp_path) == 0


def traced(folder: Path, named: str = "") -> int:
    """Returns how many modules of a project a run traces."""
    steps: list[str] = []
    cache = CacheStore(str(folder / "cache"))
    check([str(folder / named)], CheckRequest(cache=cache), lambda stage, *_: steps.append(stage))
    return steps.count("tracing")


def test_what_uses_a_named_file_is_traced_once_though_stubs_tell_of_modules_beside_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "mine.py").write_text("import jax\n\ndef f(x):\n    return x\n")
    package = tmp_path / "brax"
    (package / "envs").mkdir(parents=True)
    for folder in (package, package / "envs"):
        (folder / "__init__.py").touch()
    (package / "other.py").write_text("def doubled(x):\n    return 2 * x\n")
    (package / "uses.py").write_text(
        "import mine\nfrom brax.other import doubled\n\ndef g(x):\n    return mine.f(doubled(x))\n"
    )
    assert [traced(tmp_path, "mine.py"), traced(tmp_path, "mine.py")] == [2, 0]
