# What numpy does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

False_: Static[bool]
True_: Static[bool]
character: Static
complexfloating: Static
e: Static[float]
euler_gamma: Static[float]
flexible: Static
floating: Static
generic: Static
inexact: Static
inf: Static[float]
integer: Static
little_endian: Static[bool]
nan: Static[float]
newaxis: Static
number: Static
pi: Static[float]
signedinteger: Static
unsignedinteger: Static
void: Static
@varies("casting", "order", "dtype", "subok", "signature")
def abs(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def absolute(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def acos(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def acosh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def add(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def all(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    *,
    where: Dispatches = ...,
) -> NumPy: ...
def allclose(
    a: Concrete,
    b: Concrete,
    rtol: Concrete = 1e-05,
    atol: Concrete = 1e-08,
    equal_nan: Static = False,
) -> Static[bool]: ...
def amax(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Concrete = ...,
) -> NumPy: ...
def amin(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Concrete = ...,
) -> NumPy: ...
def angle(z: Concrete, deg: Static = False) -> NumPy: ...
def any(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    *,
    where: Dispatches = ...,
) -> NumPy: ...
def append(arr: Concrete, values: Concrete, axis: Static = None) -> NumPy: ...
def apply_along_axis(
    func1d: Any,
    axis: Static,
    arr: Concrete,
    *args: Any,
    **kwargs: Any,
) -> NumPy: ...
def apply_over_axes(func: Any, a: Concrete, axes: Concrete) -> NumPy: ...
@varies()
def arange(
    start_or_stop: Concrete,
    /,
    stop: Concrete = None,
    step: Concrete = 1,
    *,
    dtype: Any = None,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arccos(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arccosh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arcsin(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arcsinh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arctan(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arctan2(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def arctanh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def argmax(
    a: Dispatches,
    axis: Concrete = None,
    out: Any = None,
    *,
    keepdims: Concrete = ...,
) -> NumPy: ...
def argmin(
    a: Dispatches,
    axis: Concrete = None,
    out: Any = None,
    *,
    keepdims: Concrete = ...,
) -> NumPy: ...
def argpartition(
    a: Concrete,
    kth: Concrete,
    axis: Static = -1,
    kind: Any = 'introselect',
    order: Any = None,
) -> NumPy: ...
@varies("descending")
def argsort(
    a: Dispatches,
    axis: Static = -1,
    kind: Any = None,
    order: Any = None,
    *,
    stable: Static = None,
    descending: Static = ...,
) -> NumPy: ...
def argwhere(a: Concrete) -> NumPy: ...
def around(a: Dispatches, decimals: Static = 0, out: Any = None) -> NumPy: ...
@varies()
def array(
    object: Concrete,
    dtype: Any = None,
    *,
    copy: Any = True,
    order: Any = 'K',
    subok: Any = False,
    ndmin: Static = 0,
    ndmax: Static = 0,
    like: Any = None,
) -> NumPy: ...
@varies("style")
def array2string(
    a: Concrete,
    max_line_width: Static = None,
    precision: Static = None,
    suppress_small: Static = None,
    separator: Any = ' ',
    prefix: Any = '',
    *,
    formatter: Any = None,
    threshold: Static = None,
    edgeitems: Any = None,
    sign: Any = None,
    floatmode: Any = None,
    suffix: Any = '',
    legacy: Static = None,
    style: Any = ...,
) -> Static[str]: ...
# silent: a traced argument changes the answer
def array_equal(a1: Any, a2: Any, equal_nan: Any = False) -> Static[bool]: ...
# silent: a traced argument changes the answer
def array_equiv(a1: Any, a2: Any) -> Static[bool]: ...
def array_repr(
    arr: Concrete,
    max_line_width: Static = None,
    precision: Static = None,
    suppress_small: Static = None,
) -> Static[str]: ...
def array_split(ary: Dispatches, indices_or_sections: Static, axis: Static = 0) -> NumPy: ...
def array_str(
    a: Concrete,
    max_line_width: Static = None,
    precision: Static = None,
    suppress_small: Static = None,
) -> Static[str]: ...
@varies()
def asanyarray(
    a: Concrete,
    dtype: Any = None,
    order: Any = None,
    *,
    device: Any = None,
    copy: Any = None,
    like: Any = None,
) -> NumPy: ...
@varies()
def asarray(
    a: Concrete,
    dtype: Any = None,
    order: Any = None,
    *,
    device: Any = None,
    copy: Any = None,
    like: Any = None,
) -> NumPy: ...
def asarray_chkfinite(a: Concrete, dtype: Any = None, order: Any = None) -> NumPy: ...
@varies()
def ascontiguousarray(a: Concrete, dtype: Any = None, *, like: Any = None) -> NumPy: ...
@varies()
def asfortranarray(a: Concrete, dtype: Any = None, *, like: Any = None) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def asin(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def asinh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def asmatrix(data: Concrete, dtype: Any = None) -> NumPy: ...
def astype(x: Static, dtype: Any, /, *, copy: Any = True, device: Any = None) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def atan(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def atan2(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def atanh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def atleast_1d(*arys: Concrete) -> NumPy: ...
def atleast_2d(*arys: Concrete) -> NumPy: ...
def atleast_3d(*arys: Concrete) -> NumPy: ...
def average(
    a: Concrete,
    axis: Static = None,
    weights: Concrete = None,
    returned: Static = False,
    *,
    keepdims: Static = ...,
) -> NumPy: ...
def bartlett(M: Concrete) -> NumPy: ...
def base_repr(number: Static, base: Static = 2, padding: Static = 0) -> Static[str]: ...
def binary_repr(num: Static, width: Any = None) -> Static[str]: ...
@varies()
def bincount(x: Concrete, /, weights: Concrete = None, minlength: Static = 0) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_and(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_count(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_invert(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_left_shift(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_not(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_or(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_right_shift(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def bitwise_xor(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def blackman(M: Concrete) -> NumPy: ...
def block(arrays: Concrete) -> NumPy: ...
def bool(value: Concrete = 0, /) -> NumPy: ...
def bool_(value: Concrete = 0, /) -> NumPy: ...
def broadcast_arrays(*args: Concrete, subok: Any = False) -> NumPy: ...
def broadcast_shapes(*args: Static) -> Static[tuple]: ...
def broadcast_to(array: Concrete, shape: Static, subok: Any = False) -> NumPy: ...
@varies()
def busday_count(
    begindates: Concrete,
    enddates: Concrete,
    weekmask: Any = '1111100',
    holidays: Any = ...,
    busdaycal: Any = None,
    out: Any = None,
) -> NumPy: ...
@varies()
def busday_offset(
    dates: Concrete,
    offsets: Concrete,
    roll: Any = 'raise',
    weekmask: Any = '1111100',
    holidays: Any = None,
    busdaycal: Any = None,
    out: Any = None,
) -> NumPy: ...
def byte(value: Concrete = 0, /) -> NumPy: ...
def bytes_(value: Concrete = 0, /) -> NumPy: ...
@varies()
def can_cast(from_: Any, to: Any, casting: Any = 'safe') -> Static[bool]: ...
@varies("casting", "order", "dtype", "subok", "signature")
def cbrt(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def cdouble(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def ceil(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def choose(a: Concrete, choices: Concrete, out: Any = None, mode: Static = 'raise') -> NumPy: ...
def clip(
    a: Concrete,
    a_min: Concrete = ...,
    a_max: Concrete = ...,
    out: Any = None,
    *,
    min: Any = ...,
    max: Any = ...,
    **kwargs: Any,
) -> NumPy: ...
def clongdouble(value: Concrete = 0, /) -> NumPy: ...
def column_stack(tup: Concrete) -> NumPy: ...
def common_type(*arrays: Any) -> Static: ...
def complex128(value: Concrete = 0, /) -> NumPy: ...
def complex256(value: Concrete = 0, /) -> NumPy: ...
def complex64(value: Concrete = 0, /) -> NumPy: ...
def compress(condition: Concrete, a: Concrete, axis: Static = None, out: Any = None) -> NumPy: ...
@varies()
def concat(
    arrays: Concrete,
    /,
    axis: Static = 0,
    out: Any = None,
    *,
    dtype: Any = None,
    casting: Any = 'same_kind',
) -> NumPy: ...
@varies()
def concatenate(
    arrays: Concrete,
    /,
    axis: Static = 0,
    out: Any = None,
    *,
    dtype: Any = None,
    casting: Any = 'same_kind',
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def conj(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def conjugate(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def convolve(a: Concrete, v: Concrete, mode: Static = 'full') -> NumPy: ...
def copy(a: Concrete, order: Any = 'K', subok: Any = False) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def copysign(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def copyto(
    dst: Static,
    src: Concrete,
    casting: Any = 'same_kind',
    where: Concrete = True,
) -> Any: ...
@varies("bias", "ddof")
def corrcoef(
    x: Concrete,
    y: Concrete = None,
    rowvar: Static = True,
    *,
    dtype: Any = None,
    bias: Any = ...,
    ddof: Any = ...,
) -> NumPy: ...
def correlate(a: Concrete, v: Concrete, mode: Static = 'valid') -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def cos(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def cosh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def count_nonzero(a: Concrete, axis: Static = None, *, keepdims: Static = False) -> Any: ...
def cov(
    m: Concrete,
    y: Concrete = None,
    rowvar: Static = True,
    bias: Static = False,
    ddof: Static = None,
    fweights: Any = None,
    aweights: Concrete = None,
    *,
    dtype: Any = None,
) -> NumPy: ...
def cross(
    a: Concrete,
    b: Concrete,
    axisa: Static = -1,
    axisb: Static = -1,
    axisc: Static = -1,
    axis: Static = None,
) -> NumPy: ...
def csingle(value: Concrete = 0, /) -> NumPy: ...
def cumprod(a: Dispatches, axis: Static = None, dtype: Any = None, out: Any = None) -> NumPy: ...
def cumsum(a: Dispatches, axis: Static = None, dtype: Any = None, out: Any = None) -> NumPy: ...
def cumulative_prod(
    x: Concrete,
    /,
    *,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    include_initial: Static = False,
) -> NumPy: ...
def cumulative_sum(
    x: Concrete,
    /,
    *,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    include_initial: Static = False,
) -> NumPy: ...
def datetime64(value: Any = 0, /) -> NumPy: ...
@varies()
def datetime_as_string(
    arr: Static,
    unit: Any = None,
    timezone: Any = 'naive',
    casting: Any = 'same_kind',
) -> NumPy: ...
@varies()
def datetime_data(dtype: Any, /) -> Static[tuple]: ...
@varies("casting", "order", "dtype", "subok", "signature")
def deg2rad(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def degrees(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def delete(arr: Concrete, obj: Concrete, axis: Static = None) -> NumPy: ...
def diag(v: Concrete, k: Static = 0) -> NumPy: ...
def diag_indices(n: Concrete, ndim: Static = 2) -> NumPy: ...
def diag_indices_from(arr: Any) -> NumPy: ...
def diagflat(v: Concrete, k: Static = 0) -> NumPy: ...
def diagonal(a: Concrete, offset: Static = 0, axis1: Static = 0, axis2: Static = 1) -> NumPy: ...
def diff(
    a: Concrete,
    n: Static = 1,
    axis: Static = -1,
    prepend: Concrete = ...,
    append: Concrete = ...,
) -> NumPy: ...
def digitize(x: Concrete, bins: Concrete, right: Static = False) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def divide(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def divmod(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = ...,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def dot(a: Concrete, b: Concrete, out: Any = None) -> NumPy: ...
def double(value: Concrete = 0, /) -> NumPy: ...
def dsplit(ary: Dispatches, indices_or_sections: Static) -> NumPy: ...
def dstack(tup: Concrete) -> NumPy: ...
@varies()
def dtype(dtype: Any, align: Static = False, copy: Any = False, **kwargs: Any) -> Static: ...
def ediff1d(ary: Concrete, to_end: Concrete = None, to_begin: Concrete = None) -> NumPy: ...
def einsum(
    *operands: Concrete,
    out: Any = None,
    optimize: Static = False,
    **kwargs: Any,
) -> NumPy: ...
def einsum_path(
    *operands: Concrete,
    optimize: Static = 'greedy',
    einsum_call: Static = False,
) -> Static[tuple]: ...
@varies()
def empty(
    shape: Static,
    dtype: Any = None,
    order: Any = 'C',
    *,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
@varies()
def empty_like(
    prototype: Concrete,
    /,
    dtype: Any = None,
    order: Any = 'K',
    subok: Any = True,
    shape: Static = None,
    *,
    device: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def equal(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def exp(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def exp2(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def expand_dims(a: Concrete, axis: Static) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def expm1(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def extract(condition: Concrete, arr: Concrete) -> NumPy: ...
def eye(
    N: Static,
    M: Static = None,
    k: Static = 0,
    dtype: Any = ...,
    order: Any = 'C',
    *,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def fabs(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def fill_diagonal(a: Static, val: Concrete, wrap: Static = False) -> Any: ...
def finfo(dtype: Any) -> Static: ...
def fix(x: Concrete, out: Any = None) -> NumPy: ...
def flatnonzero(a: Concrete) -> NumPy: ...
def flip(m: Dispatches, axis: Static = None) -> NumPy: ...
def fliplr(m: Concrete) -> NumPy: ...
def flipud(m: Concrete) -> NumPy: ...
def float128(value: Concrete = 0, /) -> NumPy: ...
def float16(value: Concrete = 0, /) -> NumPy: ...
def float32(value: Concrete = 0, /) -> NumPy: ...
def float64(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def float_power(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def floor(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def floor_divide(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def fmax(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def fmin(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def fmod(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def format_float_positional(
    x: Static,
    precision: Static = None,
    unique: Any = True,
    fractional: Static = True,
    trim: Any = 'k',
    sign: Static = False,
    pad_left: Static = None,
    pad_right: Static = None,
    min_digits: Static = None,
) -> Static[str]: ...
def format_float_scientific(
    x: Static,
    precision: Static = None,
    unique: Any = True,
    trim: Any = 'k',
    sign: Static = False,
    pad_left: Static = None,
    exp_digits: Static = None,
    min_digits: Static = None,
) -> Static[str]: ...
@varies("casting", "order", "dtype", "subok", "signature")
def frexp(
    x: Concrete,
    /,
    out: Any = ...,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def frombuffer(
    buffer: Static,
    dtype: Any = None,
    count: Static = -1,
    offset: Static = 0,
    *,
    like: Any = None,
) -> NumPy: ...
def fromstring(
    string: Static,
    dtype: Any = ...,
    count: Static = -1,
    *,
    sep: Any,
    like: Any = None,
) -> NumPy: ...
def full(
    shape: Static,
    fill_value: Concrete,
    dtype: Any = None,
    order: Any = 'C',
    *,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
def full_like(
    a: Concrete,
    fill_value: Concrete,
    dtype: Any = None,
    order: Any = 'K',
    subok: Any = True,
    shape: Static = None,
    *,
    device: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def gcd(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def geomspace(
    start: Concrete,
    stop: Concrete,
    num: Static = 50,
    endpoint: Static = True,
    dtype: Any = None,
    axis: Static = 0,
) -> NumPy: ...
def gradient(
    f: Concrete,
    *varargs: Concrete,
    axis: Static = None,
    edge_order: Static = 1,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def greater(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def greater_equal(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def half(value: Concrete = 0, /) -> NumPy: ...
def hamming(M: Concrete) -> NumPy: ...
def hanning(M: Concrete) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def heaviside(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def histogram(
    a: Concrete,
    bins: Concrete = 10,
    range: Static = None,
    density: Static = None,
    weights: Concrete = None,
) -> NumPy: ...
def histogram2d(
    x: Concrete,
    y: Concrete,
    bins: Concrete = 10,
    range: Any = None,
    density: Static = None,
    weights: Concrete = None,
) -> NumPy: ...
def histogram_bin_edges(
    a: Concrete,
    bins: Concrete = 10,
    range: Static = None,
    weights: Concrete = None,
) -> NumPy: ...
def histogramdd(
    sample: Concrete,
    bins: Static = 10,
    range: Any = None,
    density: Static = None,
    weights: Concrete = None,
) -> NumPy: ...
def hsplit(ary: Dispatches, indices_or_sections: Static) -> NumPy: ...
def hstack(tup: Concrete, *, dtype: Any = None, casting: Any = 'same_kind') -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def hypot(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def i0(x: Concrete) -> NumPy: ...
def identity(n: Static, dtype: Any = None, *, like: Any = None) -> NumPy: ...
def iinfo(int_type: Any) -> Static: ...
def imag(val: Dispatches) -> NumPy: ...
@varies()
def in1d(
    ar1: Concrete,
    ar2: Concrete,
    assume_unique: Any = False,
    invert: Static = False,
    *,
    kind: Any = None,
) -> NumPy: ...
def indices(dimensions: Static, dtype: Any = ..., sparse: Static = False) -> NumPy: ...
@varies()
def inner(a: Concrete, b: Concrete, /) -> NumPy: ...
def insert(arr: Concrete, obj: Concrete, values: Concrete, axis: Static = None) -> NumPy: ...
def int16(value: Concrete = 0, /) -> NumPy: ...
def int32(value: Concrete = 0, /) -> NumPy: ...
def int64(value: Concrete = 0, /) -> NumPy: ...
def int8(value: Concrete = 0, /) -> NumPy: ...
def int_(value: Concrete = 0, /) -> NumPy: ...
def intc(value: Concrete = 0, /) -> NumPy: ...
def interp(
    x: Concrete,
    xp: Concrete,
    fp: Concrete,
    left: Static = None,
    right: Static = None,
    period: Static = None,
) -> NumPy: ...
def intersect1d(
    ar1: Concrete,
    ar2: Concrete,
    assume_unique: Static = False,
    return_indices: Static = False,
) -> NumPy: ...
def intp(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def invert(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def is_busday(
    dates: Concrete,
    weekmask: Any = '1111100',
    holidays: Any = None,
    busdaycal: Any = None,
    out: Any = None,
) -> NumPy: ...
def isclose(
    a: Concrete,
    b: Concrete,
    rtol: Concrete = 1e-05,
    atol: Concrete = 1e-08,
    equal_nan: Static = False,
) -> NumPy: ...
def iscomplex(x: Concrete) -> NumPy: ...
def iscomplexobj(x: Dispatches) -> Static[bool]: ...
def isdtype(dtype: Any, kind: Any) -> Static[bool]: ...
@varies("casting", "order", "dtype", "subok", "signature")
def isfinite(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def isfortran(a: Static) -> Static[bool]: ...
def isin(
    element: Concrete,
    test_elements: Concrete,
    assume_unique: Any = False,
    invert: Static = False,
    *,
    kind: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def isinf(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def isnan(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def isnat(
    x: Static,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def isneginf(x: Concrete, out: Any = None) -> NumPy: ...
def isposinf(x: Concrete, out: Any = None) -> NumPy: ...
def isreal(x: Dispatches) -> NumPy: ...
def isrealobj(x: Dispatches) -> Static[bool]: ...
def isscalar(element: Any) -> Static[bool]: ...
def issubdtype(arg1: Any, arg2: Any) -> Static[bool]: ...
def iterable(y: Any) -> Static[bool]: ...
def ix_(*args: Concrete) -> NumPy: ...
def kaiser(M: Concrete, beta: Concrete) -> NumPy: ...
def kron(a: Concrete, b: Concrete) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def lcm(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def ldexp(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def left_shift(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def less(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def less_equal(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def lexsort(keys: Concrete, axis: Static = -1) -> NumPy: ...
def linspace(
    start: Concrete,
    stop: Concrete,
    num: Static = 50,
    endpoint: Static = True,
    retstep: Static = False,
    dtype: Any = None,
    axis: Static = 0,
    *,
    device: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def log(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def log10(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def log1p(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def log2(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logaddexp(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logaddexp2(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logical_and(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logical_not(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logical_or(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def logical_xor(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def logspace(
    start: Concrete,
    stop: Concrete,
    num: Static = 50,
    endpoint: Static = True,
    base: Concrete = 10.0,
    dtype: Any = None,
    axis: Static = 0,
) -> NumPy: ...
def long(value: Concrete = 0, /) -> NumPy: ...
def longdouble(value: Concrete = 0, /) -> NumPy: ...
def longlong(value: Concrete = 0, /) -> NumPy: ...
@varies("axes", "axis", "keepdims", "casting", "order", "dtype", "subok", "signature", "where")
def matmul(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    axes: Any = ...,
    axis: Any = ...,
    keepdims: Any = False,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
    where: Any = None,
) -> NumPy: ...
def matrix(data: Concrete, dtype: Any = None, copy: Any = True) -> NumPy: ...
def matrix_transpose(x: Concrete, /) -> NumPy: ...
@varies("axes", "axis", "keepdims", "casting", "order", "dtype", "subok", "signature", "where")
def matvec(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    axes: Any = ...,
    axis: Any = ...,
    keepdims: Any = False,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
    where: Any = None,
) -> NumPy: ...
def max(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Concrete = ...,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def maximum(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies()
def may_share_memory(a: Concrete, b: Concrete, /, max_work: Static = 0) -> Static[bool]: ...
def mean(
    a: Dispatches,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    *,
    where: Dispatches = ...,
) -> NumPy: ...
def median(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    keepdims: Static = False,
) -> NumPy: ...
def meshgrid(
    *xi: Concrete,
    copy: Any = True,
    sparse: Static = False,
    indexing: Any = 'xy',
) -> NumPy: ...
def min(
    a: Dispatches,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Concrete = ...,
) -> NumPy: ...
@varies()
def min_scalar_type(a: Concrete, /) -> Static: ...
@varies("casting", "order", "dtype", "subok", "signature")
def minimum(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def mintypecode(
    typechars: Concrete,
    typeset: Any = 'GDFgdf',
    default: Any = 'd',
) -> Static[str]: ...
@varies("casting", "order", "dtype", "subok", "signature")
def mod(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def modf(
    x: Concrete,
    /,
    out: Any = ...,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def moveaxis(a: Dispatches, source: Static, destination: Static) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def multiply(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def nan_to_num(
    x: Concrete,
    copy: Any = True,
    nan: Concrete = 0.0,
    posinf: Concrete = None,
    neginf: Concrete = None,
) -> NumPy: ...
def nanargmax(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    *,
    keepdims: Static = ...,
) -> NumPy: ...
def nanargmin(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    *,
    keepdims: Static = ...,
) -> NumPy: ...
def nancumprod(a: Concrete, axis: Static = None, dtype: Any = None, out: Any = None) -> NumPy: ...
def nancumsum(a: Concrete, axis: Static = None, dtype: Any = None, out: Any = None) -> NumPy: ...
def nanmax(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Static = ...,
    where: Concrete = ...,
) -> NumPy: ...
def nanmean(
    a: Concrete,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    *,
    where: Concrete = ...,
) -> NumPy: ...
def nanmedian(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    keepdims: Static = ...,
) -> NumPy: ...
def nanmin(
    a: Concrete,
    axis: Static = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Static = ...,
    where: Concrete = ...,
) -> NumPy: ...
@varies("interpolation")
def nanpercentile(
    a: Concrete,
    q: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    method: Any = 'linear',
    keepdims: Static = ...,
    *,
    weights: Any = None,
    interpolation: Any = None,
) -> NumPy: ...
def nanprod(
    a: Concrete,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Static = ...,
    where: Concrete = ...,
) -> NumPy: ...
@varies("interpolation")
def nanquantile(
    a: Concrete,
    q: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    method: Any = 'linear',
    keepdims: Static = ...,
    *,
    weights: Any = None,
    interpolation: Any = None,
) -> NumPy: ...
def nanstd(
    a: Concrete,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    ddof: Concrete = 0,
    keepdims: Static = ...,
    *,
    where: Concrete = ...,
    mean: Concrete = ...,
    correction: Concrete = ...,
) -> NumPy: ...
def nansum(
    a: Concrete,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Static = ...,
    where: Concrete = ...,
) -> NumPy: ...
def nanvar(
    a: Concrete,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    ddof: Concrete = 0,
    keepdims: Static = ...,
    *,
    where: Concrete = ...,
    mean: Concrete = ...,
    correction: Concrete = ...,
) -> NumPy: ...
def ndenumerate(arr: Concrete) -> Static: ...
def ndim(a: Dispatches) -> Static[int]: ...
def ndindex(*shape: Any) -> Static: ...
@varies("casting", "order", "dtype", "subok", "signature")
def negative(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def nextafter(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def nonzero(a: Concrete) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def not_equal(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def object_(value: Concrete = 0, /) -> Any: ...
def ones(
    shape: Static,
    dtype: Any = None,
    order: Any = 'C',
    *,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
def ones_like(
    a: Concrete,
    dtype: Any = None,
    order: Any = 'K',
    subok: Any = True,
    shape: Static = None,
    *,
    device: Any = None,
) -> NumPy: ...
def outer(a: Concrete, b: Concrete, out: Any = None) -> NumPy: ...
@varies()
def packbits(a: Concrete, /, axis: Static = None, bitorder: Any = 'big') -> NumPy: ...
def pad(array: Concrete, pad_width: Concrete, mode: Any = 'constant', **kwargs: Any) -> NumPy: ...
def partition(
    a: Concrete,
    kth: Concrete,
    axis: Static = -1,
    kind: Any = 'introselect',
    order: Any = None,
) -> NumPy: ...
@varies("interpolation")
def percentile(
    a: Concrete,
    q: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    method: Any = 'linear',
    keepdims: Static = False,
    *,
    weights: Any = None,
    interpolation: Any = None,
) -> NumPy: ...
def permute_dims(a: Dispatches, axes: Concrete = None) -> NumPy: ...
def piecewise(
    x: Concrete,
    condlist: Concrete,
    funclist: Concrete,
    *args: Any,
    **kw: Any,
) -> NumPy: ...
def place(arr: Static, mask: Concrete, vals: Concrete) -> Any: ...
def poly(seq_of_zeros: Concrete) -> NumPy: ...
def poly1d(c_or_r: Concrete, r: Static = False, variable: Any = None) -> Static: ...
def polyadd(a1: Concrete, a2: Concrete) -> NumPy: ...
def polyder(p: Concrete, m: Static = 1) -> NumPy: ...
def polydiv(u: Concrete, v: Concrete) -> NumPy: ...
def polyfit(
    x: Concrete,
    y: Concrete,
    deg: Static,
    rcond: Concrete = None,
    full: Static = False,
    w: Concrete = None,
    cov: Static = False,
) -> NumPy: ...
def polyint(p: Concrete, m: Static = 1, k: Concrete = None) -> NumPy: ...
def polymul(a1: Concrete, a2: Concrete) -> NumPy: ...
def polysub(a1: Concrete, a2: Concrete) -> NumPy: ...
def polyval(p: Concrete, x: Concrete) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def positive(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def pow(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def power(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def prod(
    a: Dispatches,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Dispatches = ...,
) -> NumPy: ...
@varies()
def promote_types(type1: Any, type2: Any, /) -> Static: ...
def ptp(a: Concrete, axis: Static = None, out: Any = None, keepdims: Static = ...) -> NumPy: ...
def put(a: Static, ind: Concrete, v: Concrete, mode: Static = 'raise') -> Any: ...
def put_along_axis(arr: Static, indices: Concrete, values: Concrete, axis: Static) -> Any: ...
@varies()
def putmask(a: Static, /, mask: Concrete, values: Concrete) -> Any: ...
@varies("interpolation")
def quantile(
    a: Concrete,
    q: Concrete,
    axis: Static = None,
    out: Any = None,
    overwrite_input: Static = False,
    method: Any = 'linear',
    keepdims: Static = False,
    *,
    weights: Any = None,
    interpolation: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def rad2deg(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def radians(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def ravel(a: Concrete, order: Any = 'C') -> NumPy: ...
@varies()
def ravel_multi_index(
    multi_index: Concrete,
    dims: Static,
    mode: Static = 'raise',
    order: Any = 'C',
) -> NumPy: ...
def real(val: Dispatches) -> NumPy: ...
def real_if_close(a: Concrete, tol: Any = 100) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def reciprocal(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def record(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def remainder(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def repeat(a: Dispatches, repeats: Concrete, axis: Concrete = None) -> NumPy: ...
def require(
    a: Concrete,
    dtype: Any = None,
    requirements: Any = None,
    *,
    like: Any = None,
) -> NumPy: ...
@varies("shape", "newshape")
def reshape(
    a: Dispatches,
    /,
    shape: Concrete,
    order: Any = 'C',
    *,
    copy: Any = None,
    newshape: Any = None,
) -> NumPy: ...
def resize(a: Concrete, new_shape: Static) -> NumPy: ...
@varies()
def result_type(*arrays_and_dtypes: Any) -> Static: ...
@varies("casting", "order", "dtype", "subok", "signature")
def right_shift(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def rint(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def roll(a: Concrete, shift: Concrete, axis: Static = None) -> NumPy: ...
def rollaxis(a: Dispatches, axis: Static, start: Static = 0) -> NumPy: ...
def roots(p: Concrete) -> NumPy: ...
def rot90(m: Concrete, k: Static = 1, axes: Static = ...) -> NumPy: ...
def round(a: Dispatches, decimals: Static = 0, out: Any = None) -> NumPy: ...
@varies()
def row_stack(tup: Concrete, *, dtype: Any = None, casting: Any = 'same_kind') -> NumPy: ...
@varies("fix_imports")
def save(file: Any, arr: Concrete, allow_pickle: Any = True, *, fix_imports: Any = ...) -> Any: ...
def savetxt(
    fname: Any,
    X: Concrete,
    fmt: Any = '%.18e',
    delimiter: Any = ' ',
    newline: Any = '\n',
    header: Any = '',
    footer: Any = '',
    comments: Any = '# ',
    encoding: Any = None,
) -> Any: ...
def savez(file: Any, *args: Concrete, allow_pickle: Any = True, **kwds: Any) -> Any: ...
def searchsorted(
    a: Dispatches,
    v: Dispatches,
    side: Any = 'left',
    sorter: Dispatches = None,
) -> NumPy: ...
def select(condlist: Concrete, choicelist: Concrete, default: Concrete = 0) -> NumPy: ...
def setdiff1d(ar1: Concrete, ar2: Concrete, assume_unique: Static = False) -> NumPy: ...
def setxor1d(ar1: Concrete, ar2: Concrete, assume_unique: Static = False) -> NumPy: ...
def shape(a: Dispatches) -> Static[tuple]: ...
@varies()
def shares_memory(a: Concrete, b: Concrete, /, max_work: Static = -1) -> Static[bool]: ...
def short(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def sign(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def signbit(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def sin(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def sinc(x: Concrete) -> NumPy: ...
def single(value: Concrete = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def sinh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def size(a: Dispatches, axis: Static = None) -> Static[int]: ...
@varies("descending")
def sort(
    a: Concrete,
    axis: Static = -1,
    kind: Any = None,
    order: Any = None,
    *,
    stable: Static = None,
    descending: Static = ...,
) -> NumPy: ...
def sort_complex(a: Concrete) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def spacing(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def split(ary: Dispatches, indices_or_sections: Static, axis: Static = 0) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def sqrt(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def square(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def squeeze(a: Dispatches, axis: Any = None) -> NumPy: ...
def stack(
    arrays: Concrete,
    axis: Static = 0,
    out: Any = None,
    *,
    dtype: Any = None,
    casting: Any = 'same_kind',
) -> NumPy: ...
def std(
    a: Dispatches,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    ddof: Dispatches = 0,
    keepdims: Static = ...,
    *,
    where: Dispatches = ...,
    mean: Concrete = ...,
    correction: Dispatches = ...,
) -> NumPy: ...
def str_(value: Any = 0, /) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def subtract(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def sum(
    a: Dispatches,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    keepdims: Static = ...,
    initial: Dispatches = ...,
    where: Dispatches = ...,
) -> NumPy: ...
def swapaxes(a: Dispatches, axis1: Static, axis2: Static) -> NumPy: ...
def take(
    a: Concrete,
    indices: Concrete,
    axis: Static = None,
    out: Any = None,
    mode: Static = 'raise',
) -> NumPy: ...
@varies("axis")
def take_along_axis(arr: Dispatches, indices: Dispatches, axis: Static = -1) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def tan(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def tanh(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def tensordot(a: Concrete, b: Concrete, axes: Static = 2) -> NumPy: ...
def tile(A: Concrete, reps: Static) -> NumPy: ...
def timedelta64(value: Static = 0, /) -> NumPy: ...
def trace(
    a: Concrete,
    offset: Static = 0,
    axis1: Static = 0,
    axis2: Static = 1,
    dtype: Any = None,
    out: Any = None,
) -> NumPy: ...
def transpose(a: Dispatches, axes: Concrete = None) -> NumPy: ...
def trapezoid(
    y: Concrete,
    x: Concrete = None,
    dx: Dispatches = 1.0,
    axis: Static = -1,
) -> NumPy: ...
@varies()
def trapz(y: Concrete, x: Concrete = None, dx: Dispatches = 1.0, axis: Static = -1) -> NumPy: ...
def tri(
    N: Static,
    M: Static = None,
    k: Static = 0,
    dtype: Any = ...,
    *,
    like: Any = None,
) -> NumPy: ...
def tril(m: Concrete, k: Static = 0) -> NumPy: ...
def tril_indices(n: Static, k: Static = 0, m: Static = None) -> NumPy: ...
def tril_indices_from(arr: Any, k: Static = 0) -> NumPy: ...
def trim_zeros(filt: Concrete, trim: Any = 'fb', axis: Any = None) -> NumPy: ...
def triu(m: Concrete, k: Static = 0) -> NumPy: ...
def triu_indices(n: Static, k: Static = 0, m: Static = None) -> NumPy: ...
def triu_indices_from(arr: Any, k: Static = 0) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def true_divide(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
@varies("casting", "order", "dtype", "subok", "signature")
def trunc(
    x: Concrete,
    /,
    out: Any = None,
    *,
    where: Concrete = True,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
) -> NumPy: ...
def typename(char: Any) -> Static[str]: ...
def ubyte(value: Concrete = 0, /) -> NumPy: ...
def uint(value: Concrete = 0, /) -> NumPy: ...
def uint16(value: Concrete = 0, /) -> NumPy: ...
def uint32(value: Concrete = 0, /) -> NumPy: ...
def uint64(value: Concrete = 0, /) -> NumPy: ...
def uint8(value: Concrete = 0, /) -> NumPy: ...
def uintc(value: Concrete = 0, /) -> NumPy: ...
def uintp(value: Concrete = 0, /) -> NumPy: ...
def ulong(value: Concrete = 0, /) -> NumPy: ...
def ulonglong(value: Concrete = 0, /) -> NumPy: ...
def union1d(ar1: Concrete, ar2: Concrete) -> NumPy: ...
@varies("sorted")
def unique(
    ar: Concrete,
    return_index: Static = False,
    return_inverse: Static = False,
    return_counts: Static = False,
    axis: Static = None,
    *,
    equal_nan: Static = True,
    sorted: Any = True,
) -> NumPy: ...
def unique_all(x: Concrete) -> NumPy: ...
def unique_counts(x: Concrete) -> NumPy: ...
def unique_inverse(x: Concrete) -> NumPy: ...
def unique_values(x: Concrete) -> NumPy: ...
@varies()
def unpackbits(
    a: Concrete,
    /,
    axis: Static = None,
    count: Static = None,
    bitorder: Any = 'big',
) -> NumPy: ...
@varies()
def unravel_index(indices: Concrete, shape: Static, order: Any = 'C') -> NumPy: ...
def unstack(x: Dispatches, /, *, axis: Static = 0) -> NumPy: ...
def unwrap(
    p: Concrete,
    discont: Concrete = None,
    axis: Static = -1,
    *,
    period: Concrete = 6.283185307179586,
) -> NumPy: ...
def ushort(value: Concrete = 0, /) -> NumPy: ...
def vander(x: Concrete, N: Static = None, increasing: Static = False) -> NumPy: ...
def var(
    a: Dispatches,
    axis: Static = None,
    dtype: Any = None,
    out: Any = None,
    ddof: Dispatches = 0,
    keepdims: Static = ...,
    *,
    where: Dispatches = ...,
    mean: Concrete = ...,
    correction: Dispatches = ...,
) -> NumPy: ...
@varies()
def vdot(a: Concrete, b: Concrete, /) -> NumPy: ...
@varies("axes", "axis", "keepdims", "casting", "order", "dtype", "subok", "signature", "where")
def vecdot(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    axes: Any = ...,
    axis: Static = ...,
    keepdims: Static = False,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
    where: Any = None,
) -> NumPy: ...
@varies("axes", "axis", "keepdims", "casting", "order", "dtype", "subok", "signature", "where")
def vecmat(
    x1: Concrete,
    x2: Concrete,
    /,
    out: Any = None,
    *,
    axes: Any = ...,
    axis: Any = ...,
    keepdims: Any = False,
    casting: Any = 'same_kind',
    order: Any = 'K',
    dtype: Any = None,
    subok: Any = True,
    signature: Any = None,
    where: Any = None,
) -> NumPy: ...
def vsplit(ary: Dispatches, indices_or_sections: Static) -> NumPy: ...
def vstack(tup: Concrete, *, dtype: Any = None, casting: Any = 'same_kind') -> NumPy: ...
@varies()
def where(condition: Concrete, x: Concrete = None, y: Concrete = None, /) -> NumPy: ...
@varies()
def zeros(
    shape: Static,
    dtype: Any = None,
    order: Any = 'C',
    *,
    device: Any = None,
    like: Any = None,
) -> NumPy: ...
def zeros_like(
    a: Concrete,
    dtype: Any = None,
    order: Any = 'K',
    subok: Any = True,
    shape: Static = None,
    *,
    device: Any = None,
) -> NumPy: ...
