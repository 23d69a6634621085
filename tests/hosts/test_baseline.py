"""A baseline: what was there before is silent, what is new speaks, what is gone is told."""

import json
from pathlib import Path

import pytest
from command import BAD, NOISY, jitlint, write_project

KNOWN = "known.json"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_project(tmp_path)
    done = jitlint(tmp_path, "--write-baseline", KNOWN, ".")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{KNOWN}: 2 findings are set aside\n"
    return tmp_path


def concise(folder: Path, *words: str) -> list[str]:
    done = jitlint(folder, "--baseline", KNOWN, "--output-format", "concise", *words)
    lines = done.stdout.splitlines()
    assert done.returncode == bool(lines)
    return lines


def test_what_is_known_is_silent(project: Path) -> None:
    assert concise(project, ".") == []
    assert concise(project, "bad.py") == []


def test_moved_lines_and_other_spaces_revive_nothing(project: Path) -> None:
    moved = BAD.replace("import jax\n", "import jax\n\nX = 1\n\n").replace("x > 0", "x  >  0")
    (project / "bad.py").write_text(moved)
    assert concise(project, ".") == []


def test_what_is_new_speaks_even_if_it_looks_the_same(project: Path) -> None:
    twice = BAD.replace("    return 0.0\n", "    if x > 0:\n        pass\n    return 0.0\n")
    (project / "bad.py").write_text(twice)
    [line] = concise(project, ".")
    assert line.startswith("bad.py:8:")
    other = BAD.replace("def relu", "def cut")
    (project / "bad.py").write_text(other)
    assert len(concise(project, ".")) == 1


def test_what_is_gone_is_told_where_it_was_looked_for(project: Path) -> None:
    (project / "noisy.py").write_text(NOISY.replace("    print", "    # print"))
    done = jitlint(project, "--baseline", KNOWN, ".")
    assert done.returncode == 0
    assert done.stderr == (
        f"note: {KNOWN}: JIT201 in noisy.py (`cube`) is no longer found;"
        " --write-baseline removes it\n"
    )
    assert jitlint(project, "--baseline", KNOWN, "bad.py").stderr == ""
    assert jitlint(project, "--baseline", KNOWN, "--select", "JIT1", ".").stderr == ""


def test_a_file_that_is_deleted_is_gone_too(project: Path) -> None:
    (project / "noisy.py").unlink()
    assert "JIT201 in noisy.py" in jitlint(project, "--baseline", KNOWN, ".").stderr


def test_paths_count_from_the_baseline(project: Path) -> None:
    (project / "inside").mkdir()
    done = jitlint(project / "inside", "--baseline", f"../{KNOWN}", "..")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_unreadable_file_is_never_set_aside(project: Path) -> None:
    (project / "broken.py").write_text("def (:\n")
    jitlint(project, "--write-baseline", KNOWN, ".")
    assert [line.split()[1] for line in concise(project, ".")] == ["JIT000"]


def test_a_baseline_is_text_to_commit(project: Path) -> None:
    data = json.loads((project / KNOWN).read_text("utf-8"))
    first = data["findings"][0]
    assert first == {"path": "bad.py", "code": "JIT101", "function": "relu", "text": "x>0",
                     "number": 0}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read: no such file or directory"),
        ("{", "is no JSON: "),
        ("[]", "is no baseline; --write-baseline makes one"),
        ('{"version": 1}', "is no baseline"),
        ('{"version": 2, "findings": []}', "is a baseline of version 2, not 1"),
        ('{"version": 1, "findings": [{"path": 1}]}', "holds something that is no finding: "),
        ('{"version": 1, "findings": [null]}', "holds something that is no finding: null"),
    ],
)
def test_a_bad_baseline_is_one_line(project: Path, text: str | None, said: str) -> None:
    (project / KNOWN).unlink()
    if text is not None:
        (project / KNOWN).write_text(text)
    done = jitlint(project, "--baseline", KNOWN, ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"jitlint: error: {KNOWN}: {said}")
    assert done.stderr.count("\n") == 1


def test_a_baseline_that_cannot_be_written_is_one_line(project: Path) -> None:
    done = jitlint(project, "--write-baseline", "no/where.json", ".")
    assert done.returncode == 2
    assert done.stderr == (
        "jitlint: error: no/where.json: cannot be written: no such file or directory\n"
    )


def test_several_reports_are_written_at_once(project: Path) -> None:
    words = ("--output-file", "json:out.json", "--output-file", "junit:out.xml")
    done = jitlint(project, "--output-format", "github", *words, ".")
    assert done.returncode == 1
    assert done.stdout.startswith("::error ")
    assert len(json.loads((project / "out.json").read_text())) == 2
    assert (project / "out.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize("word", ["out.json", "xml:out.xml", "json:"])
def test_a_report_file_needs_a_format(project: Path, word: str) -> None:
    done = jitlint(project, "--output-file", word, ".")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{word} is not FORMAT:PATH; formats are azure, concise, github" in done.stderr


def test_a_report_that_cannot_be_written_hides_no_finding(project: Path) -> None:
    done = jitlint(project, "--output-file", "json:no/where.json", ".")
    assert done.returncode == 2
    assert "JIT101" in done.stdout
    assert done.stderr.startswith("jitlint: error: no/where.json: cannot be written: ")
