"""Each page of the site is run as a reader would: its files written, its commands typed."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from hooks import WHO

from jitlint.core.rule_pages import BASE, rule_page
from jitlint.rules import all_rules
from tools.site import jax_messages, verdicts
from tools.site.rule_pages import MESSAGES, VERDICTS
from tools.site.transcripts import agrees, differences

ROOT = Path(__file__).parents[2]
PAGES = sorted(str(page.relative_to(ROOT / "docs")) for page in (ROOT / "docs").rglob("*.md"))
INSTALLS = "start.md"
RUN_JAX = ("index.md", "tutorial.md", "guides/verification.md", "guides/runs.md")
WITHOUT = ("architecture.md",)  # its one block is a picture


def page_param(name: str) -> object:
    return pytest.param(name, marks=pytest.mark.slow if name in RUN_JAX else ())


@pytest.mark.parametrize("name", [page_param(n) for n in PAGES if n not in (INSTALLS, *WITHOUT)])
def test_a_page_says_what_happens(name: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert list(differences(text, tmp_path, {})) == []


@pytest.mark.slow
def test_who_follows_start_gets_a_hook_that_fails_and_then_passes(tmp_path: Path) -> None:
    """pip and pre-commit install this jitlint, because a constraint says where it is."""
    settings = {f"GIT_{role}_{key}": WHO[key] for role in ("AUTHOR", "COMMITTER") for key in WHO}
    settings |= {"PRE_COMMIT_HOME": str(tmp_path / "hooks"), "PRE_COMMIT_COLOR": "never"}
    settings["PIP_CONSTRAINT"] = str(constraint(tmp_path))
    settings["PIP_QUIET"] = "2"  # no warnings of a mirror that this machine may use
    folder = tmp_path / "fresh"
    folder.mkdir()
    text = (ROOT / "docs" / INSTALLS).read_text("utf-8")
    path = os.pathsep.join([str(Path(sys.base_prefix, "bin")), os.environ["PATH"]])
    assert list(differences(text, folder, settings | {"PATH": path})) == []


def constraint(folder: Path) -> Path:
    """Builds a wheel of this jitlint, and returns a file that names it to pip."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True)
    [wheel] = folder.glob("jitlint-*.whl")
    (folder / "constraint.txt").write_text(f"jitlint @ {wheel.as_uri()}\n")
    return folder / "constraint.txt"


def test_a_page_that_says_something_else_is_found(tmp_path: Path) -> None:
    [told] = differences("```console\n$ echo one\ntwo\n```\n", tmp_path, {})
    assert told == "$ echo one\none\n\nthe page says:\ntwo\n"
    [told] = differences("```python\nprint(1)\n```\n", tmp_path, {})
    assert told.startswith("neither a file nor a command")
    assert agrees("one\n...\nfour ...", "one\ntwo\nthree\nfour five\n")
    assert not agrees("one\n...\nfour", "one\ntwo\n")


@pytest.mark.slow
def test_the_site_has_the_page_that_a_report_names(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for rule in all_rules():
        page = tmp_path / rule_page(rule.code).removeprefix(BASE) / "index.html"
        text = page.read_text("utf-8")
        assert all(word in text for word in (rule.code, rule.name, ">Bad", ">Good"))


@pytest.mark.slow
def test_what_the_site_quotes_is_what_jax_says() -> None:
    written = json.loads(MESSAGES.read_text("utf-8"))
    if written["jax"] != version("jax"):
        pytest.skip(f"the messages are those of jax {written['jax']}")
    assert jax_messages.messages() == written["messages"]


@pytest.mark.slow
def test_the_verdicts_that_the_site_shows_are_given() -> None:
    written = json.loads(VERDICTS.read_text("utf-8"))
    if written["jax"] != version("jax"):
        pytest.skip(f"the verdicts are those of jax {written['jax']}")
    given = verdicts.verdicts()
    assert {code: said[0].partition(":")[0] for code, said in given.items()} == {
        code: said[0].partition(":")[0] for code, said in written["verdicts"].items()
    }
