"""The Array that jaxtyping hands on is JAX's own."""

from pathlib import Path

from jitlint.check.pipeline import check

PROGRAM = """
import equinox as eqx
from jaxtyping import Array

@eqx.filter_jit
def sign(x: Array):
    if x.any():
        return x
    return -x
"""


def test_a_parameter_annotated_with_it_is_traced_by_filter_jit(tmp_path: Path) -> None:
    file = tmp_path / "model.py"
    file.write_text(PROGRAM)
    assert [(each.code, each.at.row) for each in check([str(file)]).findings] == [("JIT101", 7)]
