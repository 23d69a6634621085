"""The Array that jaxtyping hands on is JAX's own; its PyTree is no array."""

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


TREE = """
import jax
from flax import struct
from jaxtyping import PyTree

class State(struct.PyTreeNode):
    variables: PyTree[float]

@jax.jit
def change(state: State):
    variables = state.variables.copy()
    variables["a"] = 1.0
    return variables

change(State({"a": 2.0}))
"""


def test_a_field_annotated_as_a_pytree_may_be_a_dict(tmp_path: Path) -> None:
    file = tmp_path / "state.py"
    file.write_text(TREE)
    assert check([str(file)]).findings == ()
