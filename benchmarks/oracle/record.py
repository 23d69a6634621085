"""Records packages: installs them in one environment, and runs their programs and tests there.

python -m benchmarks.oracle.record [PACKAGE …] [--python PYTHON] [--seconds SECONDS]
"""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from benchmarks.libraries.fetch import cache_directory
from benchmarks.oracle.packages import RECORDS, Package, packages

ROOT = Path(__file__).parents[2]
SECONDS = 100


def main(words: Sequence[str] | None = None) -> int:
    """Writes the records of the packages that are asked for; returns 1 if one could not be."""
    options = _options(words)
    RECORDS.mkdir(exist_ok=True)
    python = options.python or environment(cache_directory().with_name("oracle"))
    chosen = [
        each for each in packages() if not options.packages or each.directory in options.packages
    ]
    return max((record(each, python, options.seconds) for each in chosen), default=0)


def environment(into: Path) -> Path:
    """Returns the Python of an environment with all packages, which is made if need be."""
    python = into / "environment" / "bin" / "python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(into / "environment")], check=True)
        install = [str(python), "-m", "pip", "install", "-q", "pytest"]
        subprocess.run([*install, *(each.requirement for each in packages())], check=True)
    return python


def site_of(python: Path) -> Path:
    """Returns the directory that an environment's packages are in."""
    return next(python.parent.parent.glob("lib/python*/site-packages"))


def record(package: Package, python: Path, seconds: int) -> int:
    """Records one package, of whose tests those count that its wheel holds."""
    home = site_of(python) / package.directory
    tests = [str(path) for path in sorted(home.rglob("*_test.py"))]
    command = [str(python), "-W", "ignore", "-m", "benchmarks.oracle.run"]
    watched = [home / part for part in package.parts] or [home]
    command += [os.pathsep.join(map(str, [home, *watched])), str(package.record), str(seconds)]
    command += [*tests, "--", str(package.program)]
    variables = os.environ | {"JAX_PLATFORMS": "cpu", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=variables, stdout=sys.stderr, check=False)
    return int(done.returncode != 0)


def _options(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.oracle.record", description=__doc__)
    parser.add_argument("packages", nargs="*", help="directories; all if none is")
    parser.add_argument("--python", type=Path, help="an environment that is there already")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="for each package")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
