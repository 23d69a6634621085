"""Causes that lie around a call: settings, meshes, devices, options of jit, caches."""

import tempfile

import jax
import numpy as np
from constructed import cause, ones
from jax.sharding import Mesh, NamedSharding, PartitionSpec, SingleDeviceSharding


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
