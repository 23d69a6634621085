"""The surroundings of a call: names of axes that a caller binds, and the mesh that it sets."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import FrameType
from typing import Any

from .failure import Failure
from .userjax import jax, numpy

BOUND_AXIS_SIZE = 4  # as the arrays have that are made up: `all_to_all` splits one of them
UNNAMED = "_"  # an axis of a mesh of which no name is known yet


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The names of the axes that are bound around a call, and those of a mesh of one device."""

    axes: tuple[str, ...] = ()
    mesh: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The surroundings in words; nothing where there are none."""
        axes, mesh = (", ".join(f"`{each}`" for each in held) for held in (self.axes, self.mesh))
        said = [f"`vmap` binds {axes}"] if axes else []
        return " and ".join([*said, *([f"a mesh has {mesh}"] if mesh else [])])

    def completed(self, failure: Failure | None) -> "Surroundings | None":
        """Returns the surroundings for want of which a call has failed, if that is the cause."""
        if failure is None:
            return None
        if failure.unbound_axis not in ("", *self.axes):
            return replace(self, axes=(*self.axes, failure.unbound_axis))
        if failure.lacks_mesh and not self.mesh:
            return replace(self, mesh=(UNNAMED,))
        if self.mesh and failure.missing_mesh_axis not in ("", *self.mesh):
            named = (each for each in self.mesh if each != UNNAMED)
            return replace(self, mesh=(*named, failure.missing_mesh_axis))
        return None

    def run(self, run: Callable[[], Any]) -> Any:
        """Runs a function in the surroundings, and returns its result."""
        if not self.mesh:
            return _with_axes(self.axes, run)
        devices = numpy.array(jax.devices()[:1]).reshape((1,) * len(self.mesh))
        mesh = jax.sharding.Mesh(devices, self.mesh)
        with jax.set_mesh(mesh) if hasattr(jax, "set_mesh") else mesh:
            return _with_axes(self.axes, run)


ALONE = Surroundings()


def _with_axes(names: Iterable[str], run: Callable[[], Any]) -> Any:
    """Runs a function in which axes have these names, and returns its result.

    What differs between the items of an axis comes back with that axis in front, as do all arrays.
    """
    held: list[Any] = []

    def body() -> list[Any]:
        leaves, structure = jax.tree_util.tree_flatten(run())
        held[:] = [leaves, structure]
        return [each for each in leaves if isinstance(each, jax.Array)]

    bound: Callable[[], list[Any]] = body
    for name in names:
        bound = jax.vmap(bound, axis_name=name, axis_size=BOUND_AXIS_SIZE)
    if bound is body:
        return run()
    arrays = iter(bound())
    leaves = [next(arrays) if isinstance(each, jax.Array) else each for each in held[0]]
    return jax.tree_util.tree_unflatten(held[1], leaves)


def within_surroundings(frames: Iterable[FrameType]) -> Iterator[FrameType]:
    """Yields frames from the inside out, up to where axes were bound: that traces nothing."""
    for frame in frames:
        if frame.f_code.co_filename == _with_axes.__code__.co_filename:
            return
        yield frame
