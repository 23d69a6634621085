"""Workers trace a program part by part; how many there are, and their order, changes no finding.

Each module is a part of its own here, however small.
"""

import os
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from command import jitlint
from shared_state import BY_FUNCTIONS, PROJECTS, Project

from jitlint.check.parallel import schedule
from jitlint.check.parallel.schedule import Part
from jitlint.check.pipeline import CheckRequest, check
from jitlint.config.resources import Resources
from jitlint.core.finding import Finding, Span
from jitlint.core.result import CheckResult

pytest_plugins = ["clusters"]

Findings = tuple[Finding[Span], ...]
Order = Callable[[list[Part]], list[Part]]
ORDERS: dict[str, Order] = {
    "as they come": lambda parts: parts,
    "from the last": lambda parts: parts[::-1],
    "mixed": lambda parts: random.Random(7).sample(parts, len(parts)),
}
EVERY = PROJECTS | BY_FUNCTIONS
NAMES = (("a", "b"), ("b", "a"))
WIDE = {
    "base": "import jax\n\ndef halve(x):\n    return x if x > 0 else -x\n",
    **{
        f"use{number}": "import jax\nimport base\n\n@jax.jit\ndef use(x):\n    print(x)\n"
        f"    return base.halve(x) + {number}\n"
        for number in range(7)
    },
}


@pytest.fixture(autouse=True)
def every_module_is_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "ENOUGH", -1)
    monkeypatch.setattr(schedule, "LEAST", 1)
    monkeypatch.setattr(schedule, "PARTS", 100)


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").touch()
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def found(folder: Path, jobs: int) -> CheckResult:
    return check([str(folder)], CheckRequest(resources=Resources(jobs=jobs)))


@pytest.mark.parametrize("jobs", [2, 5])
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_parts_come_to_what_the_whole_comes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, order: Order
) -> None:
    folder, split = written(tmp_path / "wide", WIDE), schedule.parts_of
    monkeypatch.setattr(schedule, "parts_of", lambda *given: order(split(*given)))
    alone, together = found(folder, 1), found(folder, jobs)
    assert len(alone.findings) == 8
    assert together.findings == alone.findings
    assert together.notes == alone.notes == ()


@pytest.mark.parametrize("names", NAMES, ids=["fills first", "reads first"])
@pytest.mark.parametrize("project", EVERY.values(), ids=EVERY)
def test_what_one_part_leaves_behind_another_sees(
    tmp_path: Path, project: Project, names: tuple[str, str]
) -> None:
    fills, reads = names
    texts = project.texts()
    folder = written(
        tmp_path / "shared",
        {
            "house": texts["house"],
            f"{fills}_module": texts["fills"],
            f"{reads}_module": texts["reads"],
        },
    )
    assert found(folder, 2).findings == found(folder, 1).findings


class Deadly(str):
    """The name of a module that ends the worker to which it is sent, unless a file is there."""

    spared = os.devnull + "/nothing"

    def __reduce__(self) -> tuple[object, ...]:
        return eval, (
            f"{str(self)!r} if __import__('os').path.exists({self.spared!r})"
            f" else (open({self.spared!r}, 'w').close(), __import__('os')._exit(1))",
        )


def deadly(monkeypatch: pytest.MonkeyPatch, kind: type[Deadly]) -> None:
    split = schedule.parts_of
    monkeypatch.setattr(
        schedule,
        "parts_of",
        lambda *given: [(kind(part[0]), *part[1:]) for part in split(*given)],
    )


def test_a_worker_that_dies_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Once(Deadly):
        spared = str(tmp_path / "spared")

    folder = written(tmp_path / "wide", WIDE)
    alone = found(folder, 1)
    deadly(monkeypatch, Once)
    together = found(folder, 2)
    assert (tmp_path / "spared").exists()
    assert together.findings == alone.findings
    assert together.notes == ()


def test_workers_that_die_twice_leave_the_rest_to_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Always(Deadly):
        spared = str(tmp_path / "no" / "such" / "directory")

    folder = written(tmp_path / "wide", WIDE)
    alone = found(folder, 1)
    deadly(monkeypatch, Always)
    together = found(folder, 2)
    assert together.findings == alone.findings
    (note,) = together.notes
    assert note.startswith("traced 8 modules in this process, since workers failed twice: ")


def test_little_is_traced_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "ENOUGH", 1000)
    assert not schedule.is_worth_it(1000, Resources(jobs=2))
    assert not schedule.is_worth_it(1001, Resources(jobs=1))
    assert schedule.is_worth_it(1001, Resources(jobs=2))
    assert schedule.is_worth_it(1, Resources(jobs=1, executor="dask://somewhere:1"))


def test_parts_follow_each_other_and_are_of_about_a_size() -> None:
    sizes = {f"m{number:02}": 10 for number in range(20)}
    parts = schedule.parts_of(sizes, 4)
    assert [len(part) for part in parts] == [5, 5, 5, 5]
    assert [name for part in parts for name in part] == sorted(sizes)


@pytest.mark.slow
def test_a_cluster_of_two_workers_traces_what_we_would(cluster: str, tmp_path: Path) -> None:
    texts = dict(WIDE)
    texts["use7"] = "import jax\nimport wraps\n\n@wraps.staged\ndef use(x):\n    return int(x)\n"
    folder = written(tmp_path / "wide", texts)
    stub = tmp_path / "wraps.pyi"
    stub.write_text("def staged(f: Stages) -> Wrapped: ...\n")
    (folder / "pyproject.toml").write_text(f"[tool.jitlint]\nmodels = [{str(stub)!r}]\n")
    words = ("--output-format", "json", "--no-cache", ".")
    here = jitlint(folder, "-j", "1", *words)
    there = jitlint(folder, "--executor", cluster, *words)
    assert "use7.py" in here.stdout
    assert "in this process" not in there.stderr
    assert (there.stdout, there.returncode) == (here.stdout, here.returncode)
