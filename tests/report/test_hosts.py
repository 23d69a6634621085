"""The reports for services, beside those of the real ruff and the schema of SARIF."""

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

import pytest
from handmade import CLIP, CONFIRMED, REFUTED, TRAIN, finding, run, span
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema

from jitlint.check.pipeline import CheckResult
from jitlint.core.finding import Edit, Span
from jitlint.core.source import Source
from jitlint.report import formats, render

FULL = replace(CLIP, verdict=CONFIRMED, fix=(Edit(span(TRAIN, 7, "if"), "while"),))


def rendered(name: str, what: CheckResult) -> str:
    stream = io.StringIO()
    render(name, what, stream, color=False)
    return stream.getvalue()


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file in which both jitlint (by hand) and ruff find one thing at the same place."""
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "sample.py"
    file.write_text("import os\n")
    return file


def ruff(path: Path, name: str) -> str:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--output-format", name]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return done.stdout


def ours(path: Path, name: str) -> str:
    at = Span(str(path), 1, 8, 1, 10)
    edit = Edit(Span(str(path), 1, 1, 2, 1), "")
    return rendered(name, run("import os\n", replace(CLIP, at=at, fix=(edit,), chain=())))


def test_every_format_has_a_name_for_the_command_line() -> None:
    wanted = "azure concise github gitlab grouped json json-lines junit pylint rdjson sarif text"
    assert list(formats()) == wanted.split()


@pytest.mark.parametrize("name", [name for name in formats() if name != "text"])
def test_every_format_takes_nothing_and_something(name: str) -> None:
    assert "JIT101" not in rendered(name, CheckResult(()))
    assert "JIT101" in rendered(name, run(TRAIN, FULL))


def test_github_names_the_place_as_ruff_does(sample: Path) -> None:
    theirs, mine = _command(ruff(sample, "github")), _command(ours(sample, "github"))
    assert theirs[0] == mine[0] == "error"
    assert theirs[1].keys() == mine[1].keys()
    for key in ("line", "col", "endLine", "endColumn"):
        assert theirs[1][key] == mine[1][key]
    assert mine[1]["file"] == "sample.py"
    assert mine[2].startswith("sample.py:1:8: JIT101 ")


def _command(line: str) -> tuple[str, dict[str, str], str]:
    """Takes a workflow command apart as GitHub's runner does."""
    match = re.fullmatch(r"::(\w+) ([^\n]*?)::([^\n]*)\n", line)
    assert match
    properties = dict(part.split("=", 1) for part in match[2].split(","))
    return match[1], {key: _unescaped(value) for key, value in properties.items()}, match[3]


def _unescaped(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda match: chr(int(match[1], 16)), text)


def test_github_escapes_what_would_end_a_command(sample: Path) -> None:
    at = Span(str(sample.parent / "a,b:c%.py"), 1, 1, 1, 2)
    line = rendered("github", run("x", replace(CLIP, at=at, message="100%\n::error::no")))
    kind, properties, said = _command(line)
    assert properties["file"] == "a,b:c%.py"
    assert "100%25�::error::no%0A  help: " in said
    assert kind == "error"


def test_github_gives_columns_only_within_one_line_and_none_of_a_notebook() -> None:
    many = finding(Span("a.py", 1, 5, 3, 2))
    assert "col" not in _command(rendered("github", run("", many)))[1]
    cell = finding(Span("a.ipynb", 7, 5, 7, 9, cell=2))
    _, properties, said = _command(rendered("github", run("", cell)))
    assert properties["line"] == "1"
    assert said.startswith("a.ipynb:cell 2:7:5: ")


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_a_path_counts_from_the_checkout(
    sample: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("CI_PROJECT_DIR", str(sample.parent.parent))
    text = rendered(name, run("x", finding(Span(str(sample), 1, 1, 1, 2))))
    assert f"{sample.parent.name}/sample.py" in text
    assert str(sample) not in text


@pytest.mark.parametrize(
    ("severity", "verdict", "word"),
    [("error", None, "error"), ("warning", None, "warning"), ("note", None, "notice"),
     ("error", REFUTED, "notice"), ("error", CONFIRMED, "error")],
)  # fmt: skip
def test_what_jax_refuted_is_only_a_notice(severity: Any, verdict: Any, word: str) -> None:
    found = replace(CLIP, severity=severity, verdict=verdict)
    assert rendered("github", run(TRAIN, found)).startswith(f"::{word} ")


@pytest.mark.parametrize("name", ["gitlab", "rdjson", "json-lines"])
def test_json_has_all_that_ruff_has(sample: Path, name: str) -> None:
    theirs, mine = json.loads(ruff(sample, name)), json.loads(ours(sample, name))
    missing = _missing(theirs, mine, "")
    assert [path for path in missing if not path.endswith("url")] == []


def _missing(theirs: object, mine: object, path: str) -> list[str]:
    """Returns where ruff has a key that we have not, or a number that is another."""
    if isinstance(theirs, dict):
        assert isinstance(mine, dict), path
        lost = [f"{path}.{key}" for key in theirs if key not in mine]
        return lost + [
            each for key in theirs if key in mine
            for each in _missing(theirs[key], mine[key], f"{path}.{key}")
        ]  # fmt: skip
    if isinstance(theirs, list):
        assert isinstance(mine, list), path
        return [p for one, two in zip(theirs, mine, strict=True) for p in _missing(one, two, path)]
    return [path] if isinstance(theirs, int) and theirs != mine else []


def test_gitlab_knows_a_finding_again_after_it_moved() -> None:
    def fingerprint(text: str, row: int, words: str = "value > low") -> str:
        at = span(text, row, words)
        [item] = json.loads(rendered("gitlab", run(text, replace(CLIP, at=at))))
        return item["fingerprint"]

    before = fingerprint(TRAIN, 7)
    assert fingerprint(f"# moved\n\n{TRAIN}", 9) == before
    assert fingerprint(TRAIN.replace("value > low", "value  >  low"), 7, "value  >  low") == before
    assert fingerprint(TRAIN.replace("clip", "cut"), 7) != before
    assert fingerprint(TRAIN.replace("> low", "> 0.0"), 7, "value > 0.0") != before


def test_gitlab_tells_equal_findings_apart() -> None:
    items = json.loads(rendered("gitlab", run(TRAIN, CLIP, CLIP)))
    assert len({item["fingerprint"] for item in items}) == 2


def test_junit_has_the_form_of_ruffs(sample: Path) -> None:
    theirs = [*etree.fromstring(ruff(sample, "junit").encode()).iter()]
    mine = [*etree.fromstring(ours(sample, "junit").encode()).iter()]
    assert [element.tag for element in theirs] == [element.tag for element in mine]
    for one, two in zip(theirs, mine, strict=True):
        assert set(one.keys()) == set(two.keys())
        for key in ("tests", "failures", "line", "column", "classname"):
            assert one.get(key) == two.get(key)


def test_junit_survives_what_xml_cannot_hold() -> None:
    hostile = replace(CLIP, message="<&\"'> ]]> \x00\x1b \ud800 \ufffe")
    root = etree.fromstring(rendered("junit", run(TRAIN, hostile)).encode("utf-8"))
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.get("message", "").startswith("<&\"'> ]]> ��")


def test_junit_of_nothing_is_one_test_that_passed() -> None:
    root = etree.fromstring(rendered("junit", CheckResult(())).encode())
    assert len(root.findall(".//testcase")) == 1
    assert root.findall(".//failure") == []


def sarif(what: CheckResult) -> Any:
    """Returns the log, once the schema has nothing against it."""
    text = rendered("sarif", what)
    StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate_json(text)
    return json.loads(text)


def test_sarif_obeys_the_schema_and_tells_the_chain() -> None:
    what = replace(run(TRAIN, FULL), notes=("no Python files under x",))
    [log] = sarif(what)["runs"]
    [result] = log["results"]
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "JIT101"
    [flow] = result["codeFlows"][0]["threadFlows"]
    said = [each["location"]["message"]["text"] for each in flow["locations"]]
    assert said == [*(step.label for step in CLIP.chain), CLIP.message]
    assert len(result["relatedLocations"]) == 2
    assert result["properties"]["verdict"]["outcome"] == "confirmed"
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 7, "endLine": 7, "startColumn": 8, "endColumn": 19}


def test_sarif_of_nothing_and_of_hostile_names_obeys_the_schema(tmp_path: Path) -> None:
    assert sarif(CheckResult(()))["runs"][0]["results"] == []
    outside, inside = str(tmp_path / "a b.py"), "größe #1%.py"
    spans = [Span(path, 1, 1, 1, 2) for path in (outside, inside)]
    spans.append(Span("n.ipynb", 4, 1, 4, 2, cell=3))
    sources = {at.path: Source(at.path, "x\n") for at in spans}
    results = sarif(CheckResult(tuple(finding(at) for at in spans), sources))["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert uris == [(tmp_path / "a b.py").as_uri(), "gr%C3%B6%C3%9Fe%20%231%25.py", "n.ipynb"]
    assert results[2]["locations"][0]["message"]["text"] == "cell 3, line 4"
