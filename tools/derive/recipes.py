"""Calls that no search would find: their arguments must fit each other."""

import io
from typing import Any

import jax
import numpy as np

from tools.derive.candidates import CUBE, IMAGE, INDICES, MASK, MATRIX, SCALAR, VECTOR

SIGNATURES: dict[str, str] = {
    "numpy.fromstring": "(string, dtype=float, count=-1, *, sep, like=None)",
}
"""Signatures of functions that do not tell theirs."""

KERNEL = np.ones((1, 1, 2, 2), np.float32)
CONVOLUTION: dict[str, Any] = {"lhs": IMAGE, "rhs": KERNEL, "window_strides": (1, 1),
                               "padding": "SAME"}  # fmt: skip
PADDED: dict[str, Any] = {**CONVOLUTION, "padding": ((0, 0), (0, 0))}
SHAPES: dict[str, Any] = {"lhs_shape": IMAGE.shape, "rhs_shape": KERNEL.shape}
ROWS = np.array([[0], [2]], np.int32)
GATHER: dict[str, Any] = {
    "operand": VECTOR, "start_indices": ROWS, "slice_sizes": (1,),
    "dimension_numbers": jax.lax.GatherDimensionNumbers((1,), (), (0,)),
}  # fmt: skip
SCATTER: dict[str, Any] = {
    "operand": VECTOR, "scatter_indices": ROWS, "updates": np.ones(2, np.float32),
    "dimension_numbers": jax.lax.ScatterDimensionNumbers((), (0,), (0,)),
}  # fmt: skip
RAGGED = jax.lax.RaggedDotDimensionNumbers((((1,), (1,)), ((), ())), [0], [0])
CONTRACTION = (((1,), (0,)), ((), ()))
BATCHES = np.ones((2, 32, 64), np.float32)
EINSUM: dict[str, Any] = {"subscripts": "ij,jk->ik", "operands": (MATRIX, MATRIX)}
COLUMN: dict[str, Any] = {"indices": np.zeros((3, 1), int), "values": 0.5, "axis": 1}

CALLS: dict[str, dict[str, Any]] = {
    "jax.lax.conv": CONVOLUTION,
    "jax.lax.conv_dimension_numbers": {**SHAPES, "dimension_numbers": None},
    "jax.lax.conv_general_dilated": CONVOLUTION,
    "jax.lax.conv_general_dilated_local": {
        **CONVOLUTION, "rhs": np.ones((1, 4, 8, 8), np.float32), "filter_shape": (2, 2),
    },
    "jax.lax.conv_general_dilated_patches": {
        "lhs": IMAGE, "filter_shape": (2, 2), "window_strides": (1, 1), "padding": "SAME",
    },
    "jax.lax.conv_general_permutations": {"dimension_numbers": ("NCHW", "OIHW", "NCHW")},
    "jax.lax.conv_general_shape_tuple": {
        **SHAPES, "window_strides": (1, 1), "padding": "SAME",
        "dimension_numbers": ("NCHW", "OIHW", "NCHW"),
    },
    "jax.lax.conv_shape_tuple": {**SHAPES, "strides": (1, 1), "pads": ((0, 0), (0, 0))},
    "jax.lax.conv_transpose": {"lhs": IMAGE, "rhs": KERNEL, "strides": (1, 1), "padding": "SAME",
                               "dimension_numbers": ("NCHW", "OIHW", "NCHW")},
    "jax.lax.conv_transpose_shape_tuple": {
        **SHAPES, "window_strides": (1, 1), "padding": "SAME",
        "dimension_numbers": ("NCHW", "OIHW", "NCHW"),
    },
    "jax.lax.conv_with_general_padding": {
        **PADDED, "lhs_dilation": (1, 1), "rhs_dilation": (1, 1),
    },
    "jax.lax.dot_general": {"lhs": MATRIX, "rhs": MATRIX, "dimension_numbers": CONTRACTION},
    "jax.lax.fft": {"x": VECTOR.astype(np.complex64), "fft_type": "fft", "fft_lengths": (3,)},
    "jax.lax.gather": GATHER,
    "jax.lax.index_take": {"src": VECTOR, "idxs": (INDICES,), "axes": (0,)},
    "jax.lax.ragged_dot": {"lhs": MATRIX, "rhs": CUBE, "group_sizes": np.array([1, 1, 1])},
    "jax.lax.ragged_dot_general": {
        "lhs": MATRIX, "rhs": CUBE, "group_sizes": np.array([1, 1, 1]),
        "ragged_dot_dimension_numbers": RAGGED,
    },
    "jax.lax.reduce_window_shape_tuple": {
        "operand_shape": (3,), "window_dimensions": (2,), "window_strides": (1,),
        "padding": ((0, 0),),
    },
    **{f"jax.lax.scatter{kind}": SCATTER for kind in ("", "_add", "_max", "_min", "_mul", "_sub")},
    "jax.nn.get_scaled_dot_general_config": {"mode": "mxfp8"},
    "jax.nn.scaled_matmul": {
        "lhs": BATCHES, "rhs": BATCHES, "lhs_scales": np.ones((2, 32, 2), np.float32),
        "rhs_scales": np.ones((2, 32, 2), np.float32),
    },
    "jax.numpy.clip": {"arr": VECTOR, "min": 0.1, "max": 0.9},
    "jax.numpy.einsum": EINSUM,
    "jax.numpy.einsum_path": EINSUM,
    "jax.numpy.fill_diagonal": {"a": MATRIX, "val": VECTOR, "inplace": False},
    "jax.numpy.gradient": {"f": VECTOR},
    "jax.numpy.place": {"arr": VECTOR, "mask": MASK, "vals": VECTOR, "inplace": False},
    "jax.numpy.put": {"a": VECTOR, "ind": 1, "v": VECTOR, "inplace": False},
    "jax.numpy.put_along_axis": {"arr": MATRIX, **COLUMN, "inplace": False},
    "jax.numpy.squeeze": {"a": VECTOR[None]},
    "jax.random.wrap_key_data": {"key_bits_array": np.array([0, 1], np.uint32)},
    "jax.scipy.linalg.leslie": {"f": VECTOR, "s": VECTOR[1:]},
    "jax.scipy.special.zeta": {"x": SCALAR + 1, "q": SCALAR},
    "numpy.apply_along_axis": {"func1d": np.sum, "axis": 0, "arr": MATRIX},
    "numpy.apply_over_axes": {"func": np.sum, "a": MATRIX, "axes": [0]},
    "numpy.clip": {"a": VECTOR, "a_min": 0.1, "a_max": 0.9},
    "numpy.datetime_as_string": {"arr": np.array(["2020-01-01"], "datetime64[D]")},
    "numpy.datetime_data": {"dtype": np.dtype("datetime64[D]")},
    "numpy.einsum": {"operands": ("ij,jk->ik", MATRIX, MATRIX)},
    "numpy.einsum_path": {"operands": ("ij,jk->ik", MATRIX, MATRIX)},
    "numpy.gradient": {"f": VECTOR},
    "numpy.isnat": {"x": np.array(["2020-01-01"], "datetime64[D]")},
    "numpy.piecewise": {"x": VECTOR, "condlist": [MASK], "funclist": [1.0]},
    "numpy.ravel_multi_index": {"multi_index": [INDICES, INDICES], "dims": (3, 3)},
    "numpy.reshape": {"a": VECTOR, "shape": -1},
    "numpy.save": {"file": io.BytesIO(), "arr": VECTOR},
    "numpy.savetxt": {"fname": io.BytesIO(), "X": VECTOR},
    "numpy.savez": {"file": io.BytesIO(), "args": (VECTOR,)},
    "numpy.split": {"ary": VECTOR, "indices_or_sections": 1},
    "numpy.typename": {"char": "f"},
    "numpy.where": {"condition": MASK, "x": VECTOR, "y": VECTOR},
}  # fmt: skip
"""Arguments of calls that work, or that lack only concrete values."""
