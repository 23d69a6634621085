"""One project, one list of findings: every host tells the same ones, at the same places."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from command import environment, jitlint, write_project
from editor import Editor, make_client
from hooks import pre_commit, ship, use_hook
from lsprotocol import types
from pytest_lsp import client_capabilities

PROJECTS = Path(__file__).parents[2] / "fixtures" / "projects"
CELLS = (
    ("markdown", "# A study"),
    ("python", "%matplotlib inline\nimport jax"),
    ("python", 'def relu(x):\n    "😀"; return x if x > 0 else 0.0'),
    ("python", "step = jax.jit(relu)"),
)
HEADLINE = re.compile(r"(?:\./)?([^\s:]+):(?:cell (\d+):)?(\d+):(\d+): (JIT\d{3}) (.*)")
Told = tuple[str, int, int, int, str, str]
"""Path, cell (0 in a file of Python), row, column, code and message of a finding."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A package with a finding owed to another file, three single files, and a notebook."""
    shutil.copytree(PROJECTS / "training", tmp_path, dirs_exist_ok=True)
    write_project(tmp_path)
    make = {"markdown": nbformat.v4.new_markdown_cell, "python": nbformat.v4.new_code_cell}
    cells = [make[kind](text) for kind, text in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "study.ipynb")
    return tmp_path


def told_by_json(project: Path) -> list[Told]:
    items = json.loads(jitlint(project, "--output-format", "json", ".").stdout)
    return [
        (
            Path(item["filename"]).relative_to(project.resolve()).as_posix(),
            item["cell"] or 0,
            item["location"]["row"],
            item["location"]["column"],
            item["code"],
            item["message"],
        )
        for item in items
    ]


def told_by_text(project: Path) -> list[Told]:
    return headlines(jitlint(project, "--output-format", "text", ".").stdout)


def told_by_concise(project: Path) -> list[Told]:
    return headlines(jitlint(project, "--output-format", "concise", ".").stdout)


def told_by_flake8(project: Path) -> list[Told]:
    done = subprocess.run(
        [sys.executable, "-m", "flake8", "--select", "JIT"],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return headlines(done.stdout)


def told_by_pre_commit(project: Path) -> list[Told]:
    beside = [project.parent / f"{project.name}-{name}" for name in ("shipped", "home")]
    for folder in beside:
        folder.mkdir()
    use_hook(project, beside[0], ship(beside[0]), "jitlint")
    return headlines(pre_commit(project, beside[1], "--all-files")[1])


def told_by_server(project: Path) -> list[Told]:
    return asyncio.run(_told_by_server(project))


async def _told_by_server(project: Path) -> list[Told]:
    client = make_client()
    await client.start_io(sys.executable, "-m", "jitlint", "server")
    capabilities = client_capabilities("visual-studio-code")
    await client.initialize_session(types.InitializeParams(capabilities=capabilities))
    editor = Editor(client)
    shown = {await editor.open(file): (file, 0) for file in sorted(project.rglob("*.py"))}
    notebook = project / "study.ipynb"
    names = await editor.open_notebook(notebook, CELLS)
    shown |= {name: (notebook, number) for number, name in enumerate(names, 1)}
    await editor.settled(names[0])
    told = [
        _told(diagnostic, file.relative_to(project).as_posix(), cell)
        for uri, (file, cell) in shown.items()
        for diagnostic in client.diagnostics.get(uri, ())
    ]
    await client.shutdown_session()
    return told


def _told(diagnostic: types.Diagnostic, path: str, cell: int) -> Told:
    at, wide = diagnostic.range.start, path.endswith(".ipynb")
    column = at.character + 1 - wide  # the smiling face is two units in an editor
    return path, cell, at.line + 1, column, str(diagnostic.code), diagnostic.message


def headlines(text: str) -> list[Told]:
    matches = (HEADLINE.fullmatch(line.strip()) for line in text.splitlines())
    return [
        (each[1], int(each[2] or 0), int(each[3]), int(each[4]), each[5], each[6])
        for each in matches
        if each
    ]


HOSTS: dict[str, Callable[[Path], list[Told]]] = {
    "text": told_by_text,
    "concise": told_by_concise,
    "flake8": told_by_flake8,
    "server": told_by_server,
    "pre-commit": told_by_pre_commit,
}
SLOW = {"pre-commit": pytest.mark.slow}


@pytest.mark.parametrize(
    "host",
    [pytest.param(name, marks=SLOW.get(name, ())) for name in HOSTS],
)
def test_every_host_tells_what_json_tells(project: Path, host: str) -> None:
    wanted = sorted(told_by_json(project))
    assert {told[0] for told in wanted} == {
        "bad.py", "noisy.py", "src/training/metrics.py", "study.ipynb",
    }  # fmt: skip
    if host == "flake8":  # which reads no notebooks
        wanted = [told for told in wanted if told[1] == 0]
    assert sorted(HOSTS[host](project)) == wanted
