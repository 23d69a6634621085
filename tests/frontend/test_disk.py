"""What anybody may have put in the place of a file is not waited for, and not read without end."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from jitlint.core.disk import MILLION, TooLong, Unfit, read

COMPLAINTS = {
    "directory": "is a directory",
    "pipe": "is not a file",
    "socket": "is not a file",
    "device": "is not a file",
    "endless": "is not a file",
}


@pytest.fixture
def unfit(tmp_path: Path) -> Path:
    """A folder with things that are no files."""
    (tmp_path / "directory").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "socket"))
    (tmp_path / "device").symlink_to(os.devnull)
    (tmp_path / "endless").symlink_to("/dev/zero")
    return tmp_path


@pytest.mark.parametrize("name", COMPLAINTS)
def test_what_is_no_file_is_not_opened(unfit: Path, name: str) -> None:
    with pytest.raises(Unfit) as raised:
        read(str(unfit / name))
    assert raised.value.reason == COMPLAINTS[name]


def test_a_file_is_read_up_to_the_bound_and_no_longer_one_at_all(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(b"x" * MILLION)
    assert read(str(file), MILLION) == b"x" * MILLION
    file.write_bytes(b"x" * (MILLION + 1))
    with pytest.raises(TooLong, match="is longer than 1 million bytes"):
        read(str(file), MILLION)


def test_a_huge_file_with_nothing_in_it_costs_nothing(tmp_path: Path) -> None:
    with open(tmp_path / "sparse.py", "wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(TooLong):
        read(str(tmp_path / "sparse.py"))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="only Linux has it")
def test_what_linux_tells_in_files_without_a_length_is_not_asked_for() -> None:
    assert read("/proc/self/status") == b""


RACE = """
import os, sys
from jitlint.core import disk

path = sys.argv[1]
stat = os.stat
def first_a_file(given):
    found = stat(given)
    os.unlink(path)
    os.mkfifo(path)
    return found
os.stat = first_a_file
try:
    disk.read(path)
except disk.Unfit as error:
    print(error.reason)
"""


def test_a_pipe_that_takes_the_place_of_a_file_blocks_nobody(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    command = [sys.executable, "-c", RACE, str(tmp_path / "a.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "is not a file\n"
