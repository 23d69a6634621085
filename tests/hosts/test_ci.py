"""What a page gives to GitHub and GitLab, and the action: valid, and run as they run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import BAD, GOOD, environment, write_project
from github_runner import ACTION, Runner
from hooks import ROOT, ship


def validated(file: Path, schema: str, *words: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run(
        [*command, *words, str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def snippet(word: str) -> str:
    """Returns the example in the guide to hosts that holds a word."""
    page = (ROOT / "docs" / "guides" / "hosts.md").read_text("utf-8")
    examples = re.findall(r"```yaml.*\n((?:.*\n)*?)```", page)
    [text] = [example for example in examples if word in example]
    return text


def test_the_action_obeys_the_schema_of_actions() -> None:
    validated(ROOT / "action.yml", "github-actions")
    assert set(ACTION["inputs"]) == {"paths", "args", "python-version", "verify"}


def test_the_workflow_of_the_page_passes_inputs_that_there_are(tmp_path: Path) -> None:
    steps = yaml.safe_load(snippet("uses: ./jitlint"))
    assert set(steps[1]["with"]) <= set(ACTION["inputs"])
    workflow = {"on": "push", "jobs": {"lint": {"runs-on": "ubuntu-latest", "steps": steps}}}
    (tmp_path / "lint.yml").write_text(json.dumps(workflow))
    validated(tmp_path / "lint.yml", "github-workflows")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner with jitlint installed by the action itself."""
    shipped = tmp_path_factory.mktemp("shipped")
    ship(shipped)
    workspace = write_project(tmp_path_factory.mktemp("workspace"))
    runner = Runner(workspace, tmp_path_factory.mktemp("temporary"), shipped)
    done = runner.step("Install jitlint")
    assert done.returncode == 0, done.stderr
    return runner


@pytest.mark.slow
def test_the_action_annotates_and_fails(runner: Runner) -> None:
    done = runner.step("Run jitlint")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert [line.partition(",")[0] for line in lines] == [
        "::error title=jitlint (JIT101)",
        "::warning title=jitlint (JIT201)",
    ]
    assert ",file=bad.py,line=6,endLine=6,col=8,endColumn=13::" in lines[0]


@pytest.mark.slow
def test_the_action_takes_paths_and_options(runner: Runner) -> None:
    assert runner.step("Run jitlint", paths="good.py").returncode == 0
    done = runner.step("Run jitlint", paths="bad.py noisy.py", args="--ignore JIT1 --exit-zero")
    assert (done.returncode, done.stdout.count("::")) == (0, 2)


@pytest.mark.slow
def test_the_action_asks_jax_in_the_python_of_the_workflow(runner: Runner) -> None:
    done = runner.step("Run jitlint", paths="bad.py", verify="true")
    assert done.returncode == 1
    assert "%0A  confirmed by jax " in done.stdout
    assert runner.step("Run jitlint", paths="good.py", verify="true").returncode == 0


def test_what_the_readme_gives_to_gitlab_writes_its_report(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text(snippet("codequality"))
    words = ("--data-transform", "gitlab-ci")
    validated(tmp_path / ".gitlab-ci.yml", "gitlab-ci", *words)
    job = yaml.safe_load(snippet("codequality"))["jitlint"]
    (tmp_path / "src").mkdir()
    write_project(tmp_path / "src")
    done = _gitlab(job["script"], tmp_path)
    assert done.returncode == 1
    assert "src/bad.py:6:8: JIT101 " in done.stdout
    assert job["artifacts"]["when"] == "always"
    items = json.loads((tmp_path / job["artifacts"]["reports"]["codequality"]).read_text())
    assert [_as_gitlab_reads(item) for item in items] == [
        ("src/bad.py", 6, "major"),
        ("src/noisy.py", 6, "minor"),
    ]
    assert len({item["fingerprint"] for item in items}) == 2
    for name, text in {"bad.py": GOOD, "noisy.py": BAD.replace("x > 0", "x.ndim")}.items():
        (tmp_path / "src" / name).write_text(text)
    assert _gitlab(job["script"], tmp_path).returncode == 0


def _gitlab(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment() | {"PATH": path, "CI_PROJECT_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def _as_gitlab_reads(item: dict[str, Any]) -> tuple[str, int, str]:
    """Returns path, line and severity, once all that GitLab's documentation asks for is there."""
    for key in ("description", "check_name", "fingerprint", "severity"):
        assert isinstance(item[key], str)
        assert item[key]
    assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
    path = item["location"]["path"]
    assert not path.startswith(("/", "./"))
    return path, item["location"]["positions"]["begin"]["line"], item["severity"]
