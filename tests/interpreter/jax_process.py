"""A process that knows JAX: runs calls of a snippet and tells the line at which each fails."""

import contextlib
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

Row = tuple[str, int]


class JaxProcess:
    """A Python that has imported JAX once and is asked about many snippets."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"JAX_PLATFORMS": "cpu", "JAX_TRACEBACK_FILTERING": "off"},
        )

    def errors(self, root: Path, runs: list[tuple[str, str]]) -> dict[Row, str]:
        """Returns the error that each failing call raises, at its innermost line in the files."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([str(root), runs]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return {(file, row): error for file, row, error in answer}

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()


def _answer(root: str, runs: list[tuple[str, str]]) -> list[tuple[str, int, str]]:
    roots = [root, str(Path(root, "src"))]
    sys.path[:0] = roots
    importlib.invalidate_caches()
    try:
        return [found for file, text in runs for found in _failure(root, file, text)]
    finally:
        del sys.path[: len(roots)]
        for name in [n for n, module in sys.modules.items() if _lies_in(module, root)]:
            del sys.modules[name]


def _failure(root: str, file: str, text: str) -> list[tuple[str, int, str]]:
    parts = Path(file).with_suffix("").parts
    parts = parts[1:] if parts[0] == "src" else parts
    try:
        module = importlib.import_module(".".join(p for p in parts if p != "__init__"))
        eval(compile(text, "<run>", "eval"), vars(module))
    except Exception as error:
        return [(*_innermost(error, root), type(error).__name__)]
    return []


def _innermost(error: Exception, root: str) -> Row:
    found = f"<run>: {error}", 0
    step = error.__traceback__
    while step:
        path = step.tb_frame.f_code.co_filename
        if path.startswith(root):
            found = Path(path).relative_to(root).as_posix(), step.tb_lineno
        step = step.tb_next
    return found


def _lies_in(module: Any, root: str) -> bool:
    places = [getattr(module, "__file__", None), *getattr(module, "__path__", ())]
    return any(str(place).startswith(root) for place in places)


def main() -> None:
    """Answers each line of standard input by a line of output."""
    import jax

    jax.config.update("jax_disable_most_optimizations", True)
    sys.dont_write_bytecode = True
    for line in sys.stdin:
        with contextlib.redirect_stdout(sys.stderr):
            told = _answer(*json.loads(line))
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
