"""What is released: a wheel and an sdist that install where nothing is, and all that names them."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import BAD, environment

from jitlint import __version__

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"


def run(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    settings = environment() | {"PIP_ONLY_BINARY": ":all:"}  # as where there is no compiler
    return subprocess.run(
        words, cwd=folder, env=settings, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_the_release_is_sound_and_installs_into_an_empty_environment(tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "build", "--outdir", tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    files = sorted(path.name for path in tmp_path.iterdir())
    name = f"jitlint-{__version__}"
    assert files == [f"{name}-py3-none-any.whl", f"{name}.tar.gz"]
    checked = run(
        sys.executable, "-m", "twine", "check", "--strict", *map(str, tmp_path.glob("j*"))
    )
    assert checked.returncode == 0, checked.stdout
    home = tmp_path / "empty"
    run(sys.executable, "-m", "venv", home)
    installed = run(home / "bin" / "pip", "install", "-q", tmp_path / files[0])
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "bad.py").write_text(BAD)
    found = run(home / "bin" / "jitlint", "bad.py", folder=tmp_path)
    assert (found.returncode, "bad.py:6:8: JIT101 " in found.stdout) == (1, True)


def test_the_extension_starts_the_server_and_has_the_version_of_the_package() -> None:
    package = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    [setting] = package["contributes"]["configuration"]["properties"].values()
    assert (package["version"], setting["default"]) == (__version__, ["jitlint", "server"])


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")), ids=str
)
def test_an_issue_asks_for_what_jax_said(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    [asked] = [each for each in form["body"] if each["id"] == "verify"]
    assert "--verify" in asked["attributes"]["label"]
    assert asked["validations"]["required"]


def test_the_workflows_are_valid() -> None:
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    words = (
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
    )
    done = run(*words, *workflows)
    assert done.returncode == 0, done.stdout


def test_conda_asks_for_what_the_package_asks_for() -> None:
    recipe = yaml.safe_load((ROOT / "conda" / "recipe.yaml").read_text("utf-8"))
    asked = {each.replace(" ", "") for each in recipe["requirements"]["run"]}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    [listed] = re.findall(r"^dependencies = \[\n(.*?)^\]", project, re.MULTILINE | re.DOTALL)
    assert asked == {"python>=3.11", *re.findall(r'"(.+)"', listed)}
