"""Summaries of modules are stored: a change costs the modules that depend on it, no others."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import CheckRequest, CheckResult, check
from jitlint.incremental.summaries import SummaryCache

FILES = {
    "base.py": """
RATE = 0.1

def halve(x):
    return x / 2

def sign(x):
    return 1 if x > 0 else -1
""",
    "one.py": """
import jax
from house.base import halve

step = jax.jit(halve)
""",
    "two.py": """
import jax
from house import base

step = jax.jit(base.sign)
""",
    "three.py": """
import jax

def double(x):
    return x * 2

step = jax.jit(double)
""",
    "four.py": """
import jax
from house.three import step

def main(x):
    return step(x)
""",
}
Ask = Callable[..., tuple[CheckResult, int]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'house'\n")
    house = tmp_path / "house"
    house.mkdir()
    (house / "__init__.py").touch()
    for name, text in FILES.items():
        (house / name).write_text(text)
    return house


@pytest.fixture
def ask(house: Path, tmp_path: Path) -> Ask:
    """Returns a run, and how many modules were traced in it."""

    def run(*paths: Path, cached: bool = True) -> tuple[CheckResult, int]:
        traced: dict[str, int] = {}
        request = CheckRequest(cache=CacheStore(str(tmp_path / "cache")) if cached else None)
        asked = [str(path) for path in paths or (house,)]
        done = check(asked, request, lambda stage, _, total: traced.update({stage: total}))
        return done, traced.get("tracing", 0)

    return run


def test_without_a_change_no_module_is_traced(ask: Ask) -> None:
    cold, traced = ask()
    warm, again = ask()
    assert (traced, again) == (4, 0)
    assert [finding.code for finding in cold.findings] == ["JIT101"]
    assert (warm.findings, warm.counts) == (cold.findings, cold.counts)
    assert cold.findings == ask(cached=False)[0].findings


@pytest.mark.parametrize(("changed", "modules"), [("base", 2), ("one", 1), ("three", 2)])
def test_a_change_costs_those_that_rest_on_it(
    ask: Ask, house: Path, changed: str, modules: int
) -> None:
    ask()
    path = house / f"{changed}.py"
    path.write_text(f"{path.read_text()}\nMORE = 1\n")
    after, traced = ask()
    assert traced == modules
    assert after.findings == ask(cached=False)[0].findings


EDITS = [
    ("base", "return x / 2", "return x / 3", {"one"}),
    ("base", "return 1 if x > 0 else -1", "return x", {"two"}),
    ("base", "RATE = 0.1", "# the rate of all\nRATE = 0.1  # per step", {"one", "two"}),
    ("base", "\ndef halve", "\n# Halves.\n\n\ndef halve", set[str]()),
    ("one", "import jax\n", "import jax\nimport numpy\n", {"one"}),
    ("three", "return x * 2", "return x * 3", {"three", "four"}),
]


@pytest.mark.parametrize(("name", "old", "new", "traced"), EDITS)
def test_a_change_in_a_function_costs_those_that_look_into_it(
    ask: Ask, house: Path, name: str, old: str, new: str, traced: set[str]
) -> None:
    ask()
    path = house / f"{name}.py"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    after, count = ask()
    assert count == len(traced)
    assert after.findings == ask(cached=False)[0].findings


def test_what_is_said_of_a_function_moves_with_it(ask: Ask, house: Path) -> None:
    ask()
    path = house / "base.py"
    path.write_text(FILES["base.py"].replace("return x / 2", "y = x / 2\n    return y"))
    after, count = ask()
    assert count == 1
    assert [finding.at.row for finding in after.findings] == [9]
    assert after.findings == ask(cached=False)[0].findings


def test_versions_of_a_file_are_told_apart_however_many_there_were(ask: Ask, house: Path) -> None:
    path = house / "base.py"
    for divisor in (2, 3, 4, 2):
        path.write_text(FILES["base.py"].replace("/ 2", f"/ {divisor}"))
        assert ask()[0].findings == ask(cached=False)[0].findings
    assert ask()[1] == 0


def test_a_function_that_becomes_wrong_is_found_where_others_trace_it(
    ask: Ask, house: Path
) -> None:
    ask()
    path = house / "base.py"
    path.write_text(FILES["base.py"].replace("return x / 2", "return x / 2 if x > 0 else x"))
    rows = [finding.at.row for finding in ask(path)[0].findings]
    assert rows == [5, 8]


def test_a_caller_that_traces_no_more_takes_its_finding_along(ask: Ask, house: Path) -> None:
    ask()
    (house / "two.py").write_text("from house import base\n\nstep = base.sign\n")
    assert ask()[0].findings == ()


def test_a_flag_is_passed_by_a_caller_that_comes_later(ask: Ask, house: Path) -> None:
    (house / "three.py").write_text("""
import jax

@jax.jit
def double(x, loud=False):
    if loud:
        return -x
    return x * 2
""")
    (house / "four.py").write_text("from house.three import double\n\ndouble(1.0)\n")
    ask()
    (house / "four.py").write_text("from house.three import double\n\ndouble(1.0, loud=True)\n")
    after, _ = ask()
    assert after.findings == ask(cached=False)[0].findings
    assert "JIT101" in [f.code for f in after.findings if f.at.path.endswith("three.py")]


def test_a_module_that_comes_is_no_longer_a_library(ask: Ask, house: Path) -> None:
    (house / "one.py").write_text("""
import jax
from house.later import halve

step = jax.jit(halve)
""")
    ask()
    (house / "later.py").write_text("def halve(x):\n    return x / 2 if x > 0 else x\n")
    after, _ = ask()
    assert [f.at.path.rpartition("/")[2] for f in after.findings] == ["base.py", "later.py"]


def test_a_record_serves_whatever_its_file_is_named(
    ask: Ask, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    monkeypatch.chdir(house.parent)
    found, traced = ask(Path("house", "base.py"))
    assert traced == 0
    assert [finding.at.path for finding in found.findings] == ["house/base.py"]


def test_records_that_are_not_ours_are_made_anew(ask: Ask, tmp_path: Path) -> None:
    cold, _ = ask()
    for shelf in ("traces", "shapes"):
        for entry in (tmp_path / "cache" / shelf).iterdir():
            entry.write_bytes(b"\x93\x01")
    again, traced = ask()
    assert traced == 4
    assert again.findings == cold.findings


def test_one_file_alone_belongs_to_the_same_program(ask: Ask, house: Path, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "wheel.py").write_text("def turn(x):\n    return x if x > 0 else -x\n")
    (house / "one.py").write_text("import jax\nfrom wheel import turn\n\nstep = jax.jit(turn)\n")
    assert "wheel.py" in {f.at.path.rpartition("/")[2] for f in ask(tmp_path)[0].findings}
    assert ask(house / "one.py")[1] == 0
    (house / "one.py").write_text("import jax\nfrom wheel import turn\n\nstep = jax.grad(turn)\n")
    assert ask(house / "one.py")[1] == 1
    assert ask(tmp_path)[0].findings == ask(tmp_path, cached=False)[0].findings


def test_what_many_modules_do_takes_nothing_from_the_next(ask: Ask, house: Path) -> None:
    (house / "base.py").write_text("""
import jax

class Base:
    def run(self, x):
        return jax.jit(self.step)(x)
""")
    step = "def step(self, x):\n        return x if x > 0 else -x"
    for number in range(20):
        text = f"from house.base import Base\n\nclass Sub{number}(Base):\n    {step}\n"
        (house / f"sub{number}.py").write_text(text)
    found = {finding.at.path.rpartition("/")[2] for finding in ask()[0].findings}
    assert {f"sub{number}.py" for number in range(20)} <= found


CIRCLE = {
    "five.py": """
import jax
from house import six

WIDTH = six.width()

def is_strict():
    return False

step = jax.jit(lambda x: x * WIDTH)
""",
    "six.py": """
import jax
from house import five

STRICT = five.is_strict()

def width():
    return 3

@jax.jit
def step(x):
    if STRICT:
        if x > 0:
            return x
    return -x
""",
}


def test_a_circle_of_imports_is_begun_with_the_module_it_was_begun_with_before(
    ask: Ask, house: Path
) -> None:
    for name, text in CIRCLE.items():
        (house / name).write_text(text)
    assert "six.py" in str(ask()[0].findings)
    path = house / "six.py"
    path.write_text(path.read_text().replace("return -x", "return -x * 2"))
    after, count = ask()
    assert count == 1
    assert after.findings == ask(cached=False)[0].findings


ALPHA = """
import jax
from house.base import sign

@jax.jit
def alpha(a):
    return sign(a)
"""
BETA = ALPHA.replace("alpha", "beta").replace("(a)", "(b)")


@pytest.mark.parametrize(
    ("alpha", "beta", "old", "new"),
    [
        (ALPHA, BETA, "return sign(a)", "return a"),
        (ALPHA, BETA, "(a)", "(z)"),
        (ALPHA, f"{BETA}\nstart = beta(jax.numpy.ones(3))\n", "return sign(a)", "return -sign(a)"),
    ],
    ids=["no longer calls", "has another name", "came second before"],
)
def test_an_explanation_names_the_caller_that_a_run_without_a_cache_names(
    ask: Ask, house: Path, alpha: str, beta: str, old: str, new: str
) -> None:
    (house / "two.py").unlink()
    (house / "alpha.py").write_text(alpha)
    (house / "beta.py").write_text(beta)
    ask()
    (house / "alpha.py").write_text(alpha.replace(old, new))
    after, count = ask()
    assert count == 2
    assert after.findings == ask(cached=False)[0].findings
    assert ask()[1] == 0


BESIDE = {
    "base": """
import jax

@jax.jit
def step(x, trains):
    return x * 2 if trains else x
""",
    "calls": "import jax\nfrom base import step\n\nSIZE = 2\nstep(1.0, True)\n",
    "uses": "import jax\nfrom calls import SIZE\n\nstep = jax.jit(lambda x: x * SIZE)\n",
}


def test_what_an_executed_module_leads_to_is_told_where_nobody_asks_about_that_module(
    tmp_path: Path,
) -> None:
    for name, text in BESIDE.items():
        (tmp_path / f"{name}.py").write_text(text)

    def found(*names: str, cached: bool = True) -> list[str]:
        cache = CacheStore(str(tmp_path / "cache")) if cached else None
        paths = [str(tmp_path / f"{name}.py") for name in names]
        done = check(paths, CheckRequest(cache=cache))
        return [each.code for each in done.findings if each.at.path == paths[0]]

    assert found("base", "uses", cached=False) == ["JIT101"]
    assert found("base", "calls", "uses") == ["JIT101"]
    assert found("base", "uses") == ["JIT101"]


def test_what_an_execution_leads_to_stands_in_the_summary_of_that_module_alone(
    tmp_path: Path,
) -> None:
    for name, text in BESIDE.items():
        (tmp_path / f"{name}.py").write_text(text)
    store = CacheStore(str(tmp_path / "cache"))
    paths = {name: str(tmp_path / f"{name}.py") for name in BESIDE}
    check([*paths.values()], CheckRequest(cache=store))
    summaries = SummaryCache(store, ())
    made = {name: summary for name, at in paths.items() if (summary := summaries.find(at))}
    assert [*made] == [*BESIDE]
    assert [name for name, each in made.items() if each.findings] == ["calls"]


def test_a_module_that_comes_is_seen_through_one_that_has_looked_for_it(tmp_path: Path) -> None:
    (tmp_path / "looks.py").write_text("import jax\nimport extra\n\nhelper = extra.helper\n")
    (tmp_path / "uses.py").write_text(
        "import jax\nfrom looks import helper\n\nstep = jax.jit(helper)\n"
    )

    def found(*, cached: bool = True) -> list[str]:
        cache = CacheStore(str(tmp_path / "cache")) if cached else None
        done = check([str(tmp_path)], CheckRequest(cache=cache))
        return [each.at.path for each in done.findings]

    assert found() == []
    (tmp_path / "extra.py").write_text("def helper(x):\n    return x if x > 0 else -x\n")
    assert found() == found(cached=False) == [str(tmp_path / "extra.py")]
