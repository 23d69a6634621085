"""Code nested as deep as its parser goes, and deeper: no report, fix or baseline falls over it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import BAD, environment

OLD = "import jax\n\nleaves = jax.tree_leaves([1])\n"
FORMATS = """
    azure concise github gitlab grouped json json-lines junit pylint rdjson sarif text
""".split()
FLAT: dict[str, Callable[[int], str]] = {  # chains, which nobody calls nested
    "attributes": lambda n: "v = a" + ".b" * n,
    "subscripts": lambda n: "v = a" + "[0]" * n,
    "calls": lambda n: "v = a" + "()" * n,
    "sums": lambda n: "v = a" + " + a" * n,
    "ands": lambda n: "v = a" + " and a" * n,
    "comparisons": lambda n: "v = a" + " < a" * n,
    "unions": lambda n: "v: int" + " | int" * n,
    "elifs": lambda n: "if a: pass\n" + "elif a: pass\n" * n,
    "ternaries": lambda n: "v = " + "a if a else " * n + "a",
    "targets": lambda n: "v = " * n + "0",
    "patterns": lambda n: "match a:\n    case " + "1 | " * n + "2: pass",
    "generators": lambda n: "v = [a " + "for a in b " * n + "]",
}
NESTED: dict[str, Callable[[int], str]] = {
    "negations": lambda n: "v = " + "not " * n + "a",
    "lambdas": lambda n: "v = " + "lambda: " * n + "a",
    "defaults": lambda n: "v = " + "lambda a=" * n + "0" + ": 0" * n,
    "powers": lambda n: "v = " + "2 ** " * n + "1",
    "lists": lambda n: "v = " + "[" * n + "]" * n,
    "arguments": lambda n: "v = " + "f(" * n + "1" + ")" * n,
    "comprehensions": lambda n: "v = " + "[a for a in " * n + "b" + "]" * n,
    "functions": lambda n: "".join(f"{' ' * at}def f():\n" for at in range(n)) + " " * n + "pass",
    "f-strings": lambda n: "v = f'{" + "[" * n + "]" * n + "}'",
    "annotations": lambda n: "v: " + "list[" * n + "int" + "]" * n,
    "tuples": lambda n: "match a:\n    case " + "(b, " * n + "c" + ")" * n + ": pass",
}
SHAPES = FLAT | NESTED
ENDS: dict[str, Callable[[int], str]] = {  # chains with something to find at their far end
    "attributes": lambda n: "float(x)" + ".real" * n,
    "subscripts": lambda n: "[float(x)]" + "[0]" * n,
    "calls": lambda n: "a" + "()" * n + "(float(x))",
    "first of a sum": lambda n: "float(x)" + " + x" * n,
    "last of a sum": lambda n: "x" + " + x" * n + " + float(x)",
    "texts": lambda n: "'a'" + " + 'a'" * n + " + str(float(x))",
    "ands": lambda n: "a" + " and a" * n + " and float(x)",
    "comparisons": lambda n: "a" + " < a" * n + " < float(x)",
    "negations": lambda n: "not " * n + "float(x)",
    "ternaries": lambda n: "a if a else " * n + "float(x)",
    "updates": lambda n: "x" + ".at[0].set(1)" * (n // 4) + ".at[0].set(float(x))",
    "elifs": lambda n: "0\n" + LADDER + LADDER.replace("if", "elif") * n + "    else: v = float(x)",
}
LADDER = "    if a: v = 0\n"
# A hundred functions is the most, and their text grows with its square; a ladder is traced, too.
MOST = {"functions": 1_000, "elifs": 20_000}
COMMAND = """
import contextlib, io, json, sys
from jitlint.cli import main
said = []
for words in json.loads(sys.stdin.read()):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([*words, "-q", "--no-cache", "deep.py", "old.py", "step.py"])
    said.append((status, out.getvalue(), err.getvalue()))
print(json.dumps(said))
"""


def write(folder: Path, text: str) -> None:
    for name, content in {"deep": f"{BAD}\n{text}\n", "old": OLD, "step": BAD}.items():
        (folder / f"{name}.py").write_text(content)


def commands(folder: Path, *every: list[str]) -> list[tuple[int, str, str]]:
    """Runs commands in a process of their own, which an overflow of its stack would end."""

    done = subprocess.run(
        [sys.executable, "-c", COMMAND],
        cwd=folder,
        env=environment(),
        input=json.dumps(every),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [(status, out, err) for status, out, err in json.loads(done.stdout)]


@pytest.mark.parametrize("name", FLAT)
def test_a_chain_of_a_thousand_links_is_code_like_any(name: str, tmp_path: Path) -> None:
    write(tmp_path, FLAT[name](1000))
    [(status, out, _)] = commands(tmp_path, ["--output-format", "concise"])
    codes = [line.split()[1] for line in out.splitlines()]
    assert (status, codes) == (1, ["JIT101", "JIT412", "JIT101"])


@pytest.mark.parametrize("name", ENDS)
def test_what_stands_at_the_end_of_a_long_chain_is_found(name: str, tmp_path: Path) -> None:
    write(tmp_path, f"@jax.jit\ndef f(x, a=None, *b):\n    a = b\n    v = {ENDS[name](2_500)}")
    [(status, out, err)] = commands(tmp_path, ["--output-format", "concise"])
    codes = [line.split()[1] for line in out.splitlines()]
    assert (status, codes, err) == (1, ["JIT101", "JIT102", "JIT412", "JIT101"], "")


@pytest.mark.parametrize("name", ["defaults", "negations", "attributes", "lists"])
def test_what_is_too_deep_is_one_finding_in_every_report(name: str, tmp_path: Path) -> None:
    write(tmp_path, SHAPES[name](10_000))
    wishes = [["--output-format", each] for each in FORMATS]
    wishes += [["--write-baseline", "known.json"], ["--baseline", "known.json"]]
    *reports, wrote, compared = commands(tmp_path, *wishes)
    for status, out, err in reports:
        assert (status, err) == (1, "")
        assert all(code in out for code in ("JIT000", "JIT101", "JIT412"))
    assert [status for status, _, _ in (wrote, compared)] == [0, 1]  # it is never set aside
    assert "JIT101" not in compared[1]


@pytest.mark.parametrize("name", ["defaults", "negations", "sums"])
def test_other_files_are_fixed_and_silenced_all_the_same(name: str, tmp_path: Path) -> None:
    write(tmp_path, SHAPES[name](10_000))
    shown, fixed, silenced = commands(tmp_path, ["--diff"], ["--fix"], ["--add-noqa"])
    assert [status for status, _, _ in (shown, fixed, silenced)] == [1, 1, 0]
    assert "+leaves = jax.tree.leaves([1])" in shown[1]
    assert "tree.leaves" in (tmp_path / "old.py").read_text()
    assert "# noqa: JIT101" in (tmp_path / "step.py").read_text()


@pytest.mark.slow
@pytest.mark.parametrize("depth", [100, 1_000, 2_500, 10_000, 100_000])
@pytest.mark.parametrize(
    "name", dict.fromkeys([*NESTED, "attributes", "subscripts", "sums", "elifs"])
)
def test_no_depth_ends_the_interpreter(name: str, depth: int, tmp_path: Path) -> None:
    write(tmp_path, SHAPES[name](min(depth, MOST.get(name, depth))))
    wishes = (["--output-format", each] for each in ("concise", "sarif"))
    for status, out, _ in commands(tmp_path, *wishes, ["--diff"]):
        assert status == 1
        assert "tree" in out or "JIT412" in out
