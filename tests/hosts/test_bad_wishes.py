"""What cannot be read or written is one clear line, exit status 2, and hides nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import environment, jitlint, write_project

JITLINT = f'"{sys.executable}" -m jitlint'
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full disk")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path)


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Returns the only line on stderr, but for the summary, of a command that was misused."""
    assert done.returncode == 2
    lines = [
        line for line in done.stderr.splitlines() if not line.startswith(("Found ", "Fixable: "))
    ]
    [line] = lines
    assert line.startswith("jitlint: error: ")
    return line.removeprefix("jitlint: error: ")


@pytest.mark.parametrize("words", ["bad.py", "--output-format json .", "rules", "--version"])
def test_a_closed_stdout_is_said(project: Path, words: str) -> None:
    said = complaint(shell(project, f"{JITLINT} {words} >&-"))
    assert said == "stdout is closed, and the report would be lost"


def test_a_closed_stdin_is_said(project: Path) -> None:
    assert complaint(shell(project, f"{JITLINT} - <&-")) == "stdin is closed"


def test_a_closed_stderr_hides_no_finding(project: Path) -> None:
    done = shell(project, f"{JITLINT} --output-format concise . 2>&-")
    assert (done.returncode, done.stdout.count("JIT")) == (1, 2)
    assert shell(project, f"{JITLINT} missing.py 2>&-").returncode == 2
    assert shell(project, f"{JITLINT} bad.py >&- 2>&-").returncode == 2


@FULL
@pytest.mark.parametrize(
    "words",
    [
        "bad.py",
        "--output-format sarif .",
        "--statistics .",
        "--show-settings",
        "--show-files",
        "rules",
        "explain JIT101",
        "--help",
        "--version",
    ],
)
def test_a_full_disk_is_said(project: Path, words: str) -> None:
    said = complaint(shell(project, f"{JITLINT} {words} > /dev/full"))
    assert said == "stdout cannot be written: no space left on device"


@FULL
def test_a_report_file_that_is_full_hides_no_finding(project: Path) -> None:
    words = ("--output-format", "concise", "--output-file", "sarif:/dev/full", "bad.py")
    done = jitlint(project, *words)
    assert done.stdout.count("JIT101") == 1
    assert complaint(done) == "/dev/full: cannot be written: no space left on device"


def test_a_report_file_in_no_folder_hides_neither_finding_nor_other_report(project: Path) -> None:
    files = ("--output-file", "json:found.json", "--output-file", "sarif:gone/out.sarif")
    done = jitlint(project, "--output-format", "concise", *files, "bad.py")
    assert done.stdout.count("JIT101") == 1
    assert complaint(done) == "gone/out.sarif: cannot be written: no such file or directory"
    assert len(json.loads((project / "found.json").read_text())) == 1


# From Python 3.12 on argparse takes such bytes for a file's name.
NEWER = sys.version_info >= (3, 12)
NOT_TEXT = "no such file or directory: ?" if NEWER else "@words.txt: is not UTF-8"


@pytest.mark.parametrize(
    ("name", "data", "words", "said"),
    [
        ("jitlint.toml", b"\xff", ".", "jitlint.toml: is not UTF-8"),
        ("jitlint.toml", b"a = " + b"[" * 20_000, ".", "jitlint.toml: is no TOML: maximum rec"),
        ("jitlint.toml", b"[select", ".", "jitlint.toml: is no TOML: "),
        ("jitlint.toml", b"ignore = {}", ".", "jitlint.toml: ignore: must be a list of strings"),
        ("jitlint.toml", b'ignore = ["E501"]', ".", "jitlint.toml: ignore: no rule's code begins"),
        ("words.txt", b"\xff", "@words.txt", NOT_TEXT),
        ("known.json", b"[" * 200_000, "--baseline known.json .", "known.json: is no JSON: max"),
        ("known.json", b"\xff", "--baseline known.json .", "known.json: is no JSON: 'utf-8' codec"),
        ("known.json", b"{}", "--baseline known.json .", "known.json: is no baseline; --write-b"),
        ("a.pyi", b"def f(", "--config 'models=[\"a.pyi\"]' .", "{folder}/a.pyi:1: is no Py"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    project: Path, name: str, data: bytes, words: str, said: str
) -> None:
    (project / name).write_bytes(data)
    done = shell(project, f"{JITLINT} {words}")
    assert done.stdout == ""
    assert complaint(done).startswith(said.format(folder=project))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("--config", "jitlint.toml: cannot be read: is a directory"),
        ("--baseline", "jitlint.toml: cannot be read: is a directory"),
        ("--write-baseline", "jitlint.toml: cannot be written: is a directory"),
    ],
)
def test_a_folder_in_the_place_of_a_file_is_named(project: Path, word: str, said: str) -> None:
    (project / "jitlint.toml").mkdir()
    assert complaint(jitlint(project, word, "jitlint.toml", ".")) == said


@pytest.mark.parametrize("word", ["@missing.txt", "--select=JIT9", "--output-format=yaml"])
def test_a_wrong_word_is_one_line(project: Path, word: str) -> None:
    assert complaint(jitlint(project, word, "."))


@pytest.mark.parametrize(
    "name",
    ["text", "concise", "json", "json-lines", "github", "gitlab", "junit", "rdjson", "sarif"],
)
def test_a_name_that_is_not_utf8_is_no_obstacle(tmp_path: Path, name: str) -> None:
    write_project(tmp_path)
    strange = os.path.join(os.fsencode(tmp_path), b"n\xff.py")
    os.rename(os.fsencode(tmp_path / "bad.py"), strange)
    done = jitlint(tmp_path, "--output-format", name, ".")
    assert done.returncode == 1
    assert "JIT101" in done.stdout
    assert "JIT201" in done.stdout
