"""Where modules are looked for: in what is installed, and by guarded code where the user says."""

import os
import sys
from pathlib import Path

import pytest
from command import jitlint

from jitlint.core.search_path import HOME, STANDARD_LIBRARY, Outside, environment, given

ASKED = """\
import jax
from helped import convert

step = jax.jit(convert)
"""
HELPED = "def convert(x):\n    return float(x)\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with directories of its own, in one of which somebody works."""
    folder = tmp_path / "project"
    for name in ("src", "work", "vendor", ".venv/lib/site-packages"):
        (folder / name).mkdir(parents=True)
    (folder / ".git").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "work")
    return folder


def left_of(entries: list[str], monkeypatch: pytest.MonkeyPatch, *paths: str) -> list[str]:
    """Returns where modules are looked for while jitlint is at work."""
    monkeypatch.setattr(sys, "path", entries)
    with Outside(paths):
        left = sys.path[:]
    assert sys.path == entries
    return left


def test_nothing_of_the_repository_is_looked_in(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ["", os.curdir, "work", str(project), str(project / "src"), str(project / "vendor")]
    assert left_of(own, monkeypatch) == []


def test_what_is_installed_is(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = str(project / ".venv" / "lib" / "site-packages")
    installed = [STANDARD_LIBRARY, os.path.join(STANDARD_LIBRARY, "lib-dynload"), inside]
    elsewhere = str(project.parent / "elsewhere")
    kept = [*installed, elsewhere, HOME]
    assert left_of([str(project), *kept], monkeypatch) == kept


def test_the_repository_of_what_is_checked_counts_too(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent / "elsewhere")
    entries = [str(project / "src")]
    assert left_of(entries, monkeypatch) == entries
    assert left_of(entries, monkeypatch, str(project / "work" / "missing.py")) == entries
    (project / "work" / "a.py").touch()
    for path in (project, project / "work", project / "work" / "a.py"):
        assert left_of(entries, monkeypatch, os.path.relpath(path)) == []


def test_a_directory_is_known_by_whatever_link_leads_to_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = project.parent / "link"
    link.symlink_to(project / "src")
    assert left_of([str(link)], monkeypatch) == []


def test_a_new_process_looks_where_this_one_does(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = str(project.parent / "elsewhere")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(["", "../src", elsewhere]))
    entries = given()
    assert entries == [str(project / "work"), str(project / "src"), elsewhere]
    monkeypatch.setattr(sys, "path", entries)
    with Outside():
        inherited = environment()
    assert (inherited["PYTHONPATH"], inherited["PYTHONSAFEPATH"]) == (elsewhere, "1")
    monkeypatch.setenv("PYTHONPATH", "../src")
    with Outside():
        assert "PYTHONPATH" not in environment()


@pytest.mark.slow
def test_guarded_code_is_imported_from_where_the_user_has_python_look(project: Path) -> None:
    (project / "work" / "asked.py").write_text(ASKED)
    (project / "vendor" / "helped.py").write_text(HELPED)
    words = ("verify", "--no-cache", "asked.py", "../vendor")
    found = jitlint(project / "work", *words, PYTHONPATH="../vendor")
    assert "confirmed by jax" in found.stdout, found.stdout + found.stderr
    assert "inconclusive" in jitlint(project / "work", *words).stdout
