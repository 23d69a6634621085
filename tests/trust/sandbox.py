"""A hostile repository among what it must not touch, and a picture of all that to compare."""

import hashlib
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from command import BAD, environment
from traps import Traps

OLD = "import jax\n\ndoubled = jax.tree_map(lambda x: 2 * x, [1.0, 2.0])\n"
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n"
MONTHS = 90 * 24 * 60 * 60
PATIENCE = 180  # seconds; a command that takes longer hangs
SHELL = "#!/bin/sh\necho '{name}' >> '{log}'\n"
Picture = Mapping[str, tuple[object, ...]]


class Sandbox:
    """A folder with a `repository`, and beside it `victims`, a home and a temporary directory."""

    def __init__(self, root: Path) -> None:
        self.root, self.repository, self.victims = root, root / "repository", root / "victims"
        self.home, self.temporary = root / "home", root / "temporary"
        for folder in (self.repository, self.victims / "runs", self.home, self.temporary):
            folder.mkdir(parents=True)
        self.log = root.parent / f"{root.name}.sprung"
        self._write_victims()
        self._write_repository()

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file of the repository."""
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        assert path.resolve().is_relative_to(self.repository), "a trick must not do it itself"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def link(self, name: str, target: str | Path) -> None:
        """Makes a link of the repository; what it leads to need not be there."""
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    def pipe(self, name: str) -> None:
        """Makes a pipe of the repository, on which nobody ever writes."""
        path = self.repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(path)

    def program(self, name: str, text: str) -> None:
        """Writes a program that says that it was run."""
        path = self.write(name, SHELL.format(name=name, log=self.log) + text)
        path.chmod(0o755)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs the command in the repository; raises `TimeoutExpired` where it hangs."""
        own = {"HOME": str(self.home), "TMPDIR": str(self.temporary)}
        return subprocess.run(
            [sys.executable, "-P", "-m", "jitlint", *words],
            cwd=self.repository,
            env=environment() | own,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=PATIENCE,
        )

    def sprung(self) -> str:
        """Returns the names of what was run."""
        return self.log.read_text() if self.log.exists() else ""

    def around(self) -> Picture:
        """Returns a picture of all but the repository: the sandbox, and the system's settings."""
        pictures = dict(_picture(self.root, without=self.repository))
        del pictures[str(self.temporary)]  # may be written to, as long as nothing is left there
        return pictures | dict(_picture(Path("/etc"), without=None))

    def _write_victims(self) -> None:
        for name, text in {"program.py": OLD, "secret": "key\n", "CACHEDIR.TAG": TAG}.items():
            (self.victims / name).write_text(text)
        for number in range(3):
            (self.victims / "runs" / f"events.{number}").write_text("months of work\n")
        for path in (*self.victims.rglob("*"), self.victims):
            os.utime(path, (time.time() - MONTHS,) * 2)
        (self.home / "notes.txt").write_text("mine\n")

    def _write_repository(self) -> None:
        for name, text in {"bug.py": BAD, "old.py": OLD, "jitlint.toml": ""}.items():
            self.write(name, text)
        traps = Traps(self.repository, self.log)
        traps.set(["conftest", "setup", "sitecustomize", "warnings"])


@dataclass(frozen=True)
class Trick:
    """One thing that a repository may do; `statuses` are those that checking it may end with.

    One that is `apart` would keep others from being seen, and has a repository to itself.
    """

    build: Callable[[Sandbox], None]
    statuses: tuple[int, ...]
    said: str
    apart: bool

    @property
    def name(self) -> str:
        """The name by which a test knows it."""
        return self.build.__name__


TRICKS: dict[str, Trick] = {}


def trick(
    *statuses: int, said: str = "", apart: bool = False
) -> Callable[[Callable[[Sandbox], None]], Callable[[Sandbox], None]]:
    """Adds a function that plays a trick; by default the other files are checked as ever."""

    def add(build: Callable[[Sandbox], None]) -> Callable[[Sandbox], None]:
        TRICKS[build.__name__] = Trick(build, statuses or (1,), said, apart)
        return build

    return add


def differences(before: Picture, after: Picture) -> list[str]:
    """Returns the paths that are new, gone or not what they were."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def _picture(root: Path, without: Path | None) -> Iterator[tuple[str, tuple[object, ...]]]:
    for directory, inside, files in os.walk(root):
        if without is not None and Path(directory) == without.parent:
            inside.remove(without.name)
        for name in (*inside, *files, ""):
            path = os.path.join(directory, name) if name else directory
            yield path, _seen(path)


def _seen(path: str) -> tuple[object, ...]:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return ()
    told = (found.st_mode, found.st_uid, found.st_gid, found.st_mtime_ns, found.st_size)
    if stat.S_ISLNK(found.st_mode):
        return (*told, os.readlink(path))
    if not stat.S_ISREG(found.st_mode) or not os.access(path, os.R_OK):
        return told
    with open(path, "rb") as file:
        return (*told, hashlib.file_digest(file, "sha256").hexdigest())
