"""Runs the experiments and writes the stubs: `python -m tools.derive --also PYTHON …`."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.derive.write import stub

ROOT = Path(__file__).parents[2]
STUBS = ROOT / "jitlint" / "models" / "derived"


def main() -> None:
    """Measures with this interpreter and every other one named, and writes what all agree on."""
    parser = argparse.ArgumentParser(prog="python -m tools.derive", description=__doc__)
    parser.add_argument("--also", action="append", default=[], metavar="PYTHON")
    parser.add_argument("--measure", action="store_true", help="print the outcomes as JSON")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measured()))
        return
    runs = [_run(python) for python in [sys.executable, *options.also]]
    _write(runs)


def _measured() -> dict[str, Any]:
    os.environ.setdefault("JAX_PLATFORMS", "cpu")
    from tools.derive.measure import measure

    return measure()


def _run(python: str) -> dict[str, Any]:
    command = [python, "-W", "ignore", "-m", "tools.derive", "--measure"]
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout.splitlines()[-1])


def _write(runs: list[dict[str, Any]]) -> None:
    from tools.derive.join import joined

    together = joined(runs)
    for module, measured in together["modules"].items():
        text = stub(module, measured, together["versions"])
        (STUBS / f"{module}.pyi").write_text(text)
        _tell(module, measured)


def _tell(module: str, measured: dict[str, Any]) -> None:
    functions = measured["functions"]
    unknown = [name for name, found in functions.items() if found["returns"] == "?"]
    by_hand = ", ".join(measured["by_hand"])
    print(f"{module}: {len(functions) - len(unknown)} of {len(functions)} functions called")
    print(f"    unknown: {', '.join(unknown) or 'none'}\n    by hand: {by_hand or 'none'}")


if __name__ == "__main__":
    main()
