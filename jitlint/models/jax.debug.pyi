"""jax.debug: what may look at traced values, because it runs when the program does."""


@varies("callback")
def callback(
    callback: Host = None,
    *args: Any,
    ordered: Static = False,
    partitioned: Static = False,
    **kwargs: Any,
) -> Static[None]: ...
@varies("fmt", "skip_format_check", "_use_logging")
def print(
    fmt: Any = None,
    *args: Any,
    ordered: Static = False,
    partitioned: Static = False,
    skip_format_check: Static = False,
    _use_logging: Static = False,
    **kwargs: Any,
) -> Static[None]: ...
@varies()
def log(
    fmt: Any = None,
    *args: Any,
    ordered: Static = False,
    partitioned: Static = False,
    skip_format_check: Static = False,
    _use_logging: Static = True,
    **kwargs: Any,
) -> Static[None]: ...
def breakpoint(
    *,
    backend: Any = None,
    filter_frames: Static = True,
    num_frames: Static = None,
    ordered: Static = False,
    token: Any = None,
    **kwargs: Any,
) -> Static[None]: ...
def inspect_array_sharding(value: Any, *, callback: Any) -> Static[None]: ...
def visualize_array_sharding(arr: Any, **kwargs: Any) -> Static[None]: ...
