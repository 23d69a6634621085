"""What `%load_ext jitlint` adds to a shell of IPython, in a terminal or in a notebook's kernel."""

import sys
from typing import Any

from jitlint.ipython.cells import Linter
from jitlint.ipython.compilations import compilations

EVENT = "pre_run_cell"
_loaded: dict[int, "_Extension"] = {}


def load(shell: Any) -> None:
    """Lints each cell from now on, and makes `%%compilations` known."""
    if id(shell) not in _loaded:
        extension = _loaded[id(shell)] = _Extension(shell)
        shell.events.register(EVENT, extension.before)
        shell.register_magic_function(extension.compilations, "cell", "compilations")


def unload(shell: Any) -> None:
    """Takes all of it back."""
    extension = _loaded.pop(id(shell), None)
    if extension is not None:
        shell.events.unregister(EVENT, extension.before)
        shell.magics_manager.magics["cell"].pop("compilations", None)


class _Extension:
    """A shell, and what it has said of its cells."""

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._linter = Linter()

    def before(self, info: Any) -> None:
        """Writes the findings that a cell brings, before it runs; cells of programs are let be."""
        if info.silent or not info.store_history:
            return
        earlier = self._shell.history_manager.input_hist_raw[1:]
        path = str(self._shell.user_ns.get("__vsc_ipynb_file__", ""))
        said = self._linter.said_of([*earlier, info.raw_cell], path, self._has_color())
        if said:
            print(said, end="", file=sys.stderr)

    def compilations(self, line: str, cell: str) -> None:
        """Runs a cell, and tells which functions JAX compiles for it, and why."""
        compilations(self._shell, cell)

    def _has_color(self) -> bool:
        return str(self._shell.colors).lower() != "nocolor"
