"""A record is told as text, JSON, a page and events, and two are compared."""

import json
from pathlib import Path

import pytest

from jitlint.cli import main
from jitlint.runs.inside.compilation import Compilation, Phase, Run


def record(path: Path, times: int, of_run: str = "", process: int = 7, started: float = 1.0) -> str:
    made = [
        Compilation(
            "train.step",
            ("/p/train.py", 3),
            ("/p/train.py", 9),
            "shape" if number else "first call",
            "`x` went from f32[<3] to f32[{data}]",
            at=float(number),
            call=number + 1,
            trace=Phase(1, 0.25),
            compile=Phase(1, 1.0),
        )
        for number in range(times)
    ]
    events = {"trace": times, "lower": 0, "compile": times}
    calls = {("/p/train.py", 9, "train.step"): 10}
    run = Run(
        "train.py",
        jax="0.10",
        python="3.13",
        run=of_run,
        process=process,
        started=started,
        seconds=9.0,
        counts_calls=True,
        events=events,
        compilations=made,
        calls=calls,
    )
    path.write_text(json.dumps(run.as_json()), "utf-8")
    return str(path)


def test_a_record_is_told_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", record(tmp_path / "run.json", 3)]) == 0
    told = capsys.readouterr().out
    assert "train.step  /p/train.py:9       3        0         3     7     3.75  call 3" in told


def test_a_record_as_json_is_the_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = record(tmp_path / "run.json", 2)
    assert main(["report", path, "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(Path(path).read_text("utf-8"))


def test_a_page_holds_all_and_asks_the_network_for_nothing(tmp_path: Path) -> None:
    page, path = tmp_path / "page.html", record(tmp_path / "run.json", 2)
    assert main(["report", path, "--html", str(page)]) == 0
    text = page.read_text("utf-8")
    assert "f32[&lt;3] to f32[{data}]" in text
    assert "http" not in text
    data = text.partition('type="application/json">')[2].partition("</script>")[0]
    assert len(json.loads(data)["bars"]) == 2


def test_events_follow_one_another(tmp_path: Path) -> None:
    events, path = tmp_path / "events.json", record(tmp_path / "run.json", 1)
    assert main(["report", path, "--trace", str(events)]) == 0
    trace, compiled = json.loads(events.read_text("utf-8"))["traceEvents"]
    assert compiled["ts"] == trace["ts"] + trace["dur"]
    assert compiled["ph"] == "X"


def test_records_of_one_run_are_told_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = record(tmp_path / "one.json", 1, "a", 7)
    second = record(tmp_path / "two.json", 2, "a", 8, started=4.0)
    assert main(["report", second, first]) == 0
    told = capsys.readouterr().out
    assert "train.step  /p/train.py:9       3        0         3    17     3.75" in told
    assert "in 3.75 s of 12.00 s in 2 processes" in told


def test_the_events_of_each_process_are_its_own_and_by_one_clock(tmp_path: Path) -> None:
    first = record(tmp_path / "one.json", 1, "a", 7)
    second = record(tmp_path / "two.json", 1, "a", 8, started=4.0)
    events = tmp_path / "events.json"
    assert main(["report", first, second, "--trace", str(events)]) == 0
    told = json.loads(events.read_text("utf-8"))["traceEvents"]
    assert [(each["pid"], each["ts"]) for each in told if each["name"][:5] == "trace"] == [
        (7, 0.0),
        (8, 3e6),
    ]


def test_all_records_of_two_runs_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = [record(tmp_path / f"old{n}.json", 1, "a", n) for n in (1, 2)]
    new = [record(tmp_path / f"new{n}.json", 2, "b", n) for n in (1, 2)]
    assert main(["report", *old, *new]) == 1
    assert "train.step: compiled 2 → 4" in capsys.readouterr().out
    other = record(tmp_path / "other.json", 1, "c")
    assert main(["report", *old, *new, other]) == 2
    assert "records of 3 runs" in capsys.readouterr().err


def test_a_run_that_compiles_more_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = record(tmp_path / "old.json", 1), record(tmp_path / "new.json", 3)
    assert main(["report", old, new]) == 1
    assert "train.step: compiled 1 → 3" in capsys.readouterr().out
    assert main(["report", new, old]) == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "jitlint-run", "version": 99}'])
def test_what_is_no_record_is_told_in_one_line(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run.json").write_text(text, "utf-8")
    assert main(["report", str(tmp_path / "run.json")]) == 2
    assert "run.json is no record" in capsys.readouterr().err
