"""LibCST reads as Python's own parser does, and what only a newer Python could."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from command import jitlint
from real_files import real_files
from shapes import shape

from benchmarks.libraries.readers import ALIKE, DIFFERENT, UNREAD, answer, files, seen
from jitlint.core.source import Problem, Source
from jitlint.frontend.facts import read
from jitlint.frontend.ir import Facts

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.py"))
FEW = FIXTURES[::12]
SPREAD = 20  # `python -m benchmarks.libraries.readers` compares all
CORNERS = Path(__file__).with_name("corners_of_the_syntax.txt")

SAME = [  # newer syntax, and what has the same meaning in an older one
    ("def f[T, *Ts, **P](x: T): return x\n", "def f(x: T): return x\n"),
    ("class A[T: (int, str) = int](B): x: T\n", "class A(B): x: T\n"),
    ("try: a\nexcept B, C: d\n", "try: a\nexcept (B, C): d\n"),
    ("try: a\nexcept* B, C: d\n", "try: a\nexcept* (B, C): d\n"),
    ("f'{x['a']}'\n", "f'{x[\"a\"]}'\n"),
    ("f'{f'{f'{x}'}'}'\n", 'f"""{f\'\'\'{f"{x}"}\'\'\'}"""\n'),
    ("f'{x  # why\n}'\n", "f'{x}'\n"),
]

NEWER = """\
import jax

type Pair[T = int, *Ts = *tuple[int], **P = [int]] = tuple[T, T]

@jax.jit
def first[T: (int, str) = int](x):
    if x > 0:
        return x
    return -x

@jax.jit
def shown(x):
    print(f"{x["a"]} and {f"{'\\n'.join(str(y) for y in x)}"}")
    label = t"{x} and {x!r:>{10}}"
    return float(x)

@jax.jit
def caught[*Ts, **P](x, *args: *Ts):
    é = "ü"; y = float(x)
    try:
        z = int(x)
    except KeyError, ValueError:
        return float(x)
    return y
"""
FOUND = [(7, 8), (13, 5), (15, 12), (19, 18), (23, 16)]


def test_corners_of_the_syntax_are_the_same_for_both() -> None:
    assert _differences([CORNERS]) == []


@pytest.mark.parametrize("path", [*FEW, *real_files(8)], ids=lambda path: path.name)
def test_both_readers_give_the_same_facts_and_places(path: Path) -> None:
    assert _differences([path]) == []


@pytest.mark.slow
def test_both_readers_agree_on_the_libraries() -> None:
    assert _differences(files()[::SPREAD]) == []


def test_what_the_readers_make_of_a_file_is_compared_with_its_places(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text("x = 1 1\n")
    assert answer(path) == UNREAD
    path.write_text("x = 1\n")
    assert answer(path) == ALIKE
    first, moved = (Source("some.py", text) for text in ("x = 1\n", "x =  1\n"))
    assert seen(first, "ast") == seen(first, "libcst") != seen(moved, "libcst")


@pytest.mark.parametrize(("newer", "older"), SAME)
def test_newer_syntax_means_what_older_syntax_does(newer: str, older: str) -> None:
    facts, same = read(Source("some.py", newer)), read(Source("some.py", older, reader="ast"))
    assert isinstance(facts, Facts)
    assert isinstance(same, Facts)
    assert shape(facts.body) == shape(same.body)


def test_a_project_in_newer_syntax_has_the_findings_that_the_newest_python_gives(
    tmp_path: Path,
) -> None:
    (tmp_path / "newer.py").write_text(NEWER, encoding="utf-8")
    assert [(row, column) for row, column, _ in _findings(tmp_path)] == FOUND
    assert _findings(tmp_path, "--reader", "libcst") == _findings(tmp_path)
    codes = {code for _, _, code in _findings(tmp_path, "--reader", "ast")}
    assert codes == {"JIT000"}  # there are t-strings since Python 3.14 only


def test_the_configuration_names_the_reader_and_the_cache_knows_it(tmp_path: Path) -> None:
    (tmp_path / "newer.py").write_text(NEWER, encoding="utf-8")
    for reader in ("auto", "ast", "libcst", "ast", "auto"):
        (tmp_path / "jitlint.toml").write_text(f'reader = "{reader}"')
        found = jitlint(tmp_path, "--output-format", "concise", ".").stdout
        assert ("JIT000" in found) == (reader == "ast")
    (tmp_path / "jitlint.toml").write_text('reader = "lib"')
    assert "reader: lib is not a value" in jitlint(tmp_path, ".").stderr


def test_the_findings_in_fixtures_are_the_same_for_both_readers(tmp_path: Path) -> None:
    for path in FEW:
        (tmp_path / path.name).write_text(path.read_text("utf-8"), encoding="utf-8")
    assert _findings(tmp_path, "--reader", "libcst") == _findings(tmp_path, "--reader", "ast")


@pytest.mark.parametrize(
    ("text", "sentence", "row"),
    [
        ("x = (1\ny = 2\n", "'(' was never closed", 1),
        ("type X = int\nx = 1 2\n", "invalid syntax", 2),
        ("def f[T](): pass\nclass A[T]: x y\n", "invalid syntax", 2),
        ("print 'x'\n", "Missing parentheses in call to 'print'", 1),
    ],
)
def test_of_two_problems_the_better_one_is_told(text: str, sentence: str, row: int) -> None:
    problem = read(Source("some.py", text))
    assert isinstance(problem, Problem)
    assert problem.message.startswith(f"cannot be parsed: {sentence}")
    assert problem.row == row or sys.version_info >= (3, 12)


@pytest.mark.parametrize("text", ["x = 1\ny = '\\N{no such}'\n", "x = 1\ny = b'é'\n"])
def test_a_literal_without_a_value_is_a_problem_in_its_row(text: str) -> None:
    problem = read(Source("some.py", text, reader="libcst"))
    assert isinstance(problem, Problem)
    assert problem.row == 2


def _findings(folder: Path, *words: str) -> list[tuple[int, int, str]]:
    done = jitlint(folder, "--no-cache", "--pedantic", "--output-format", "json", *words, ".")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return [(each["location"]["row"], each["location"]["column"], each["code"]) for each in found]


def _differences(paths: Sequence[Path]) -> list[str]:
    """Returns the files that both can read, and read in different ways."""
    return [str(path) for path in paths if answer(path) == DIFFERENT]


PROJECT = {
    "shop/__init__.py": "",
    "shop/types.py": (
        "import jax\n\ntype Batch[T = jax.Array] = dict[str, T]\n\n\n"
        "class Box[T: (int, float) = float]:\n    def __init__(self, x: T):\n        self.x = x\n"
    ),
    "shop/rules.py": (
        "def positive[T](x: T) -> T:\n    if x > 0:\n        return x\n    return -x\n\n\n"
        "def guarded(table, key, x):\n    y = float(x)\n    try:\n        return table[key] * y\n"
        "    except KeyError, IndexError:\n        return y\n"
    ),
    "shop/train.py": (
        "import jax\n\nfrom shop.rules import guarded, positive\n"
        "from shop.types import Batch, Box\n\n\n@jax.jit\ndef step[**P](batch, *rest: P.args):\n"
        '    label = t"{batch["x"]!r:>{10}}"\n    print(f"{batch["x"]} {f"{len(rest)}"}")\n'
        '    return positive(batch["x"]) + guarded([1.0], 0, batch["y"])\n\n\n'
        "def fit(xs: list[Batch]):\n    for x in xs:\n        try:\n"
        "            jax.jit(lambda v: v * 2)(x)\n"
        "        finally:\n            continue\n    return Box(1.0)\n"
    ),
}
SAID = [
    ("rules.py", 2, "JIT101"),
    ("rules.py", 8, "JIT102"),
    ("train.py", 10, "JIT201"),
    ("train.py", 17, "JIT301"),
]


@pytest.mark.parametrize("reader", ["auto", "libcst"])
def test_a_project_in_the_syntax_of_python_3_14_is_traced_across_its_modules(
    reader: str, tmp_path: Path
) -> None:
    """Each Python that the tests run on says the same, those that cannot parse it among them."""
    for name, text in PROJECT.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = jitlint(tmp_path, "--no-cache", "--output-format", "json", "--reader", reader, ".")
    found: list[dict[str, Any]] = json.loads(done.stdout)
    places = [(each["filename"], each["location"]["row"], each["code"]) for each in found]
    assert [(Path(name).name, row, code) for name, row, code in places] == SAID
