"""Runs the experiments and writes the stubs: `python -m tools.derive --also PYTHON …`."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.derive.compare import STUBS, committed, disagreements
from tools.derive.join import Measured, joined
from tools.derive.write import stub

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Writes what all interpreters agree on, or tells where stubs and this one disagree."""
    parser = argparse.ArgumentParser(prog="python -m tools.derive", description=__doc__)
    parser.add_argument(
        "--also", action="append", default=[], metavar="PYTHON",
        help="measure with this interpreter's versions too, and write what all agree on",
    )  # fmt: skip
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    parser.add_argument("--measure", action="store_true", help="write nothing, print JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured()))
        return 0
    runs = [_run(python) for python in [sys.executable, *options.also]]
    return _check(runs) if options.check else _write(joined(runs))


def _measured() -> Measured:
    os.environ["JAX_PLATFORMS"] = "cpu"
    from tools.derive.measure import measure

    return measure()


def _run(python: str) -> Measured:
    command = [python, "-W", "ignore", "-m", "tools.derive", "--measure"]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def _check(runs: list[Measured]) -> int:
    complaints = [line for run in runs for line in _complaints(run["modules"])]
    print("\n".join(complaints) or "the stubs and the installed versions agree")
    return 1 if complaints else 0


def _complaints(modules: dict[str, Measured]) -> list[str]:
    lines: list[str] = []
    for module, measured in modules.items():
        stated = committed(module) if (STUBS / f"{module}.pyi").exists() else {}
        for name, found in measured["functions"].items():
            if name in stated:
                lines += disagreements(f"{module}.{name}", stated[name], found)
    return lines


def _write(together: Measured) -> int:
    for module, measured in together["modules"].items():
        if measured["functions"]:
            text = stub(module, measured, together["versions"])
            (STUBS / f"{module}.pyi").write_text(text, "utf-8")
        _tell(module, measured)
    return 0


def _tell(module: str, measured: dict[str, Any]) -> None:
    functions = measured["functions"]
    unknown = [name for name, found in functions.items() if found["returns"] == "?"]
    print(f"{module}: {len(functions) - len(unknown)} of {len(functions)} functions called")
    print(f"    unknown: {', '.join(unknown) or 'none'}")
    print(f"    by hand: {', '.join(measured['by_hand']) or 'none'}")


if __name__ == "__main__":
    sys.exit(main())
