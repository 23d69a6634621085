# What numpy.fft does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def fft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def fft2(
    a: Concrete,
    s: Static = None,
    axes: Concrete = ...,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def fftfreq(n: Static, d: Dispatches = 1.0, device: Any = None) -> NumPy: ...
def fftn(
    a: Concrete,
    s: Static = None,
    axes: Concrete = None,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def fftshift(x: Concrete, axes: Static = None) -> NumPy: ...
def hfft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def ifft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def ifft2(
    a: Concrete,
    s: Static = None,
    axes: Concrete = ...,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def ifftn(
    a: Concrete,
    s: Static = None,
    axes: Concrete = None,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def ifftshift(x: Concrete, axes: Static = None) -> NumPy: ...
def ihfft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def irfft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def irfft2(
    a: Concrete,
    s: Static = None,
    axes: Concrete = ...,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def irfftn(
    a: Concrete,
    s: Static = None,
    axes: Concrete = None,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def rfft(
    a: Concrete,
    n: Static = None,
    axis: Static = -1,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def rfft2(
    a: Concrete,
    s: Static = None,
    axes: Concrete = ...,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
def rfftfreq(n: Static, d: Dispatches = 1.0, device: Any = None) -> NumPy: ...
def rfftn(
    a: Concrete,
    s: Static = None,
    axes: Concrete = None,
    norm: Any = None,
    out: Any = None,
) -> NumPy: ...
