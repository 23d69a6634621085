"""JIT3xx agrees with JAX row by row: what compiles more often than once is what is reported."""

from pathlib import Path
from typing import Any

import jax
import pytest
from manual import findings
from recompilation import ROWS, Row

RECOMPILES = ("JIT3", "JIT401", "JIT402")
REFUSALS = ("Non-hashable static arguments", "Error interpreting argument")
compilations: list[str] = []


@pytest.fixture(scope="module", autouse=True)
def _listening() -> None:
    def heard(event: str, _: float, **details: Any) -> None:
        if event.endswith("backend_compile_duration"):
            compilations.append(str(details.get("fun_name")))

    jax.monitoring.register_event_duration_secs_listener(heard)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_compiles_too_often_is_reported_and_nothing_else(row: Row, tmp_path: Path) -> None:
    found = findings(row.text, tmp_path, "JIT306")
    codes = {finding.code for finding in found if finding.code.startswith(RECOMPILES)}
    assert codes == ({row.code} if row.code else set())
    count = compiled(row.text)
    assert (count is None or count > row.once) == bool(row.code or row.unreachable)


def compiled(text: str) -> int | None:
    """Returns how often a program compiles when its operations are known; None if JAX refuses."""
    program = compile(text, "<row>", "exec")
    for _ in range(2):
        compilations.clear()
        try:
            exec(program, {"__name__": "row"})
        except (TypeError, ValueError) as error:
            if not str(error).startswith(REFUSALS):
                raise
            return None
    return len(compilations)
