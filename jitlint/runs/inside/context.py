"""The state outside of a call by which JAX tells two traces of one function apart."""

from typing import Any

from .untyped import module

# What `jax.config` keeps in the keys of JAX's caches, in the versions from 0.6 on.
SETTINGS = (
    "jax_enable_x64", "jax_default_matmul_precision", "jax_numpy_dtype_promotion",
    "jax_numpy_rank_promotion", "jax_default_device", "jax_default_prng_impl", "jax_debug_nans",
    "jax_debug_infs", "jax_debug_key_reuse", "jax_disable_jit", "jax_random_seed_offset",
    "jax_threefry_partitionable", "jax_softmax_custom_jvp", "jax_dynamic_shapes",
    "jax_eager_constant_folding", "jax_use_shardy_partitioner", "jax_enable_custom_prng",
    "jax_check_tracer_leaks", "jax_use_direct_linearize",
    "jax_include_full_tracebacks_in_locations",
    "jax_use_high_dynamic_range_gumbel", "jax_hlo_source_file_canonicalization_regex",
    "jax_legacy_prng_key", "jax_error_checking_behavior_nan", "jax_error_checking_behavior_oob",
    "jax_error_checking_behavior_divide", "jax_default_dtype_bits", "jax_explicit_x64_dtypes",
    "jax_compute_on", "jax_allow_f16_reductions", "jax_vjp3", "jax_no_tracing",
)  # fmt: skip
MESH = "mesh"
Context = dict[str, str]


def context() -> Context:
    """Returns the settings and the meshes that are in force here, each as text."""
    config = module("jax").config
    found = {name: _text(getattr(config, name)) for name in SETTINGS if hasattr(config, name)}
    return {**found, **_of_managers()}


def _of_managers() -> Context:
    """Returns what `with` statements have set that `jax.config` has no name for."""
    states = module("jax._src.config")  # JAX tells of these in no public place
    held: dict[str, Any] = {
        MESH: _mesh(module("jax._src.mesh")),
        "xla metadata": _value(states, "xla_metadata_context_manager"),
        "compute_on": _value(states, "compute_on_context_manager"),
    }
    return {name: _text(value) for name, value in held.items()}


def _value(states: Any, name: str) -> object:
    return getattr(getattr(states, name, None), "value", None)


def _mesh(meshes_in_force: Any) -> object:
    physical: Any = meshes_in_force.thread_resources.env.physical_mesh
    abstract = meshes_in_force.get_abstract_mesh()
    meshes = (None if _is_empty(each) else _described(each) for each in (physical, abstract))
    return next((each for each in meshes if each), None)


def _is_empty(mesh: Any) -> bool:
    return mesh is None or bool(getattr(mesh, "empty", False))


def _described(mesh: Any) -> str:
    kinds = ",".join(str(each) for each in getattr(mesh, "axis_types", None) or ())
    return f"{dict(mesh.shape)} {kinds}".strip()


def _text(value: object) -> str:
    return " ".join(str(value).split())
