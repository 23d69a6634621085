"""jax.Array: what its attributes are, and its methods; and what of it converts."""

class Array:
    shape: Static[tuple]
    dtype: Static
    ndim: Static[int]
    size: Static[int]
    itemsize: Static[int]
    nbytes: Static[int]
    weak_type: Static[bool]
    aval: Static
    T: Array
    mT: Array
    real: Array
    imag: Array
    at: _At
    def item(self: Concrete, *args: Any) -> Static: ...
    def tolist(self: Concrete) -> Static[list]: ...
    def tobytes(self: Concrete, order: Any = ...) -> Static[bytes]: ...
    def __bool__(self: Tested) -> Static[bool]: ...
    def __float__(self: Concrete) -> Static[float]: ...
    def __int__(self: Concrete) -> Static[int]: ...
    def __index__(self: Concrete) -> Static[int]: ...
    def __complex__(self: Concrete) -> Static[complex]: ...
    def __array__(self: Concrete, dtype: Any = None, copy: Any = None) -> NumPy: ...
    def __len__(self) -> Static[int]: ...
    def block_until_ready(self) -> Any: ...
    def devices(self) -> Any: ...
    def is_ready(self) -> Any: ...
    def is_deleted(self) -> Any: ...
    def delete(self) -> Any: ...
    def to_device(self, device: Any, *, stream: Any = None) -> Array: ...
    def addressable_data(self, index: Any) -> Any: ...
    def all(
        self, axis: Static = None, out: Any = None, keepdims: Static = False, *, where: Any = None
    ) -> Array: ...
    any = all
    def argmax(
        self, axis: Static = None, out: Any = None, keepdims: Static = None
    ) -> Array: ...
    argmin = argmax
    def argpartition(self, kth: Static, axis: Static = -1) -> Array: ...
    def argsort(
        self,
        axis: Static = -1,
        *,
        kind: Any = None,
        order: Any = None,
        stable: Static = True,
        descending: Static = False,
    ) -> Array: ...
    def astype(self, dtype: Static, copy: Any = False, device: Any = None) -> Array: ...
    @varies()
    def byteswap(self) -> Array: ...
    def choose(self, choices: Any, out: Any = None, mode: Static = "raise") -> Array: ...
    def clip(self, min: Any = None, max: Any = None) -> Array: ...
    def compress(
        self,
        condition: Any,
        axis: Static = None,
        *,
        out: Any = None,
        size: Static = None,
        fill_value: Any = 0,
    ) -> Array: ...
    def conj(self) -> Array: ...
    conjugate = conj
    def copy(self) -> Array: ...
    def cumprod(self, axis: Static = None, dtype: Static = None, out: Any = None) -> Array: ...
    cumsum = cumprod
    def diagonal(self, offset: Static = 0, axis1: Static = 0, axis2: Static = 1) -> Array: ...
    def dot(self, b: Any, *, precision: Any = None, preferred_element_type: Any = None) -> Array: ...
    def flatten(self, order: Static = "C", *, out_sharding: Any = None) -> Array: ...
    def max(
        self,
        axis: Static = None,
        out: Any = None,
        keepdims: Static = False,
        initial: Any = None,
        where: Any = None,
    ) -> Array: ...
    min = max
    def mean(
        self,
        axis: Static = None,
        dtype: Static = None,
        out: Any = None,
        keepdims: Static = False,
        *,
        where: Any = None,
    ) -> Array: ...
    def nonzero(self, *, fill_value: Any = None, size: Static = None) -> list[Array]: ...
    def prod(
        self,
        axis: Static = None,
        dtype: Static = None,
        out: Any = None,
        keepdims: Static = False,
        initial: Any = None,
        where: Any = None,
        promote_integers: Static = True,
    ) -> Array: ...
    sum = prod
    def ptp(self, axis: Static = None, out: Any = None, keepdims: Static = False) -> Array: ...
    def ravel(self, order: Static = "C", *, out_sharding: Any = None) -> Array: ...
    def repeat(
        self,
        repeats: Any,
        axis: Static = None,
        *,
        total_repeat_length: Static = None,
        out_sharding: Any = None,
    ) -> Array: ...
    def reshape(self, *args: Static, order: Static = "C", out_sharding: Any = None) -> Array: ...
    def round(self, decimals: Static = 0, out: Any = None) -> Array: ...
    def searchsorted(
        self, v: Any, side: Static = "left", sorter: Any = None, *, method: Static = "scan"
    ) -> Array: ...
    def sort(
        self,
        axis: Static = -1,
        *,
        kind: Any = None,
        order: Any = None,
        stable: Static = True,
        descending: Static = False,
    ) -> Array: ...
    def squeeze(self, axis: Static = None) -> Array: ...
    def std(
        self,
        axis: Static = None,
        dtype: Static = None,
        out: Any = None,
        ddof: Any = 0,
        keepdims: Static = False,
        *,
        where: Any = None,
        correction: Any = None,
    ) -> Array: ...
    var = std
    def swapaxes(self, axis1: Static, axis2: Static) -> Array: ...
    def take(
        self,
        indices: Any,
        axis: Static = None,
        out: Any = None,
        mode: Static = None,
        unique_indices: Static = False,
        indices_are_sorted: Static = False,
        fill_value: Any = None,
    ) -> Array: ...
    def trace(
        self,
        offset: Any = 0,
        axis1: Static = 0,
        axis2: Static = 1,
        dtype: Static = None,
        out: Any = None,
    ) -> Array: ...
    def transpose(self, *args: Static) -> Array: ...
    def view(self, dtype: Static = None, type: Any = None) -> Array: ...

class _At:
    """`x.at`, which is only ever indexed."""
    def __getitem__(self, index: Any) -> _AtIndex: ...

class _AtIndex:
    """`x.at[index]`; what its methods return is easily dropped."""
    def get(
        self,
        *,
        indices_are_sorted: Static = False,
        unique_indices: Static = False,
        mode: Static = None,
        fill_value: Any = None,
        out_sharding: Any = None,
        wrap_negative_indices: Static = True,
    ) -> Array: ...
    def set(
        self,
        values: Any,
        *,
        indices_are_sorted: Static = False,
        unique_indices: Static = False,
        mode: Static = None,
        out_sharding: Any = None,
        wrap_negative_indices: Static = True,
    ) -> Array: ...
    def apply(
        self,
        func: Traces[Array],
        *,
        indices_are_sorted: Static = False,
        unique_indices: Static = False,
        mode: Static = None,
        out_sharding: Any = None,
        wrap_negative_indices: Static = True,
    ) -> Array: ...
    add = set
    subtract = set
    multiply = set
    mul = set
    divide = set
    power = set
    min = set
    max = set
