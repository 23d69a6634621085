"""Pallas: a kernel is traced when its call is made; what it writes to its refs is its result.

A kernel is handed refs: reading one gives a tracer, its shape and its dtype are static.
"""

def pallas_call(
    kernel: Stages,
    out_shape: Any,
    *,
    grid_spec: Any = None,
    grid: Static = (),
    in_specs: Any = ...,
    out_specs: Any = ...,
    scratch_shapes: Any = (),
    input_output_aliases: Any = ...,
    debug: Any = False,
    interpret: Any = False,
    name: Static = None,
    compiler_params: Any = None,
    cost_estimate: Any = None,
    metadata: Any = None,
) -> Wrapped[Tree]: ...
def run_state(f: Stages) -> Wrapped[Tree]: ...
def when(condition: Any, /) -> _When: ...
def program_id(axis: Static) -> Array: ...
def num_programs(axis: Static) -> Any: ...
def cdiv(a: Any, b: Any) -> Arithmetic[a, b]: ...
def ds(start: Any, size: Any = None, stride: Static = None) -> Any: ...
def dslice(start: Any, size: Any = None, stride: Static = None) -> Any: ...
def debug_print(fmt: Static, *args: Any) -> Static[None]: ...
def run_scoped(
    f: Traces[*Array], *types: Any, collective_axes: Any = (), **kw_types: Any
) -> Result[f]: ...

class _Ref:
    """A place in memory, which is no array: it does for a dtype, since it has one."""
    shape: Static[tuple]
    dtype: Static
    ndim: Static[int]
    size: Static[int]

class _When:
    """A decorator that calls what it decorates, in the same trace."""
    def __call__(self, f: Calls) -> Static[None]: ...

class BlockSpec:
    def __init__(
        self,
        block_shape: Static = None,
        index_map: Traces[*Array] = None,
        pipeline_mode: Any = None,
        *,
        memory_space: Any = None,
    ) -> Any: ...
