"""Whether a program may have switched 64 bits on, by the texts of the modules that it imports."""

import sys
from collections.abc import Callable, Iterator

from jitlint.core.source import Source
from jitlint.frontend.x64 import mentions_of_x64, says_x64
from jitlint.project.imports import BoundImport, imports_of
from jitlint.project.program import Program, Unit

# Packages without JAX in them, besides those that have stubs: none of them switches anything.
HARMLESS = frozenset(
    """
    IPython PIL absl attr attrs beartype bokeh click cloudpickle cv2 dask dill einops
    etils fire fsspec gym gymnasium h5py huggingface_hub hypothesis imageio ipywidgets jaxlib
    jaxtyping joblib matplotlib ml_collections ml_dtypes mlflow more_itertools mpl_toolkits
    msgpack msgpack_numpy msgspec netCDF4 networkx numba numpy omegaconf opt_einsum orbax packaging
    pandas pkg_resources plotly polars psutil pyarrow pydantic pytest regex requests rich scipy
    seaborn setuptools six skimage sklearn statsmodels sympy tables tabulate tensorboard
    tensorboardX tensorflow tensorflow_datasets termcolor tiktoken tokenizers toml tomli
    tomlkit toolz torch torchvision tqdm treescope typeguard typer typing_extensions
    wandb xarray yaml zarr
    """.split()
)


class WideTypes:
    """Answers for the modules of a program; `source` reads a text by its path."""

    def __init__(self, program: Program, source: Callable[[str], Source | None]) -> None:
        self._program = program
        self._source = source
        self._answers: dict[str, bool] = {}

    def may_be_on(self, module: str) -> bool:
        """Says whether a module, or what it imports in turn, may have switched 64 bits on.

        What is imported from elsewhere may have, unless it is known not to have JAX in it.
        """
        if module not in self._answers:
            self._answers[module] = self._ask(module)
        return self._answers[module]

    def may_be_on_before(self, module: str) -> bool:
        """Says whether they may be on when a module comes to the one place where it says so."""
        return self._ask(module, mentions=1)

    def _ask(self, module: str, mentions: int = 0) -> bool:
        """Says whether the module says more of it than that, or anything that it imports does."""
        waiting, seen = [module], {module}
        while waiting:
            name = waiting.pop()
            unit = self._program.unit(name)
            source = self._source(unit.path) if unit else None
            if unit is None or source is None:
                return True
            if says_x64(source.text) and (
                name != module or mentions_of_x64(source.text) > mentions
            ):
                return True
            for each in set(imports_of(unit, source.text)):
                found = [*self._modules_of(each)]
                if not found and self._is_foreign(each.module):
                    return True
                waiting += [name for name in found if name not in seen]
                seen.update(found)
        return False

    def _modules_of(self, each: BoundImport) -> Iterator[str]:
        """Yields the modules of the program that an import executes."""
        if _top(each.module) in sys.stdlib_module_names:
            return
        parts = each.target.split(".") if each.name else each.module.split(".")
        for count in range(1, len(parts) + 1):
            unit = self._unit(".".join(parts[:count]))
            if unit is not None:
                yield unit.name

    def _unit(self, name: str) -> Unit | None:
        return None if self._program.models.is_module(name) else self._program.unit(name)

    def _is_foreign(self, name: str) -> bool:
        top = _top(name)
        known = top in sys.stdlib_module_names or top in HARMLESS
        return not (known or self._program.models.is_module(top) or self._program.has(name))


def _top(name: str) -> str:
    return name.partition(".")[0]
