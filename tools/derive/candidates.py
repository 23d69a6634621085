"""Values worth trying as an argument, by the parameter's name: nothing here claims anything.

A candidate only has to let a call succeed; what JAX does when it is traced is measured.
"""

from functools import cache
from typing import Any

import jax
import numpy as np

VECTOR = np.array([0.1, 0.2, 0.3], np.float32)
MATRIX = np.array([[2.0, 0.1, 0.2], [0.1, 3.0, 0.3], [0.2, 0.3, 4.0]], np.float32)
CUBE = np.linspace(0.1, 0.9, 27, dtype=np.float32).reshape(3, 3, 3)
IMAGE = np.linspace(0.1, 0.9, 64, dtype=np.float32).reshape(1, 1, 8, 8)
SCALAR = np.array(0.5, np.float32)
INDICES = np.array([0, 1, 2], np.int32)
MASK = np.array([True, False, True])
COMPLEX = np.array([0.1 + 1j, 0.2, 0.3], np.complex64)
WAVE = np.linspace(-1, 1, 16, dtype=np.float32)
BYTES = np.array([1, 2, 3], np.uint8)

UNTOUCHED = {"out", "device", "sharding", "out_sharding", "like", "signature", "casting",
             "subok", "order", "copy", "layout", "extobj", "wrap_negative_indices"}  # fmt: skip
"""Parameters without effect on what is traced, or for which there is nothing to trace."""

FUNCTIONS = {"f", "fun", "func", "func1d", "function", "funclist", "pyfunc", "body_fun", "combine",
             "cond_fun", "true_fun", "body", "is_leaf", "matvec", "branches", "computation",
             "fn", "reducer", "operation", "select", "update_computation", "comparator", "solve",
             "decomposition", "mask_func", "fwd", "jvp", "transpose_solve", "callable",
             "kernel_fn"}  # fmt: skip
"""Names of parameters that take a function: what takes one is described by hand."""

SHAPES: list[Any] = [(1, 3), (3,), (3, 3), (2, 3), (9,), (3, 3, 3), (2, 4)]
AXES: list[Any] = [0, (0,), (0, 1), 1, -1]
ARRAYS: list[Any] = [VECTOR, MATRIX]
HINTS: dict[str, list[Any]] = {
    "shape": SHAPES, "new_shape": SHAPES, "newshape": SHAPES, "sizes": [(3,), (3, 3)],
    "shapes": [((3,), (3,))], "new_sizes": [(3, 3), (9,)], "slice_sizes": [(2,), (2, 2)],
    "start_indices": [(0,), [0, 0], np.array([0])], "limit_indices": [(2,)], "strides": [(1,)],
    "dimensions": [(0,), (1, 0), 0], "dimension": [0], "permutation": [(0,), (1, 0)],
    "broadcast_dimensions": [(0,), (1,), ()], "axis": AXES, "axes": AXES, "axis1": [0],
    "axis2": [1, 0], "source": [0], "destination": [1, 0], "dim": [0], "dims": AXES,
    "dtype": [np.float32, np.int32], "new_dtype": [np.float32], "num": [5], "size": [3],
    "N": [3], "M": [3], "n": [3, 2], "k": [1], "m": [MATRIX, 2, 3], "length": [6],
    "num_classes": [3],
    "key": ["KEY"], "seed": [0], "data": [0, VECTOR], "keys": ["KEY"], "data_ints": [BYTES],
    "indices": [INDICES, 1], "ind": [INDICES], "index": [1, 0], "obj": [1, INDICES],
    "condition": [MASK], "cond": [MASK], "pred": [True, MASK], "mask": [MASK], "where": [MASK],
    "choices": [[VECTOR, VECTOR, VECTOR]], "condlist": [[MASK, MASK]],
    "choicelist": [[VECTOR, VECTOR]], "arrays": [[VECTOR, VECTOR], [MATRIX, MATRIX]],
    "arys": [(VECTOR, VECTOR), (MATRIX, MATRIX)], "args": [(VECTOR, VECTOR), (VECTOR,)],
    "xi": [(VECTOR, VECTOR)], "tup": [[VECTOR, VECTOR]], "seq": [[VECTOR, VECTOR]],
    "operands": [[VECTOR, VECTOR], (VECTOR,)], "tensors": [[VECTOR, VECTOR]],
    "ary": [VECTOR, MATRIX, CUBE], "a": ARRAYS, "x": [VECTOR, MATRIX, INDICES, SCALAR],
    "weights": [VECTOR], "repeats": [2, np.array([1, 2, 0])], "total_repeat_length": [6, 3],
    "reps": [2, (2, 1)], "shift": [1], "decimals": [1], "bins": [3, VECTOR], "range": [(0.0, 1.0)],
    "pad_width": [1, (1, 1)], "fill_value": [0.5], "constant_values": [1.0],
    "assume_unique_indices": [True], "indices_or_sections": [3, [1, 2]], "sections": [3],
    "bitorder": ["little"], "q": [0.5, VECTOR], "ord": [2, 1, "fro"], "keepdims": [True],
    "ddof": [1], "mode": ["clip", "reflect", "same", "reduced", "wrap", "fill", "r"],
    "method": ["sort", "nearest", "lower", "direct", "sqrt"], "precision": ["highest"],
    "subscripts": ["i,i->i", "ij,jk->ik"], "name": ["float32"], "side": ["right"],
    "preferred_element_type": [np.float32], "sorter": [INDICES], "rcond": [0.1], "rtol": [0.1],
    "atol": [0.1], "tol": [0.1], "minlength": [4], "sparse": [True], "indexing": ["ij"],
    "dx": [0.5], "varargs": [(0.5,)], "values": [VECTOR, 0.5, SCALAR], "initial": [0.5, 1],
    "value": [0.5, VECTOR], "val": [VECTOR, 0.5], "nan": [0.5], "posinf": [0.5], "neginf": [0.5],
    "min": [0.1], "max": [0.9], "a_min": [0.1], "a_max": [0.9], "lower": [True, VECTOR, 0.1],
    "start": [0.1, 0, 1], "stop": [2.0, 3, 1], "end": [2.0], "step": [1, 0.5], "base": [2.0],
    "prepend": [VECTOR], "append": [VECTOR], "to_begin": [VECTOR], "to_end": [VECTOR],
    "left": [0.5], "right": [0.5], "period": [1.0], "xp": [VECTOR], "fp": [VECTOR],
    "y": [VECTOR, MATRIX, INDICES, SCALAR], "b": [VECTOR, MATRIX, SCALAR], "bounds": [(0, 3)],
    "start_index": [0], "slice_size": [2], "limit_index": [2], "stride": [1], "update": [VECTOR],
    "operand": [VECTOR, MATRIX], "lhs": [VECTOR, MATRIX], "rhs": [VECTOR, MATRIX],
    "padding_value": [SCALAR], "padding_config": [[(1, 1, 0)]], "edge_padding": ["SAME"],
    "padding": ["SAME", [(1, 1)]], "index_dtype": [np.int32], "num_keys": [1], "p": [VECTOR, 0.5],
    "minval": [0, 0.1], "maxval": [5, 0.9], "lam": [1.0], "alpha": [VECTOR, 1.0, 0.5], "df": [3.0],
    "loc": [0.0], "scale": [1.0], "mean": [VECTOR], "cov": [MATRIX], "logits": [VECTOR, MATRIX],
    "replace": [False], "independent": [True], "num_segments": [3], "segment_ids": [INDICES],
    "treedef": ["TREEDEF"], "tree": [[VECTOR, {"a": VECTOR}]], "leaves": [[VECTOR, VECTOR]],
    "input_string": ["ij,jk->ik"], "x1": [VECTOR, MATRIX, INDICES], "x2": [VECTOR, MATRIX, INDICES],
    "c": [MATRIX, VECTOR], "r": [VECTOR], "A": [MATRIX], "B": [MATRIX, VECTOR], "M_": [3],
    "c_and_lower": [(MATRIX, True)], "lu_and_piv": [(MATRIX, INDICES)], "unpack": [False],
    "impl": ["threefry2x32"], "accuracy": [None], "unit": ["s"], "string": ["1 2 3"],
    "sep": [" "], "data_": [0], "num_spatial_dims": [2], "type": [1, 2], "deg": [1, 2],
    "fs": [1.0], "nperseg": [8], "noverlap": [2], "nfft": [16], "window": ["hann", "boxcar"],
    "detrend": ["constant"], "return_onesided": [False], "scaling": ["spectrum", "density"],
    "coordinates": [[VECTOR]], "cval": [0.5], "points": [VECTOR], "dataset": [MATRIX],
    "num_terms": [3], "max_iter": [3], "norm": ["ortho"], "s": [(3,), (3, 3), 0.5], "d": [1.0],
}  # fmt: skip
GENERIC: list[Any] = [VECTOR, MATRIX, INDICES, 1, SCALAR, CUBE, MASK, [VECTOR, VECTOR], 3, (3,),
                      COMPLEX, WAVE, BYTES, "KEY", np.float32, IMAGE, True, 0.5]  # fmt: skip


def worth_trying(name: str, required: bool) -> list[Any]:
    """Returns values for a parameter of that name, the likeliest first."""
    hinted = HINTS.get(name, [])
    return [*hinted, *(GENERIC if required else [VECTOR, 1, SCALAR, True, MATRIX])]


def made(value: Any) -> Any:
    """Returns the value that a candidate stands for: keys and tree definitions need JAX."""
    if not isinstance(value, str):
        return value
    return {"KEY": _key, "TREEDEF": _treedef}.get(value, lambda: value)()


@cache
def _key() -> Any:
    return jax.random.key(0)


@cache
def _treedef() -> Any:
    return jax.tree.structure([0, 1])
