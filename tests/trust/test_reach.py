"""A module is traced where a name that comes from JAX reaches it, and nowhere else."""

import io
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from jitlint.check.api import check
from jitlint.config.resources import Resources
from jitlint.config.settings import Settings
from jitlint.interpreter import interpreter, waiting
from jitlint.interpreter.domain.limits import CLASS_ORDER
from jitlint.interpreter.eval import calls
from jitlint.project import relevance
from jitlint.project.outline import Outline
from jitlint.project.program import Unit
from jitlint.project.relevance import relevant
from jitlint.project.units import pattern_of
from jitlint.report import statistics

WORDS = pattern_of(["jax", "flax"])
LIBRARY = """\
import jax

def run(f, x):
    return jax.jit(f)(x)

def plain(x):
    return x

def guarded(x):
    return x if FLAG else run(plain, x)

FLAG = False
"""


def reached(texts: Mapping[str, str]) -> set[str]:
    """Returns the modules that tracing can reach; a name that ends in `.__init__` is a package."""
    units, contents = list[Unit](), dict[str, str]()
    for path, text in texts.items():
        name = path.removesuffix(".__init__")
        units.append(Unit(name, path.replace(".", "/") + ".py", ""))
        contents[name] = text
    found = relevant(units, contents, WORDS)
    assert set(found) == set(relevant(units[::-1], contents, WORDS))
    return set(found)


@pytest.mark.parametrize(
    "text",
    [
        "# import jax\n",
        '"""For users of JAX:\n\nimport jax\n"""\n',
        "def f():\n    '''\n    from jax import jit\n    '''\n",
        "BACKENDS = ['numpy', 'jax']\n",
        "def uses(jax):\n    return jax.numpy\n",
        "import jaxtyping\n",
        "from . import jax_free\n",
    ],
)
def test_a_word_in_a_comment_or_a_string_wakes_nothing(text: str) -> None:
    assert reached({"a": text, "b": "from a import *\nimport a\n"}) == set()


@pytest.mark.parametrize(
    "text",
    [
        "import jax\n",
        "import os, jax.numpy as jnp\n",
        "import os; import jax\n",
        "if True: import jax\n",
        "try:\n    from jax import jit\nexcept ImportError:\n    jit = None\n",
        "def f():\n    import jax\n",
        "from jax import (  # what we need\n    jit,\n)\n",
        "from jax \\\n    import jit\n",
        "import os, \\\n    jax\n",
        "from flax import linen as nn\n",
        "jax = importlib.import_module('jax')\n",
        "jax = __import__('jax')\n",
        "jnp = pytest.importorskip('jax.numpy')\n",
        "jax = sys.modules['jax']\n",
    ],
)
def test_an_import_of_any_form_wakes_its_module(text: str) -> None:
    assert reached({"a": text}) == {"a"}


@pytest.mark.parametrize(
    "user",
    [
        "from pkg.lib import run\nrun(print, 1)\n",
        "from pkg.lib import run as go\ndef f(x):\n    return go(f, x)\n",
        "from pkg.lib import *\nrun(print, 1)\n",
        "from .lib import guarded\nclass A:\n    def f(self, x):\n        return guarded(x)\n",
        "import pkg.lib\npkg.lib.run(print, 1)\n",
        "import pkg\npkg.lib.run(print, 1)\n",
        "import pkg.lib as lib\nlib.run(print, 1)\n",
        "from pkg import lib\nlib.run(print, 1)\n",
        "from pkg import exported\nexported(print, 1)\n",
        "import pkg\npkg.exported(print, 1)\n",
        "from pkg import again\nagain.lib.run(print, 1)\n",
        "import pkg.again\npkg.again.lib.run(print, 1)\n",
        "from pkg.lib import jax\nf = jax.jit(print)\n",
        "from pkg.lib import FLAG\nFLAG.append(1)\n",
        "from pkg import lib\ndef switch():\n    lib.FLAG = True\n",
        "from pkg.lib import plain\nplain.attribute = 1\n",
        "@decorated(\n    by=1,\n)\ndef f(x):\n    from pkg.lib import run\n    run(f, x)\n",
    ],
)
def test_who_uses_what_brings_tracing_or_changes_what_it_reads_is_reached(user: str) -> None:
    package = {
        "pkg.__init__": "from .lib import run as exported\n__all__ = ['exported', 'plain']\n",
        "pkg.lib": LIBRARY,
        "pkg.again": "from . import lib\n",
        "pkg.user": user,
    }
    assert reached(package) == {"pkg.lib", "pkg.user"}


@pytest.mark.parametrize(
    "user",
    [
        "from pkg.lib import plain\nplain(1)\n",
        "from pkg.lib import plain\ndef run(f):\n    return plain(f)\n",
        "import pkg.lib\npkg.lib.plain(1)\n",
        "from pkg import *\nplain(1)\n",
        "from pkg.lib import run\n",
    ],
)
def test_who_only_uses_what_is_beside_it_is_not(user: str) -> None:
    package = {
        "pkg.__init__": "from .lib import plain, run\n__all__ = ['plain', 'run']\n",
        "pkg.lib": LIBRARY,
        "pkg.user": user,
    }
    assert reached(package) == {"pkg.lib"}


def test_a_definition_passes_on_what_it_uses_and_its_neighbours_do_not() -> None:
    between = "from lib import run\ndef a(x):\n    return run(b, x)\n\ndef b(x):\n    return x\n"
    texts = {"lib": LIBRARY, "between": between, "first": "import between\nbetween.a(1)\n"}
    assert reached(texts | {"last": "import between\nbetween.b(1)\n"}) == {
        "lib",
        "between",
        "first",
    }


def test_a_class_passes_tracing_on_to_those_that_derive_from_it() -> None:
    base = "import jax\nclass Base:\n    def fit(self, x):\n        return jax.jit(self.step)(x)\n"
    derived = "from base import Base\nclass Mine(Base):\n    def step(self, x):\n        return x\n"
    assert reached({"base": base, "derived": derived}) == {"base", "derived"}


def chain(length: int) -> dict[str, str]:
    passed = "from m{before} import f{before}\ndef f{n}(x):\n    return f{before}(x)\n"
    texts = {f"m{n}": passed.format(n=n, before=n - 1) for n in range(length, 0, -1)}
    return texts | {"m0": "import jax\nf0 = jax.jit(abs)\n"}


def work(texts: Mapping[str, str]) -> int:
    """Returns how many instructions Python carries out to find the modules that are reached."""
    units, count = [Unit(name, f"{name}.py", "") for name in texts], 0

    def look(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return look

    relevant(units, texts, WORDS)
    sys.settrace(look)
    try:
        assert len(relevant(units, texts, WORDS)) == len(texts)
    finally:
        sys.settrace(None)
    return count


def test_a_chain_of_imports_is_woken_in_linear_work() -> None:
    assert work(chain(400)) < 2.1 * work(chain(200))


def test_a_finding_far_from_jax_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib.py").write_text(LIBRARY)
    (tmp_path / "again.py").write_text("from lib import run, plain\n")
    bad = "def f(x):\n    if x > 0:\n        return x\n    return 0\n"
    (tmp_path / "user.py").write_text(f"import again\n{bad}again.run(f, 1.0)\n")
    (tmp_path / "other.py").write_text(f"import again\n{bad}again.plain(f)\n")
    monkeypatch.chdir(tmp_path)
    found = check(["."], Settings(["."], resources=Resources(cached=False))).findings
    assert [(Path(finding.at.path).name, finding.code) for finding in found] == [
        ("user.py", "JIT101")
    ]


@pytest.mark.parametrize("as_json", [False, True])
def test_what_a_budget_leaves_out_is_said_in_the_statistics(
    as_json: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "EVALUATIONS", 100)
    long = "def f(x):\n" + "    x = x + 1\n" * 100
    short = "@jax.jit\ndef g(x):\n    return float(x)\n"
    (tmp_path / "a.py").write_text(f"import jax\n{long}{short}")
    monkeypatch.chdir(tmp_path)
    run, told = check(["."], Settings(["."], resources=Resources(cached=False))), io.StringIO()
    statistics(run, told, as_json=as_json)
    assert "JIT102" in told.getvalue()
    last = told.getvalue().splitlines()[-1]
    assert '"left-out"' in told.getvalue() if as_json else last == "1\t\tleft-out"


def test_a_module_has_a_budget_too_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "MODULE_EVALUATIONS", {True: 1_000, False: 3_000})
    body = "    x = x + 1\n" * 50
    many = "".join(f"def f{n}(x):\n{body}" for n in range(20))
    short = "@jax.jit\ndef g(x):\n    return float(x)\n"
    (tmp_path / "a.py").write_text(f"import jax\n{short}{many}")
    (tmp_path / "b.py").write_text(f"import jax\n{short}")
    monkeypatch.chdir(tmp_path)
    run = check(["."], Settings(["."], resources=Resources(cached=False)))
    assert [finding.code for finding in run.findings] == ["JIT102", "JIT102"]
    assert 0 < run.counts.left_out < 20
    assert all("its module takes too many steps" in note for note in run.notes)


def test_calls_too_deep_to_be_followed_are_counted_once_each_and_told_to_no_one_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "CALL_DEPTH", 20)
    links = (f"def f{n}(x):\n    return f{n + 1}(x)\n" for n in range(30))
    last = "def f30(x):\n    return float(x)\nf = jax.jit(f0)\ng = jax.jit(f25)\n"
    (tmp_path / "a.py").write_text(f"import jax\n{''.join(links)}{last}")
    monkeypatch.chdir(tmp_path)
    run = check(["."], Settings(["."], resources=Resources(cached=False)))
    assert [finding.code for finding in run.findings] == ["JIT102"]
    assert run.counts.left_out == 1
    assert not run.notes


def test_a_module_that_uses_a_large_library_outside_of_traces_is_traced_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interpreter, "EVALUATIONS", 1_000)
    monkeypatch.setattr(calls, "FOLLOWED", 500)
    body = "    x = x + 1\n" * 30
    many = "".join(f"def f{n}(x):\n{body}" for n in range(20))
    used = "".join(f"lib.f{n}(1)\n" for n in range(20))
    (tmp_path / "lib.py").write_text(many)
    last = "@jax.jit\ndef g(x):\n    return float(x)\n"
    (tmp_path / "a.py").write_text(f"import jax\nimport lib\n{used}{last}")
    run = check([str(tmp_path)], Settings([str(tmp_path)], resources=Resources(cached=False)))
    assert [finding.code for finding in run.findings] == ["JIT102"]
    assert not run.notes
    assert run.counts.left_out


@pytest.mark.parametrize(("classes", "left_out"), [(CLASS_ORDER, 0), (2 * CLASS_ORDER, 1)])
def test_a_class_with_too_many_above_it_is_counted(
    tmp_path: Path, classes: int, left_out: int
) -> None:
    chain = "".join(f"class B{n}(B{n - 1}): pass\n" for n in range(1, classes))
    last = "@jax.jit\ndef f(x):\n    return float(x)\n"
    (tmp_path / "a.py").write_text(f"import jax\nclass B0: pass\n{chain}{last}")
    settings = Settings([str(tmp_path)], resources=Resources(cache_dir=str(tmp_path / "cache")))
    run, told = check([str(tmp_path)], settings), io.StringIO()
    again = check([str(tmp_path)], settings)
    statistics(run, told, as_json=False)
    assert [finding.code for finding in run.findings] == ["JIT102"]
    assert run.counts.left_out == again.counts.left_out == left_out
    assert ("left-out" in told.getvalue()) == bool(left_out)
    assert not run.notes


def test_a_call_in_two_hundred_others_is_followed(tmp_path: Path) -> None:
    links = (f"def f{n}(x):\n    return f{n + 1}(x)\n" for n in range(198))
    last = "def f198(x):\n    return float(x)\nf = jax.jit(f0)\n"
    (tmp_path / "a.py").write_text(f"import jax\n{''.join(links)}{last}")
    run = check([str(tmp_path)], Settings([str(tmp_path)], resources=Resources(cached=False)))
    assert [finding.code for finding in run.findings] == ["JIT102"]
    assert not run.counts.left_out


def importing(users: int) -> dict[str, str]:
    """Returns ten modules that use JAX, and some that import names of one which JAX is not in."""
    direct = {f"direct{number}": LIBRARY for number in range(10)}
    others = {f"user{number}": "from direct0 import plain\n" for number in range(users)}
    through = {"through": "from user0 import plain\n", "apart": "import os\n"}
    return {**direct, **others, **through}


def test_where_few_modules_are_left_all_are_taken_that_import_what_uses_jax() -> None:
    directs = {f"direct{number}" for number in range(10)}
    assert reached({**importing(0), "through": "from direct0 import plain\n"}) == {
        *directs,
        "through",
    }
    assert reached(importing(8)) == directs


def test_where_few_modules_are_left_no_definition_is_looked_into(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = list[str]()
    outlined = relevance.outline_of

    def count(unit: Unit, text: str, words: re.Pattern[str]) -> Outline:
        looked.append(unit.name)
        return outlined(unit, text, words)

    monkeypatch.setattr(relevance, "outline_of", count)
    reached({**importing(0), "through": "from direct0 import plain\n"})
    assert not looked
    reached(importing(8))
    assert looked


@pytest.mark.parametrize(
    "texts",
    [
        {"one": "from direct0 import plain as f\n", "through": "from one import f\n"},
        {"pack.__init__": "from direct0 import *\n", "through": "import pack.apart\n"},
        {"pack.one": "import direct0\n", "through": "import pack\n"},
        {"pack.one": "import direct0\n", "through": "from pack import one\n"},
    ],
)
def test_what_imports_it_indirectly_is_among_these(texts: Mapping[str, str]) -> None:
    many = {f"direct{number}": LIBRARY for number in range(40)}
    assert "through" in reached({**many, **texts})
