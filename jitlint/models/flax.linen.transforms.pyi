"""flax.linen.transforms: the transformations of `flax.linen` where they are defined."""

from flax.linen import add_metadata_axis as add_metadata_axis
from flax.linen import checkpoint as checkpoint
from flax.linen import cond as cond
from flax.linen import custom_vjp as custom_vjp
from flax.linen import grad as grad
from flax.linen import jit as jit
from flax.linen import jvp as jvp
from flax.linen import map_variables as map_variables
from flax.linen import remat as remat
from flax.linen import remat_scan as remat_scan
from flax.linen import scan as scan
from flax.linen import switch as switch
from flax.linen import value_and_grad as value_and_grad
from flax.linen import vjp as vjp
from flax.linen import vmap as vmap
from flax.linen import while_loop as while_loop
