"""The analysis of a package is compared with a record of the work that JAX did with it."""

import json
from pathlib import Path

from benchmarks.oracle.compare import compare, recorded, verdict
from benchmarks.oracle.observe import Observed, observe
from benchmarks.oracle.packages import Package, packages
from benchmarks.oracle.plant import BRANCH, PRINT, chosen, planted, spots
from benchmarks.oracle.types import agrees, parsed
from jitlint.interpreter.domain.aval import Aval

SOURCE = """\
import jax

@jax.jit
def step(x, size):
    y = x * 2
    n = len([1, 2])
    return y + n

def never(x):
    return x
"""
LINES = {"5": "x:t", "6": "", "7": "n:s y:t"}


def project(
    home: Path, lines: dict[str, str], types: dict[str, dict[str, str]] | None = None
) -> Path:
    package = home / "small"
    package.mkdir()
    (home / "pyproject.toml").touch()
    (package / "__init__.py").write_text(SOURCE, "utf-8")
    functions = {
        "__init__.py:3:step": ["jit", lines, types or {}],
        "__init__.py:9:never": ["jit", {"10": "x:t"}, {"10": {"x": "float32[]"}}],
    }
    record = home / "small.json"
    record.write_text(json.dumps({"functions": functions, "asked": [], "raised": []}), "utf-8")
    return record


def test_a_line_that_jitlint_never_traces_is_not_entered(tmp_path: Path) -> None:
    found = compare(project(tmp_path, LINES), "small", observe(tmp_path))
    assert (found.lines, found.entered) == (4, 3)
    assert dict(found.missed) == {"__init__.py:never": 1}
    assert found.unsound == []


def test_a_value_that_is_the_opposite_in_jax_is_unsound(tmp_path: Path) -> None:
    wrong = LINES | {"7": "n:t y:s"}
    found = compare(project(tmp_path, wrong), "small", observe(tmp_path))
    assert found.unsound == [
        "__init__.py:step:7 n: t s",
        "__init__.py:step:7 y: s t",
    ]


def test_a_type_that_jax_never_had_contradicts_it(tmp_path: Path) -> None:
    text = SOURCE.replace("y = x * 2", "y = jax.numpy.ones((3, size), 'float32')")
    types = {"7": {"y": "float32[3,5] float32[3,6]", "n": "int32[]~"}, "5": {"size": "int32[]"}}
    record = project(tmp_path, LINES, types)
    (tmp_path / "small/__init__.py").write_text(text, "utf-8")
    found = compare(record, "small", observe(tmp_path)).types
    assert (found.names, found.part, found.whole, found.contradict) == (3, 1, 0, [])
    for wrong in ("float32[4,5]", "int32[3,5]", "float32[3]", "float32[3,5]~"):
        said = json.loads(record.read_text("utf-8"))
        said["functions"]["__init__.py:3:step"][2]["7"]["y"] = f"float32[3,5] {wrong}"
        record.write_text(json.dumps(said), "utf-8")
        found = compare(record, "small", observe(tmp_path)).types
        assert len(found.contradict) == 1
        assert wrong in found.contradict[0]


def test_types_are_as_jax_writes_them_but_for_64_bits() -> None:
    assert parsed("float32[3,2]~") == Aval((3, 2), "float32", True)
    assert parsed("int64[]") == Aval((), "int32", False)
    assert agrees(parsed("key<fry>[2]"), Aval((None,), "key<fry>"))


def test_what_is_unknown_or_an_object_is_never_unsound() -> None:
    assert verdict("t", frozenset("s")) == "unsound"
    assert verdict("sn", frozenset("t")) == "unsound"
    assert verdict("st", frozenset("t")) == "same"
    assert verdict("t", frozenset("s?")) == "unknown"
    assert verdict("t", frozenset("o")) == ""
    assert verdict("s", frozenset("st")) == "same"


def test_faults_are_planted_where_a_name_was_a_tracer(tmp_path: Path) -> None:
    record = project(tmp_path, LINES)
    package = Package("small==1", "small", "develop")
    found = [*spots(package, tmp_path, recorded(record))]
    assert {(each.qualname, each.row, each.name) for each in found} == {
        ("step", 5, "x"),
        ("step", 7, "y"),
        ("never", 10, "x"),
    }
    picked = chosen(found, 9, 0)
    assert sorted(each.qualname for each in picked) == ["never", "step"], "one of a function"
    text, rows = planted(SOURCE, PRINT, found)
    lines = text.split("\n")
    assert {lines[row - 1].strip() for row in rows.values()} == {"print(x)", "print(y)"}
    compile(planted(SOURCE, BRANCH, found)[0], "small", "exec")


def test_the_halves_are_the_same_size_and_every_package_has_a_program() -> None:
    halves = [each.half for each in packages()]
    assert len(halves) >= 20
    assert abs(halves.count("held") - halves.count("develop")) <= 1
    assert [each.directory for each in packages() if not each.program.is_file()] == []


LOOP = """\
import jax
from typing import NamedTuple

class State(NamedTuple):
    total: object

@jax.jit
def series(x):
    def body(state):
        total, turn = state
        return total + x, turn + 1

    def more(state):
        total, turn = state
        return (turn < 9) & (total > 0)

    pair = (State(x) if x.shape else int, 1)
    kept = pair
    return jax.lax.while_loop(more, body, (1, 1)), kept
"""


def observed(home: Path, text: str) -> Observed:
    (home / "pyproject.toml").touch()
    (home / "small.py").write_text(text, "utf-8")
    return observe(home)["small.py"]


def test_the_test_of_a_loop_does_not_know_what_a_weak_type_is_promoted_to(tmp_path: Path) -> None:
    assert observed(tmp_path, LOOP).types[15, "total"] == {Aval((), "", None)}


def test_nothing_is_compared_of_a_container_of_objects(tmp_path: Path) -> None:
    assert observed(tmp_path, LOOP).kinds[18, "pair"] == {"o"}


def test_packages_that_were_there_before_others_keep_their_half() -> None:
    halves = {each.directory: each.half for each in packages()}
    assert {halves[name] for name in ("diffrax", "e3nn_jax", "equinox", "mctx")} == {"develop"}
    assert {halves[name] for name in ("blackjax", "haiku", "flax", "xminigrid")} == {"held"}
