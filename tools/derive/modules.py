"""The modules that are derived, and their public names."""

import importlib
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tools.derive import recipes
from tools.derive.candidates import FUNCTIONS
from tools.derive.outcomes import Subject
from tools.derive.signatures import Parameter, signature

MODULES = (
    "numpy", "numpy.linalg", "numpy.fft",
    "jax.numpy", "jax.numpy.linalg", "jax.numpy.fft", "jax.lax", "jax.lax.linalg", "jax.nn",
    "jax.nn.initializers", "jax.random", "jax.ops",
    "jax.scipy.special", "jax.scipy.linalg", "jax.scipy.signal", "jax.scipy.ndimage",
    "jax.scipy.fft", "jax.scipy.integrate", "jax.scipy.interpolate", "jax.scipy.cluster.vq",
    "jax.scipy.spatial.transform", "jax.scipy.sparse.linalg", "jax.scipy.stats",
)  # fmt: skip

BY_HAND = {
    "fromfile", "fromregex", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt", "savez",
    "savez_compressed", "show_config", "show_runtime", "test", "info", "set_printoptions",
    "get_printoptions", "printoptions", "errstate", "seterr", "seterrcall", "setbufsize", "geterr",
    "getbufsize", "geterrcall", "fromiter", "from_dlpack", "get_include", "who", "source",
    "all_gather", "all_to_all", "axis_size", "pcast", "pbroadcast", "pmax", "pmean", "pmin", "psum",
    "ppermute", "precv", "psend", "pshuffle", "psum_scatter", "pswapaxes", "ragged_all_to_all",
    "create_token", "after_all", "platform_dependent", "with_sharding_constraint", "infeed",
    "outfeed", "psum_scatter_start", "psum_scatter_done", "nested_iters", "vary",
    "lookfor", "deprecate", "disp", "safe_eval", "byte_bounds", "bmat", "print_function",
}  # fmt: skip
"""Names that act on the world or on settings, read no arrays, or need a mapped axis."""

RECORDS = ("finfo", "iinfo", "dtype", "ndindex", "poly1d", "matrix", "ndenumerate")
"""Classes whose calls are worth describing as those of functions."""


def installed() -> Iterator[str]:
    """Yields the names of the modules that exist, those of `jax.scipy.stats` with them."""
    for name in MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        yield name
        if name == "jax.scipy.stats":
            inside = inspect.getmembers(module, inspect.ismodule)
            yield from (f"{name}.{stem}" for stem, _ in inside if stem[0] != "_")


def subjects(module: str) -> Iterator[Subject]:
    """Yields the functions and scalar types of a module, by name."""
    for name, found in _public(module):
        full = f"{module}.{name}"
        parameters = _parameters(full, found) if callable(found) else None
        if parameters is not None and _may_be_called(full, found, parameters):
            yield Subject(full, found, parameters)


def by_hand(module: str) -> list[str]:
    """Returns the public functions that no experiment describes."""
    derived = {subject.name.rpartition(".")[2] for subject in subjects(module)}
    derived |= dict(values(module)).keys()
    return [name for name, found in _public(module) if callable(found) and name not in derived]


def values(module: str) -> Iterator[tuple[str, str]]:
    """Yields the plain values of a module, abstract dtypes among them, with their words."""
    for name, found in _public(module):
        kind = type(found).__name__
        if isinstance(found, bool | int | float | complex | str | None | np.bool_):
            yield name, f"Static[{kind}]" if kind in ("float", "int", "bool", "str") else "Static"
        elif _is_dtype(found) and found.__subclasses__():
            yield name, "Static"


def _public(module: str) -> Iterator[tuple[str, Any]]:
    found = importlib.import_module(module)
    for name in sorted(dir(found)):
        if name[0] != "_" and not name.endswith("_p"):
            member = getattr(found, name)
            if not isinstance(member, types.ModuleType | type(np.sctypeDict)):
                yield name, member


def _parameters(name: str, function: Callable[..., Any]) -> tuple[Parameter, ...] | None:
    if not isinstance(function, type) or function.__name__ in RECORDS:
        return signature(function, recipes.SIGNATURES.get(name, ""))
    if _is_dtype(function):
        return None if function.__subclasses__() else signature(function, "(value=0, /)")
    is_jax_scalar = isinstance(getattr(function, "dtype", None), np.dtype)
    return signature(function, "(x, /)") if is_jax_scalar else None


def _is_dtype(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, np.generic)


def _may_be_called(full: str, found: Any, parameters: tuple[Parameter, ...]) -> bool:
    """Tells whether a call is known, or a search may go for one."""
    if full in recipes.CALLS:
        return True
    if full.rpartition(".")[2] in BY_HAND or type(found).__module__ == "typing":
        return False
    return not any(p.name in FUNCTIONS and p.required for p in parameters)
