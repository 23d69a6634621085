"""The house keeps its own rules: sizes, names, import direction, and what is imported when."""

import ast
import re
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from jitlint.rules import all_rules

ROOT = Path(__file__).parent.parent
PACKAGE = sorted((ROOT / "jitlint").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
OF_LIBCST = "transform_module_impl"  # the method that a codemod has to define
UNWANTED = re.compile(r"(^|_)(utils?|helpers?|common|manager|misc|impl)($|_)")
IN_THE_USERS_INTERPRETER = "jitlint.verify.runtime"


def length(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yields the name of each function in a file, and how many lines it takes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno
            yield f"{path.relative_to(ROOT)}: {node.name}", node.end_lineno - node.lineno + 1


def test_no_file_is_longer_than_400_lines() -> None:
    assert [str(path) for path in (*PACKAGE, *TESTS) if length(path) > 400] == []


def test_no_function_is_longer_than_60_lines() -> None:
    sizes = [size for path in (*PACKAGE, *TESTS) for size in functions(path)]
    assert [name for name, lines in sizes if lines > 60] == []


def test_most_functions_are_short() -> None:
    sizes = sorted(lines for path in PACKAGE for _, lines in functions(path))
    assert statistics.median(sizes) <= 8
    assert statistics.quantiles(sizes, n=10)[-1] <= 30


def test_no_file_or_function_has_a_name_that_says_nothing() -> None:
    names = [path.stem for path in (*PACKAGE, *TESTS)]
    names += [name.partition(": ")[2] for path in PACKAGE for name, _ in functions(path)]
    assert [name for name in names if UNWANTED.search(name) and name != OF_LIBCST] == []


def test_every_module_says_its_place_in_one_sentence() -> None:
    openings = {path: ast.get_docstring(ast.parse(path.read_text("utf-8"))) for path in PACKAGE}
    silent = [str(path) for path, text in openings.items() if not text and length(path)]
    assert silent == []
    firsts = {path: text.split("\n\n")[0] for path, text in openings.items() if text}
    assert [str(path) for path, text in firsts.items() if text[-1] not in ".:`"] == []


def test_the_words_are_false_alarm_and_missed_alarm() -> None:
    wrong = re.compile(r"false[ _-](positive|negative)", re.IGNORECASE)
    texts = [*PACKAGE, *TESTS, *ROOT.glob("*.md"), *(ROOT / "fixtures").rglob("*.py")]
    assert [
        str(p) for p in texts if p != Path(__file__) and wrong.search(p.read_text("utf-8"))
    ] == []


def test_imports_keep_their_direction() -> None:
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    done = _python(program)
    assert done.returncode == 0, done.stdout


def test_all_that_lints_can_be_imported_without_jax() -> None:
    program = """
import importlib, pkgutil, sys

class NoJax:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("jax", "jaxlib"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoJax())
import jitlint
names = [module.name for module in pkgutil.walk_packages(jitlint.__path__, "jitlint.",)]
wanted = [name for name in names if not name.startswith(sys.argv[1]) and "__main__" not in name]
for name in wanted:
    importlib.import_module(name)
print(len(wanted))
"""
    done = _python(program, IN_THE_USERS_INTERPRETER)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_a_quick_answer_imports_nothing_heavy(word: str) -> None:
    program = f"""
import sys, jitlint.cli
try:
    jitlint.cli.main([{word!r}])
finally:
    heavy = ("jax", "jaxlib", "numpy", "msgspec") + ("rich",) * ({word!r} != "--help")
    print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    done = _python(program)
    assert done.returncode == 0
    assert done.stderr == "[]\n"


def test_linting_imports_no_jax(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("import jax\n\n\n@jax.jit\ndef f(x):\n    return x if x > 0 else -x\n")
    program = """
import sys, jitlint.cli
assert jitlint.cli.main([sys.argv[1]]) == 1
heavy = ("jax", "jaxlib", "numpy", "libcst")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    done = _python(program, str(file))
    assert done.returncode == 0
    assert done.stderr == "[]\n"


def test_every_rule_has_its_own_code_name_and_page() -> None:
    rules = all_rules()
    assert rules
    for words in ([rule.code for rule in rules], [rule.name for rule in rules]):
        assert [word for word, times in Counter(words).items() if times > 1] == []
    for rule in rules:
        assert re.fullmatch(r"JIT\d{3}", rule.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
        assert rule.manual.count("\nBad:\n") == rule.manual.count("\nGood:\n") > 0


def test_the_readme_holds_the_two_commands_and_the_picture() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    first, second = re.findall(r"^python3 -m venv .*$", text, re.MULTILINE)
    assert first.endswith(" --verify fixtures/tutorial.py")
    assert second.endswith(" && .venv/bin/pytest")
    [picture] = re.findall(r"!\[.+\]\((.+)\)", text)
    assert "jitlint explain JIT101" in _words((ROOT / picture).read_text("utf-8"))


def _words(svg: str) -> str:
    return re.sub(r"<[^>]+>", "", svg).replace("&#160;", " ")


def _python(program: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_class_name_means_one_thing() -> None:
    """Twice are those of syntax that have a value, and those that both sides of a process know."""
    names = Counter(
        node.name
        for path in PACKAGE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    twice = {name for name, count in names.items() if count > 1}
    assert twice == {"Class", "Function", "Rewritten", "Verdict"}
