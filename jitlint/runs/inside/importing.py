"""Does something once JAX has been imported, by whomever: importing it settles its environment."""

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any


def after_jax(do: Callable[[], None]) -> None:
    """Calls a function now, if JAX is here; else, as soon as it is."""
    if "jax" in sys.modules:
        do()
    else:
        sys.meta_path.insert(0, _JaxFinder(do))


class _JaxFinder:
    """Finds JAX as the others would, once, and calls a function when it is loaded."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Returns the place of JAX; of nothing else."""
        if name != "jax":
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        loader: Any = spec and spec.loader
        load = getattr(loader, "exec_module", None)
        if load is None:
            return spec

        def loads(module: ModuleType) -> None:
            load(module)
            self._do()

        loader.exec_module = loads
        return spec
