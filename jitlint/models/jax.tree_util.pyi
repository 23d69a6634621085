"""jax.tree_util: the functions of `jax.tree` under their long names, and the registering."""

from jax.tree import all as tree_all
from jax.tree import broadcast as tree_broadcast
from jax.tree import flatten as tree_flatten
from jax.tree import flatten_with_path as tree_flatten_with_path
from jax.tree import leaves as tree_leaves
from jax.tree import leaves_with_path as tree_leaves_with_path
from jax.tree import map as tree_map
from jax.tree import map_with_path as tree_map_with_path
from jax.tree import reduce as tree_reduce
from jax.tree import reduce_associative as tree_reduce_associative
from jax.tree import structure as tree_structure
from jax.tree import transpose as tree_transpose
from jax.tree import unflatten as tree_unflatten

def all_leaves(iterable: Any, is_leaf: Any = None) -> Static[bool]: ...
def keystr(keys: Any, *, simple: Static = False, separator: Static = "") -> Static[str]: ...
def treedef_is_leaf(treedef: Any) -> Static[bool]: ...
def register_pytree_node_class(cls: Any) -> cls: ...
def register_pytree_with_keys_class(cls: Any) -> cls: ...
def register_static(cls: Any) -> cls: ...
def register_dataclass(
    nodetype: Any, data_fields: Any = None, meta_fields: Any = None, drop_fields: Any = ()
) -> nodetype: ...
def register_pytree_node(
    nodetype: Any, flatten_func: Any, unflatten_func: Any, flatten_with_keys_func: Any = None
) -> Static[None]: ...
