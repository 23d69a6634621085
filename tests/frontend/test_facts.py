"""Facts are a pure function of a text; what cannot be read is one clear problem."""

import gc
import subprocess
import sys
import warnings
from pathlib import Path

import msgspec
import pytest
from real_files import real_files

from jitlint.core.source import Problem, Source
from jitlint.frontend.decode import load
from jitlint.frontend.facts import quick_syntax_check, read
from jitlint.frontend.ir import Facts

BROKEN = [
    ("x = (1\ny = 2\n", "'(' was never closed", 1, 5),
    ("x = 1\n\ndef f(:\n", "invalid syntax", 3, 7),
    ("if x:\npass\n", "expected an indented block after 'if' statement on line 1", 2, 1),
    ("a\n  b\n", "unexpected indent", 2, 2),
    ("x = 'a\n", "unterminated string literal (detected at line 1)", 1, 5),
    ("é = 'ü' 1\n", "invalid syntax", 1, 9),
    ('x = "a" b"c"\n', "cannot mix bytes and nonbytes literals", 1, 13),
    ('print "x"\n', "Missing parentheses in call to 'print'. Did you mean print(...)?", 1, 1),
]
DEEP = {
    "sums": "x = " + "+".join(["1"] * 1000),
    "calls": "x = f" + "()" * 1000,
    "attributes": "x = a" + ".b" * 1000,
    "elifs": "if a: pass\n" + "elif a: pass\n" * 2000,
    "300 parentheses": "x = " + "(" * 300 + "1" + ")" * 300,
    "5000 parentheses": "x = " + "(" * 5000 + "1" + ")" * 5000,
    "5000 open brackets": "[" * 5000,
    "lambdas": "x = " + "lambda: " * 5000 + "1",
    "blocks": "".join(" " * depth + "if a:\n" for depth in range(300)) + " " * 300 + "pass",
    "functions": "".join(" " * depth + "def f():\n" for depth in range(99)) + " " * 99 + "pass",
    "negations": "x = " + "not " * 1000 + "y",
    "one long string": "x = (" + '"a"\n' * 5000 + ")",
}


@pytest.mark.parametrize(("text", "sentence", "row", "column"), BROKEN)
def test_a_syntax_error_is_a_problem_with_its_place(
    text: str, sentence: str, row: int, column: int
) -> None:
    problem = Problem("some.py", f"cannot be parsed: {sentence}", row, column)
    assert read(Source("some.py", text)) == problem
    assert quick_syntax_check(Source("some.py", text)) == problem


def test_a_syntax_error_in_a_notebook_names_cell_and_row() -> None:
    source = Source("some.ipynb", "a = 1\nb = 2\nif a:\npass\n", ((0, 1), (1, 4)))
    sentence = "expected an indented block after 'if' statement on line 2 of cell 4"
    message = f"cannot be parsed in cell 4, row 3: {sentence}"
    assert read(source) == Problem("some.ipynb", message, 3, 1, 4)


NEWER = [
    ("type X[T] = list[T]\n", (3, 12)),
    ("type = 1\ntype X = int\n", (3, 12)),
    ("def f[T](x: T): ...\n", (3, 12)),
    ("class A[*Ts]: ...\n", (3, 12)),
    ("f'{x[\"a\"]}' f'{y['b']}'\n", (3, 12)),
    ("async def f[T = int](x: T): ...\n", (3, 13)),
    ("t'{x}'\n", (3, 14)),
    ("try: a\nexcept B, C: d\n", (3, 14)),
]


@pytest.mark.parametrize(("text", "since"), NEWER)
def test_syntax_of_a_newer_python_is_read_by_libcst_and_else_a_problem_that_says_so(
    text: str, since: tuple[int, int]
) -> None:
    source = Source("some.py", text, reader="ast")
    assert isinstance(read(Source("some.py", text)), Facts)
    result = read(source)
    if sys.version_info >= since:
        assert isinstance(result, Facts)
        return
    assert isinstance(result, Problem)
    running, newer = (".".join(map(str, version)) for version in (sys.version_info[:2], since))
    said = f" (jitlint runs in Python {running}; this may be syntax of Python {newer})"
    assert result.message.endswith(said)
    assert quick_syntax_check(source) == result


@pytest.mark.parametrize("reader", ["auto", "libcst"])
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_read_or_refused_but_never_crashes(text: str, reader: str) -> None:
    result = subprocess.run(
        [sys.executable, "-c", READ_STANDARD_INPUT, reader],
        check=False,
        input=text,
        capture_output=True,
        text=True,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.strip() in ("Facts", "Problem")


READ_STANDARD_INPUT = """
import sys
from jitlint.frontend.facts import read
from jitlint.frontend.decode import Source
print(type(read(Source("some.py", sys.stdin.read(), reader=sys.argv[1]))).__name__)
"""


@pytest.mark.parametrize("name", ["sums", "calls", "attributes", "elifs", "negations"])
def test_a_chain_that_python_can_parse_is_read(name: str) -> None:
    assert isinstance(read(Source("some.py", DEEP[name])), Facts)


def test_what_is_too_deep_is_said_in_plain_words() -> None:
    problem = read(Source("some.py", DEEP["lambdas"]))
    assert problem == Problem("some.py", "is nested too deeply to be read")


@pytest.mark.parametrize("path", real_files(20), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_facts_of_a_real_file_survive_a_cache(path: Path) -> None:
    source = load(str(path))
    assert isinstance(source, Source)
    facts = read(source)
    assert isinstance(facts, Facts)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Facts) == facts


def test_numbers_and_strings_survive_a_cache_as_they_are() -> None:
    text = "1; 1.0; True; 'a'; None; 18446744073709551615; 99999999999999999999; 1e999; '\\ud800'\n"
    facts = read(Source("some.py", text))
    assert isinstance(facts, Facts)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Facts)
    assert repr(again) == repr(facts)


def test_an_empty_file_has_facts() -> None:
    for text in ("", "\n", "# only this", "pass"):
        facts = read(Source("some.py", text))
        assert isinstance(facts, Facts)
        assert (facts.body, facts.functions, facts.hashes.functions) == ((), 0, ())


def test_reading_is_silent_about_what_python_warns_of() -> None:
    source = Source("some.py", "'\\d'; 1 is 1; assert (x, 'y'); 1or 1\n")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(read(source), Facts)
        assert quick_syntax_check(source) is None


@pytest.mark.parametrize("text", ["x = 1\n", "x = (\n"])
def test_the_garbage_collector_is_left_as_it_was(text: str) -> None:
    read(Source("some.py", text))
    assert gc.isenabled()
    gc.disable()
    try:
        read(Source("some.py", text))
        assert not gc.isenabled()
    finally:
        gc.enable()
