"""A directory where each import is a trap: whoever runs a module of it leaves the module's name."""

import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

# `posix` is part of the interpreter, and no file can stand in its place.
TRAP = """\
import posix

log = posix.open({log!r}, posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND, 0o600)
posix.write(log, {name!r}.encode() + b"\\n")
raise ImportError({name!r} + " is a trap")
"""
HOOKS = ("conftest", "setup", "sitecustomize", "usercustomize")
GROUPS = ("console_scripts", "dask.sizeof", "distutils.commands", "flake8.extension", "jax_plugins")
LOADED = """
import sys
for name, module in list(sys.modules.items()):
    if getattr(module.__spec__, "origin", None) not in ("built-in", "frozen"):
        print(name.partition(".")[0])
"""


class Traps:
    """The traps of one folder; `sprung` tells which of them somebody has stepped into."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self._log = folder, log

    def set(self, names: Iterable[str]) -> None:
        """Puts a module in the place of each name."""
        for name in names:
            self.write(self.folder / f"{name}.py", name)

    def write(self, path: Path, name: str) -> None:
        """Makes a file a trap of this name."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TRAP.format(log=str(self._log), name=name))

    def set_around(self) -> None:
        """Adds what is run without being imported by its name."""
        self.write(self.folder / "__main__.py", "__main__")
        (self.folder / "trap.pth").write_text("import trap_of_a_path\n")
        (self.folder / "pyvenv.cfg").write_text(f"home = {self.folder}\n")
        (self.folder / "setup.cfg").write_text("[metadata]\nname = trap\n")
        metadata = self.folder / "trap-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: trap\nVersion: 1.0\n")
        points = "".join(f"[{group}]\ntrap = trap_of_a_plugin\n" for group in GROUPS)
        (metadata / "entry_points.txt").write_text(points)
        self.set(["trap_of_a_path", "trap_of_a_plugin"])
        self._set_interpreter()

    def _set_interpreter(self) -> None:
        """Makes the folder look like a virtual environment that has JAX."""
        self.write(self.folder / "lib" / "python3" / "site-packages" / "jax" / "__init__.py", "jax")
        python = self.folder / "bin" / "python"
        python.parent.mkdir()
        python.write_text(f"#!/bin/sh\necho bin/python >> '{self._log}'\n")
        python.chmod(0o755)

    def sprung(self) -> list[str]:
        """Returns the names of the modules that were run, and forgets them."""
        names = self._log.read_text().split() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return names


def every_module() -> set[str]:
    """Returns the names of all modules that jitlint, or what it stands on, could import."""
    installed = {name for name in packages_distributions() if name.isidentifier()}
    return {*sys.stdlib_module_names, *installed, *HOOKS}


def loaded_before(folder: Path) -> set[str]:
    """Returns what the interpreter has imported by itself before a module is run with `-m`."""
    (folder / "loaded.py").write_text(LOADED)
    command = [sys.executable, "-m", "loaded"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return {*done.stdout.split(), "sitecustomize", "usercustomize"}
