"""Experiments: one file each, called as the claim that it tests; this one finds them."""

import importlib
import pkgutil
from typing import Protocol, cast

from ..attempts.pre_import import PreImport
from ..program.verdict import Verdict


class Experiment(Protocol):
    """A module here; it runs BEFORE_IMPORT of the user's module if it imports that itself."""

    BEFORE_IMPORT: bool

    def test(self, pre_import: PreImport) -> Verdict:
        """Returns what JAX did with the claim."""
        ...


def experiment_for(kind: str) -> Experiment | None:
    """Returns the experiment for a kind of claim: `once-per-trace` is tested by `once.py`."""
    return EXPERIMENTS.get(kind.partition("-")[0])


EXPERIMENTS = {
    each.name: cast("Experiment", importlib.import_module(f"{__name__}.{each.name}"))
    for each in pkgutil.iter_modules(__path__)
}
