"""numpy.testing: comparisons read the numbers of both sides at once."""

@varies("strict")
def assert_allclose(
    actual: Concrete,
    desired: Concrete,
    rtol: Any = 1e-07,
    atol: Any = 0,
    equal_nan: Any = True,
    err_msg: Any = "",
    verbose: Any = True,
    *,
    strict: Any = False,
) -> Static[None]: ...
@varies("strict")
def assert_array_equal(
    actual: Concrete, desired: Concrete, err_msg: Any = "", verbose: Any = True, *, strict: Any = False
) -> Static[None]: ...
def assert_array_almost_equal(
    actual: Concrete, desired: Concrete, decimal: Any = 6, err_msg: Any = "", verbose: Any = True
) -> Static[None]: ...
@varies("strict")
def assert_array_less(
    x: Concrete, y: Concrete, err_msg: Any = "", verbose: Any = True, *, strict: Any = False
) -> Static[None]: ...
def assert_array_almost_equal_nulp(x: Concrete, y: Concrete, nulp: Any = 1) -> Static[None]: ...
def assert_array_max_ulp(
    a: Concrete, b: Concrete, maxulp: Any = 1, dtype: Any = None
) -> NumPy: ...
