"""A program of constructed causes: each function is compiled for reasons that are known.

Its last lines print what `jax.monitoring` counted on its own account, as JSON on stdout.
"""

import functools
import json
import os
import sys
import tempfile

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=4"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.monitoring
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec, SingleDeviceSharding

COUNTED = {"jaxpr_trace_duration": 0, "jaxpr_to_mlir_module_duration": 0}
COUNTED["backend_compile_duration"] = 0
EXPECTED: dict[str, list[str]] = {}
FIRST = "first call"
ones = functools.partial(np.ones, dtype="float32")


def count(event: str, seconds: float, **told: object) -> None:
    name = event.rpartition("/")[2]
    if name in COUNTED:
        COUNTED[name] += 1


def cause(*expected: str):
    """Runs a case at once; its name is that of the one function that it jits."""

    def run(case):
        EXPECTED[case.__name__] = [FIRST, *expected]

        def body(*args, **kwargs):
            return jax.tree_util.tree_map(lambda x: x * 2, [args, kwargs])

        body.__name__ = body.__qualname__ = case.__name__
        case(body)
        return case

    return run


def another(body):
    """Returns a new function object of the same code."""

    def again(*args, **kwargs):
        return jax.tree_util.tree_map(lambda x: x * 2, [args, kwargs])

    again.__name__ = again.__qualname__ = body.__name__
    return again


jax.monitoring.register_event_duration_secs_listener(count)


class Opaque:
    """An object that is equal only to itself."""


class Config:
    """An object that is equal to others of its kind."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"Config({self.n})"


@cause()
def the_same_call(body):
    f = jax.jit(body)
    for _ in range(3):
        f(ones(3))


@cause("shape")
def another_shape(body):
    f = jax.jit(body)
    f(ones(3)), f(ones(4)), f(ones(3))


@cause("shape")
def short_last_batch(body):
    f = jax.jit(body)
    for size in (32, 32, 32, 17):
        f({"x": ones((size, 4))})


@cause("shape", "shape")
def growing_sequence(body):
    f = jax.jit(body)
    for size in (1, 2, 3):
        f(ones((1, size)))


@cause("shape")
def another_rank(body):
    f = jax.jit(body)
    f(ones(3)), f(ones((3, 1)))


@cause("dtype")
def another_dtype(body):
    f = jax.jit(body)
    f(ones(3)), f(np.ones(3, "int32"))


@cause()
def numpy_double_is_single_without_x64(body):
    f = jax.jit(body)
    f(np.ones(3, "float64")), f(ones(3))


@cause("dtype")
def python_int_after_float(body):
    f = jax.jit(body)
    f(1.0), f(1)


@cause("dtype")
def half_precision(body):
    f = jax.jit(body)
    f(ones(3)), f(jnp.ones(3, "bfloat16"))


@cause("weak type")
def weak_type(body):
    f = jax.jit(body)
    f(1.0), f(np.float32(1.0))


@cause("weak type")
def weak_type_in_a_tree(body):
    f = jax.jit(body)
    f({"loss": 0.0}), f({"loss": jnp.zeros(())})


@cause("tree structure")
def a_new_key(body):
    f = jax.jit(body)
    f({"a": ones(3)}), f({"a": ones(3), "b": ones(3)})


@cause("tree structure")
def list_and_tuple(body):
    f = jax.jit(body)
    f([ones(3)]), f((ones(3),))


@cause("tree structure")
def none_and_array(body):
    f = jax.jit(body)
    f({"a": None}), f({"a": ones(3)})


@cause("tree structure", "tree structure")
def growing_list(body):
    f = jax.jit(body)
    for size in (1, 2, 3):
        f([ones(2)] * size)


@cause()
def order_of_a_dict(body):
    f = jax.jit(body)
    f({"a": ones(3), "b": ones(2)}), f({"b": ones(2), "a": ones(3)})


@cause()
def order_of_keywords(body):
    f = jax.jit(body)
    f(a=ones(3), b=ones(2)), f(b=ones(2), a=ones(3))


@cause("arguments")
def one_argument_more(body):
    f = jax.jit(body)
    f(ones(3)), f(ones(3), ones(3))


def _named(body, function):
    function.__name__ = function.__qualname__ = body.__name__
    return function


def _xy(body):
    def f(x, y=1.0):
        return x + y

    f.__name__ = f.__qualname__ = body.__name__
    return f


@cause("arguments")
def a_default_given(body):
    f = jax.jit(_xy(body))
    f(ones(3)), f(ones(3), 1.0)


@cause("call form")
def by_place_and_by_name(body):
    f = jax.jit(_xy(body))
    f(ones(3), 1.0), f(ones(3), y=1.0)


@cause("static value", "static value")
def static_number(body):
    f = jax.jit(_xy(body), static_argnames="y")
    for y in (1, 2, 3):
        f(ones(3), y=y)


@cause("static value")
def static_by_place(body):
    f = jax.jit(_xy(body), static_argnums=1)
    f(ones(3), 1), f(ones(3), 2)


@cause("static value")
def static_string(body):
    f = jax.jit(_named(body, lambda x, how: x + 1), static_argnames="how")
    f(ones(3), how="fast"), f(ones(3), how="slow")


@cause("static value", "static value")
def static_object_without_equality(body):
    f = jax.jit(_named(body, lambda x, how: x + 1), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=Opaque())


@cause()
def static_object_with_equality(body):
    f = jax.jit(_named(body, lambda x, how: x + 1), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=Config(1))


@cause("static value")
def static_object_that_differs(body):
    f = jax.jit(_named(body, lambda x, how: x + 1), static_argnames="how")
    f(ones(3), how=Config(1)), f(ones(3), how=Config(2))


@cause("static value", "static value")
def static_lambda(body):
    f = jax.jit(_named(body, lambda x, how: how(x)), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=lambda x: x + 1)


@cause("new function", "new function")
def new_function_each_time(body):
    for _ in range(3):
        jax.jit(another(body))(ones(3))


@cause()
def same_function_jitted_again(body):
    for _ in range(3):
        jax.jit(body)(ones(3))


@cause("new function", "new function")
def new_partial_each_time(body):
    for _ in range(3):
        jax.jit(functools.partial(body))(ones(3))


def _x64():
    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    from jax.experimental import enable_x64

    return enable_x64()


@cause("context")
def x64(body):
    f = jax.jit(body)
    f(ones(3))
    with _x64():
        f(ones(3))


@cause("context")
def matmul_precision(body):
    f = jax.jit(body)
    f(ones(3))
    with jax.default_matmul_precision("highest"):
        f(ones(3))


@cause("context")
def rank_promotion(body):
    f = jax.jit(body)
    f(ones(3))
    with jax.numpy_rank_promotion("raise"):
        f(ones(3))


@cause("context")
def dtype_promotion(body):
    f = jax.jit(body)
    f(ones(3))
    with jax.numpy_dtype_promotion("strict"):
        f(ones(3))


@cause("context")
def default_device(body):
    f = jax.jit(body)
    f(ones(3))
    with jax.default_device(jax.devices()[1]):
        f(ones(3))


MESH = Mesh(np.array(jax.devices()), ("d",))


@cause("context")
def mesh_in_force(body):
    f = jax.jit(body)
    f(ones(4))
    with MESH:
        f(ones(4))


@cause("sharding")
def committed_to_another_device(body):
    f = jax.jit(body)
    f(jax.device_put(ones(4), jax.devices()[1])), f(jax.device_put(ones(4), jax.devices()[2]))


@cause("sharding")
def sharded_over_a_mesh(body):
    f = jax.jit(body)
    f(jax.device_put(ones(4), NamedSharding(MESH, PartitionSpec())))
    f(jax.device_put(ones(4), NamedSharding(MESH, PartitionSpec("d"))))


@cause("donation")
def donated_by_another_jit(body):
    jax.jit(body)(ones(3))
    jax.jit(body, donate_argnums=0)(ones(3))


@cause("out_shardings")
def another_out_sharding(body):
    jax.jit(body)(ones(4))
    jax.jit(body, out_shardings=SingleDeviceSharding(jax.devices()[1]))(ones(4))


@cause("transformation")
def under_vmap(body):
    f = jax.jit(body)
    f(ones(3))
    jax.vmap(f)(ones((2, 3)))


@cause("caches cleared")
def caches_cleared(body):
    f = jax.jit(body)
    f(ones(3))
    jax.clear_caches()
    f(ones(3))


@cause("shape")
def ahead_of_time(body):
    f = jax.jit(body)
    f(ones(3))
    f.lower(ones(4))


@cause("caches cleared")
def from_the_disk(body):
    """The same program again, which the cache on disk then has."""
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", 0)
    jax.config.update("jax_compilation_cache_dir", tempfile.mkdtemp())
    f = jax.jit(body)
    f(ones(3))
    jax.clear_caches()
    f(ones(3))


print(json.dumps({"jax": jax.__version__, "counted": COUNTED, "expected": EXPECTED}))
sys.exit(3)
