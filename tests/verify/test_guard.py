"""The guard judges what the interpreter tells it, here without anything being done."""

import os
from pathlib import Path
from typing import Any

import pytest

from jitlint.verify.runtime.process.guard import Blocked, Guard


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("/etc/passwd", "w", 0)),
        ("open", ("/etc/passwd", None, os.O_RDWR)),
        ("os.remove", (os.devnull, -1)),
        ("os.remove", (b"/dev/null", -1)),
        ("os.rename", (os.devnull, "inside", -1, -1)),
        ("os.rename", ("inside", os.devnull, -1, -1)),
        ("os.mkdir", (os.devnull, 0o777, -1)),
        ("os.chmod", ("/etc/passwd", 0o777, -1)),
        ("os.symlink", ("/etc/passwd", "/etc/other", -1)),
        ("sqlite3.connect", ("/etc/data.db",)),
        ("subprocess.Popen", ("ls", ["ls"], None, None)),
        ("shutil.rmtree", ("/etc", None)),
        ("os.kill", (1, 9)),
        ("socket.connect", (None, ("127.0.0.1", 80))),
    ],
)
def test_what_reaches_outside_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str, arguments: tuple[Any, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Blocked):
        Guard(str(tmp_path)).audit(event, arguments)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("open", ("/etc/passwd", "r", 0)),
        ("open", (os.devnull, "w", 0)),
        ("open", ("notes.txt", "w", 0)),
        ("open", (3, "w", 0)),
        ("os.remove", ("notes.txt", -1)),
        ("os.rename", ("notes.txt", "more.txt", -1, -1)),
        ("sqlite3.connect", (":memory:",)),
        ("import", ("json", None, None, None, None)),
    ],
)
def test_reading_and_the_temporary_directory_are_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, event: str, arguments: tuple[Any, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Guard(str(tmp_path)).audit(event, arguments)


def test_a_directory_that_is_open_is_no_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    monkeypatch.chdir(inside)
    guard = Guard(str(inside))
    for directory, may in ((inside, True), (outside, False)):
        descriptor = os.open(directory, os.O_RDONLY)
        for event, arguments in (
            ("os.remove", ("notes.txt", descriptor)),
            ("os.mkdir", ("notes", 0o777, descriptor)),
            ("os.rename", ("notes.txt", "more.txt", descriptor, descriptor)),
            ("os.chmod", (descriptor, 0o777, -1)),
        ):
            if may:
                guard.audit(event, arguments)
            else:
                with pytest.raises(Blocked):
                    guard.audit(event, arguments)
        os.close(descriptor)


def test_a_link_does_not_lead_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "link").symlink_to(outside)
    monkeypatch.chdir(inside)
    with pytest.raises(Blocked):
        Guard(str(inside)).audit("open", ("link/notes.txt", "w", 0))
