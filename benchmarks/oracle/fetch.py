"""The sources of a package at its pinned version, beside the program that drives it."""

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory
from benchmarks.oracle.packages import Package


def sources(package: Package, site: Path | None = None) -> Path:
    """Returns a directory with the package and its program, copied from `site` or downloaded."""
    home = cache_directory().with_name("oracle") / package.requirement
    if not (home / package.directory).is_dir():
        home.mkdir(parents=True, exist_ok=True)
        if site:
            shutil.copytree(site / package.directory, home / package.directory)
        else:
            _install(package, home)
        (home / "pyproject.toml").touch()
    shutil.copy(package.program, home / "program.py")
    return home


def _install(package: Package, home: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--target", str(home)]
    command += ["--ignore-requires-python", "--disable-pip-version-check", package.requirement]
    subprocess.run(command, check=True)
