"""A name is used that newer versions of JAX no longer have.

JAX removes names some months after it has deprecated them. Code that uses one raises AttributeError
when it gets there, or ImportError when its module is imported. The table in this rule was made by
asking the versions 0.6, 0.8, 0.10 and 0.12 for each name; it names the oldest of them without it.

Not reported are uses that the code guards: under `try` with an `except` for AttributeError or for
ImportError, after `hasattr(jax, ...)`, or in a branch on the version of JAX; and, with the key
`target-jax`, those of names that only newer versions lack.

Bad:

    import jax

    doubled = jax.tree_map(lambda x: 2 * x, [1.0, 2.0])

Good:

    import jax

    doubled = jax.tree.map(lambda x: 2 * x, [1.0, 2.0])
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jitlint.core.finding import Finding, Place
from jitlint.interpreter.events.misuse import RemovedName
from jitlint.rules import Rule
from jitlint.rules.wording import spelled

ERRORS = ("AttributeError", "ImportError", "ModuleNotFoundError")
rule = Rule(
    __name__,
    severity="error",
    claim="rejected",
    errors=ERRORS,
    fix="uses the new name where it is the same thing",
)


@dataclass(frozen=True, slots=True)
class Removal:
    """The oldest of the versions asked that lacks a name, and the name that does the same."""

    since: str
    instead: str = ""


REMOVED = {
    "jax.abstract_arrays": Removal("0.6"),
    "jax.ad_checkpoint.checkpoint": Removal("0.10", "jax.checkpoint"),
    "jax.api": Removal("0.6", "jax"),
    "jax.clear_backends": Removal("0.6", "jax.clear_caches"),
    "jax.config.config": Removal("0.6", "jax.config"),
    "jax.core.ClosedJaxpr": Removal("0.6", "jax.extend.core.ClosedJaxpr"),
    "jax.core.ConcreteArray": Removal("0.6"),
    "jax.core.ConcretizationTypeError": Removal("0.8", "jax.errors.ConcretizationTypeError"),
    "jax.core.Jaxpr": Removal("0.6", "jax.extend.core.Jaxpr"),
    "jax.core.JaxprEqn": Removal("0.6", "jax.extend.core.JaxprEqn"),
    "jax.core.Literal": Removal("0.6", "jax.extend.core.Literal"),
    "jax.core.NamedShape": Removal("0.6"),
    "jax.core.Primitive": Removal("0.6", "jax.extend.core.Primitive"),
    "jax.core.Token": Removal("0.6", "jax.extend.core.Token"),
    "jax.core.Var": Removal("0.6", "jax.extend.core.Var"),
    "jax.core.axis_frame": Removal("0.8", "jax.lax.axis_size"),
    "jax.core.get_aval": Removal("0.10", "jax.typeof"),
    "jax.core.jaxpr_as_fun": Removal("0.6", "jax.extend.core.jaxpr_as_fun"),
    "jax.custom_transforms": Removal("0.6", "jax.custom_jvp"),
    "jax.defjvp": Removal("0.6", "jax.custom_jvp"),
    "jax.defvjp": Removal("0.6", "jax.custom_vjp"),
    "jax.device_put_replicated": Removal("0.10", "jax.device_put"),
    "jax.device_put_sharded": Removal("0.10", "jax.device_put"),
    "jax.dlpack.to_dlpack": Removal("0.8"),
    "jax.experimental.MutableArray": Removal("0.10", "jax.Ref"),
    "jax.experimental.PartitionSpec": Removal("0.6", "jax.sharding.PartitionSpec"),
    "jax.experimental.array_api": Removal("0.6", "jax.numpy"),
    "jax.experimental.attrs": Removal("0.8"),
    "jax.experimental.disable_x64": Removal("0.10", "jax.enable_x64"),
    "jax.experimental.enable_x64": Removal("0.10", "jax.enable_x64"),
    "jax.experimental.global_device_array": Removal("0.6", "jax.Array"),
    "jax.experimental.host_callback": Removal("0.8", "jax.experimental.io_callback"),
    "jax.experimental.loops": Removal("0.6", "jax.lax.fori_loop"),
    "jax.experimental.maps.Mesh": Removal("0.6", "jax.sharding.Mesh"),
    "jax.experimental.maps": Removal("0.6", "jax.shard_map"),
    "jax.experimental.mutable_array": Removal("0.10", "jax.new_ref"),
    "jax.experimental.optimizers": Removal("0.6", "jax.example_libraries.optimizers"),
    "jax.experimental.pjit.with_sharding_constraint": Removal(
        "0.6", "jax.lax.with_sharding_constraint"
    ),
    "jax.experimental.stax": Removal("0.6", "jax.example_libraries.stax"),
    "jax.experimental.vectorize": Removal("0.6", "jax.numpy.vectorize"),
    "jax.experimental.x64_context": Removal("0.10", "jax.enable_x64"),
    "jax.interpreters.pxla.ShardedDeviceArray": Removal("0.6", "jax.Array"),
    "jax.interpreters.sharded_jit": Removal("0.6", "jax.jit"),
    "jax.interpreters.xla.DeviceArray": Removal("0.6", "jax.Array"),
    "jax.lax.infeed": Removal("0.8"),
    "jax.lax.outfeed": Removal("0.8"),
    "jax.lax.partial": Removal("0.6"),
    "jax.lax.pvary": Removal("0.10", "jax.lax.pcast"),
    "jax.lax.tie_in": Removal("0.6"),
    "jax.lax.zeros_like_array": Removal("0.10", "jax.numpy.zeros_like"),
    "jax.lib.xla_bridge.get_backend": Removal("0.8", "jax.extend.backend.get_backend"),
    "jax.lib.xla_bridge": Removal("0.10", "jax.extend.backend"),
    "jax.lib.xla_client": Removal("0.10"),
    "jax.lib.xla_extension": Removal("0.10"),
    "jax.linear_util": Removal("0.6", "jax.extend.linear_util"),
    "jax.mask": Removal("0.6"),
    "jax.nn.normalize": Removal("0.6", "jax.nn.standardize"),
    "jax.numpy.DeviceArray": Removal("0.6", "jax.Array"),
    "jax.numpy.alltrue": Removal("0.6", "jax.numpy.all"),
    "jax.numpy.cumproduct": Removal("0.6", "jax.numpy.cumprod"),
    "jax.numpy.fix": Removal("0.10", "jax.numpy.trunc"),
    "jax.numpy.in1d": Removal("0.6", "jax.numpy.isin"),
    "jax.numpy.msort": Removal("0.6", "jax.numpy.sort"),
    "jax.numpy.product": Removal("0.6", "jax.numpy.prod"),
    "jax.numpy.round_": Removal("0.6", "jax.numpy.round"),
    "jax.numpy.row_stack": Removal("0.6", "jax.numpy.vstack"),
    "jax.numpy.sometrue": Removal("0.6", "jax.numpy.any"),
    "jax.numpy.trapz": Removal("0.6", "jax.numpy.trapezoid"),
    "jax.ops.index": Removal("0.6", "jax.numpy.s_"),
    "jax.ops.index_add": Removal("0.6", "x.at[…].add"),
    "jax.ops.index_max": Removal("0.6", "x.at[…].max"),
    "jax.ops.index_min": Removal("0.6", "x.at[…].min"),
    "jax.ops.index_mul": Removal("0.6", "x.at[…].multiply"),
    "jax.ops.index_update": Removal("0.6", "x.at[…].set"),
    "jax.partial": Removal("0.6", "functools.partial"),
    "jax.random.KeyArray": Removal("0.6", "jax.Array"),
    "jax.random.PRNGKeyArray": Removal("0.6", "jax.Array"),
    "jax.random.shuffle": Removal("0.6", "jax.random.permutation"),
    "jax.scipy.special.sph_harm": Removal("0.10", "jax.scipy.special.sph_harm_y"),
    "jax.sharding.GSPMDSharding": Removal("0.8", "jax.sharding.NamedSharding"),
    "jax.sharding.OpShardingSharding": Removal("0.6", "jax.sharding.NamedSharding"),
    "jax.sharding.PmapSharding": Removal("0.10", "jax.sharding.NamedSharding"),
    "jax.sharding.PositionalSharding": Removal("0.8", "jax.sharding.NamedSharding"),
    "jax.sharding.XLACompatibleSharding": Removal("0.6", "jax.sharding.Sharding"),
    "jax.sharding.use_mesh": Removal("0.8", "jax.set_mesh"),
    "jax.soft_pmap": Removal("0.6", "jax.shard_map"),
    "jax.tree_flatten": Removal("0.6", "jax.tree.flatten"),
    "jax.tree_leaves": Removal("0.6", "jax.tree.leaves"),
    "jax.tree_map": Removal("0.6", "jax.tree.map"),
    "jax.tree_multimap": Removal("0.6", "jax.tree.map"),
    "jax.tree_structure": Removal("0.6", "jax.tree.structure"),
    "jax.tree_transpose": Removal("0.6", "jax.tree.transpose"),
    "jax.tree_unflatten": Removal("0.6", "jax.tree.unflatten"),
    "jax.tree_util.build_tree": Removal("0.8", "jax.tree.unflatten"),
    "jax.tree_util.tree_multimap": Removal("0.6", "jax.tree.map"),
    "jax.treedef_is_leaf": Removal("0.6", "jax.tree_util.treedef_is_leaf"),
    "jax.util.safe_map": Removal("0.8"),
    "jax.util.safe_zip": Removal("0.8"),
    "jax.util": Removal("0.8"),
    "jax.xla_computation": Removal("0.6", "jax.jit(…).lower"),
}


@rule.on(RemovedName)
def removed_name(event: RemovedName) -> Iterator[Finding[Place]]:
    """Yields a finding for a name of the table, or for one in a module of the table."""
    name = _known(event.name)
    if name:
        removal = REMOVED[name]
        instead = removal.instead and spelled(removal.instead)
        yield rule.finding(
            event,
            f"`{spelled(name)}` is gone: JAX {removal.since} and later have no such name",
            note=f"not in JAX {removal.since}",
            help=f"use `{instead}`" if instead else "see the changelog of JAX for what replaces it",
            since=removal.since,
        )


def _known(name: str) -> str:
    while name and name not in REMOVED:
        name = name.rpartition(".")[0]
    return name
