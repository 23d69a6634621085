"""The report for programs, beside that of the real ruff."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from handmade import CLIP, CONFIRMED, TRAIN, run, span

from jitlint.check.pipeline import CheckResult
from jitlint.core.finding import Edit, Entry, Span
from jitlint.report import render


def items(what: CheckResult) -> list[dict[str, Any]]:
    stream = io.StringIO()
    render("json", what, stream, color=True)
    return json.loads(stream.getvalue())


def ruff(path: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--output-format", "json"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


def shape(item: object) -> object:
    """Returns the keys of a JSON value, all the way down, with the types at the leaves."""
    if isinstance(item, dict):
        return {key: shape(value) for key, value in item.items()}
    return [shape(value) for value in item[:1]] if isinstance(item, list) else type(item).__name__


def test_every_key_of_ruff_is_there_with_the_same_meaning(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text("import os\n")
    [theirs] = ruff(sample)
    at = Span(str(sample), 1, 8, 1, 10)
    edit = Edit(Span(str(sample), 1, 1, 2, 1), "")
    [ours] = items(run("import os\n", replace(CLIP, at=at, fix=(edit,))))
    assert set(theirs) <= set(ours)
    for key in ("filename", "location", "end_location", "cell", "noqa_row"):
        assert ours[key] == theirs[key]
    assert shape(ours["fix"]["edits"]) == shape(theirs["fix"]["edits"])
    assert ours["fix"].keys() == theirs["fix"].keys()
    assert ours["fix"]["edits"] == theirs["fix"]["edits"]


def test_the_chain_and_the_verdict_are_added() -> None:
    entry = Entry("jax.jit", "step", span(TRAIN, 1, "partial"), span(TRAIN, 2, "step"), "", ("n",))
    [item] = items(run(TRAIN, replace(CLIP, entry=entry, verdict=CONFIRMED)))
    assert [hop["message"] for hop in item["chain"]] == [step.label for step in CLIP.chain]
    assert item["chain"][1]["location"] == {"row": 3, "column": 12}
    assert item["entry"]["function"] == "step"
    assert item["entry"]["static"] == ["n"]
    assert item["verdict"] == {
        "outcome": "confirmed",
        "reason": "",
        "evidence": ["TracerBoolConversionError raised at train.py:2"],
        "arguments": "f(float32[])",
        "jax": "0.10.2",
        "python": "",
    }


def test_where_jax_was_not_asked_there_is_no_verdict() -> None:
    [item] = items(run(TRAIN, CLIP))
    assert item["verdict"] is None
    assert item["fix"] is None
    assert item["filename"] == str(Path("train.py").absolute())


def test_no_findings_are_an_empty_list() -> None:
    assert items(CheckResult(())) == []
