"""Names that look like options, or that no report may hold: all are checked, all can be read."""

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree as etree

import pytest
import yaml
from command import BAD, jitlint

ROOT = Path(__file__).parents[2]
ODD = ["-dash.py", "--fix", "@list.py", "new\nline.py", os.fsdecode(b"bad\xff.py"), "a,b;c]%.py"]
FORMATS = """
    azure concise github gitlab grouped json json-lines junit pylint rdjson sarif text
""".split()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ODD:
        (tmp_path / name).write_text(BAD)
    return tmp_path


def test_what_follows_two_dashes_is_a_path(project: Path) -> None:
    done = jitlint(project, "-q", "--output-format", "json", "--", "-dash.py", "--fix", "@list.py")
    found = {Path(item["filename"]).name for item in json.loads(done.stdout)}
    assert (done.returncode, found) == (1, {"-dash.py", "--fix", "@list.py"})
    assert (project / "--fix").read_text() == BAD


def test_a_path_may_be_called_like_a_command(project: Path) -> None:
    (project / "check").write_text(BAD)
    done = jitlint(project, "-q", "--output-format", "concise", "--", "check")
    assert done.stdout.startswith("check:6:8: JIT101 ")


def test_every_hook_ends_its_options_before_the_names_of_files() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert [hook["args"][-1] for hook in hooks] == ["--"] * len(hooks)


@pytest.mark.parametrize("name", FORMATS)
def test_every_report_can_be_read_whatever_files_are_called(name: str, project: Path) -> None:
    words = (*(f"./{odd}" for odd in ODD if "\udcff" not in odd), ".")
    done = jitlint(project, "-q", "--output-format", name, "--output-file", f"{name}:out", *words)
    assert (done.returncode, done.stderr) == (1, "")
    text = (project / "out").read_bytes().decode("utf-8")
    match name:
        case "json" | "gitlab" | "sarif" | "rdjson":
            documents = [json.loads(text)]
        case "json-lines":
            documents = [json.loads(line) for line in text.splitlines()]
        case "junit":
            assert len(etree.fromstring(text)) == len(ODD)
            return
        case _:
            of_one = {"azure": "##vso[", "github": "::error "}
            heads = [line for line in text.splitlines() if "JIT101 " in line or name in of_one]
            assert all(line.startswith(of_one.get(name, "")) for line in heads)
            return
    assert len(re.findall("JIT101", json.dumps(documents))) >= len(ODD)
    json.dumps(documents, ensure_ascii=False).encode()  # no half of a character


def test_a_baseline_holds_files_of_any_name(project: Path) -> None:
    assert jitlint(project, "--write-baseline", "known.json", ".").returncode == 0
    assert len(json.loads((project / "known.json").read_text("utf-8"))["findings"]) >= len(ODD) - 1
    assert jitlint(project, "--baseline", "known.json", ".").returncode == 0
