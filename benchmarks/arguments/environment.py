"""An environment with the pinned packages, made once by the newest Python: some need it."""

import subprocess
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory
from benchmarks.speed.environment import newest_python

PINS = Path(__file__).with_name("pins.txt")
FURTHER = Path(__file__).with_name("further.txt")  # nobody has tuned anything to these
DONE = "installed.txt"


@dataclass(frozen=True, slots=True)
class Pin:
    """A distribution at a version, and the package in it whose functions are taken, if any."""

    requirement: str
    package: str


def pins(text: str | None = None) -> tuple[Pin, ...]:
    """Returns the pins: `name==version package` a line; one without a package is only needed."""
    lines = (PINS.read_text("utf-8") if text is None else text).splitlines()
    pairs = (line.partition("#")[0].partition(" ") for line in lines)
    return tuple(Pin(name, package.strip()) for name, _, package in pairs if name)


def default_directory() -> Path:
    """Returns where the environment is kept unless somebody says otherwise."""
    return cache_directory().with_name("arguments")


def interpreter(into: Path, further: bool = False) -> Path:
    """Returns the interpreter of the environment in a directory, which is made if need be.

    With `further` it has the further packages, too, and is another one.
    """
    into = into.with_name(f"{into.name}-further") if further else into
    python = into / "environment" / "bin" / "python"
    done, wanted = into / DONE, PINS.read_text("utf-8")
    wanted += FURTHER.read_text("utf-8") if further else ""
    if not done.is_file() or done.read_text("utf-8") != wanted:
        into.mkdir(parents=True, exist_ok=True)
        _make(into, python, wanted)
        done.write_text(wanted, "utf-8")
    return python


def site_of(python: Path) -> Path:
    """Returns the directory that an environment's packages are in."""
    return next(python.parent.parent.glob("lib/python*/site-packages"))


def _make(into: Path, python: Path, wanted: str) -> None:
    subprocess.run([newest_python(), "-m", "venv", str(into / "environment")], check=True)
    install = [str(python), "-m", "pip", "install", "-q", "--no-deps"]
    install += ["--disable-pip-version-check"]
    subprocess.run([*install, *(pin.requirement for pin in pins(wanted))], check=True)


def parser(module: str, description: str | None) -> ArgumentParser:
    """Returns a parser with the options for packages and their environment."""
    made = ArgumentParser(prog=f"python -m {module}", description=description)
    names = [pin.package for pin in pins() if pin.package]
    made.add_argument("packages", nargs="*", default=names, help="those meant; all if none is")
    made.add_argument("--into", type=Path, default=default_directory(), help="a directory")
    made.add_argument("--python", type=Path, help="an environment that is there already")
    made.add_argument("-j", "--jobs", type=int, default=2, help="modules at once")
    return made
