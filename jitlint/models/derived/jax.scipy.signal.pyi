# What jax.scipy.signal does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def convolve(
    in1: Any,
    in2: Any,
    mode: Static = 'full',
    method: Static = 'auto',
    precision: Static = None,
) -> Array: ...
def convolve2d(
    in1: Any,
    in2: Any,
    mode: Static = 'full',
    boundary: Static = 'fill',
    fillvalue: Static = 0,
    precision: Static = None,
) -> Array: ...
def correlate(
    in1: Any,
    in2: Any,
    mode: Static = 'full',
    method: Static = 'auto',
    precision: Static = None,
) -> Array: ...
def correlate2d(
    in1: Any,
    in2: Any,
    mode: Static = 'full',
    boundary: Static = 'fill',
    fillvalue: Static = 0,
    precision: Static = None,
) -> Array: ...
def csd(
    x: Any,
    y: Any,
    fs: Any = 1.0,
    window: Any = 'hann',
    nperseg: Static = None,
    noverlap: Static = None,
    nfft: Static = None,
    detrend: Static = 'constant',
    return_onesided: Static = True,
    scaling: Static = 'density',
    axis: Static = -1,
    average: Any = 'mean',
) -> tuple[Array, Array]: ...
def detrend(
    data: Any,
    axis: Static = -1,
    type: Static = 'linear',
    bp: Static = 0,
    overwrite_data: Any = None,
) -> Array: ...
def fftconvolve(in1: Any, in2: Any, mode: Static = 'full', axes: Static = None) -> Array: ...
def istft(
    Zxx: Any,
    fs: Any = 1.0,
    window: Static = 'hann',
    nperseg: Static = None,
    noverlap: Static = None,
    nfft: Static = None,
    input_onesided: Static = True,
    boundary: Static = True,
    time_axis: Static = -1,
    freq_axis: Static = -2,
) -> tuple[Array, Array]: ...
def stft(
    x: Any,
    fs: Any = 1.0,
    window: Static = 'hann',
    nperseg: Static = 256,
    noverlap: Static = None,
    nfft: Static = None,
    detrend: Any = False,
    return_onesided: Static = True,
    boundary: Static = 'zeros',
    padded: Static = True,
    axis: Static = -1,
) -> tuple[Array, Array, Array]: ...
def welch(
    x: Any,
    fs: Any = 1.0,
    window: Any = 'hann',
    nperseg: Static = None,
    noverlap: Static = None,
    nfft: Static = None,
    detrend: Static = 'constant',
    return_onesided: Static = True,
    scaling: Static = 'density',
    axis: Static = -1,
    average: Any = 'mean',
) -> tuple[Array, Array]: ...
