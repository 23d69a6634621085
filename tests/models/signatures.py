"""What an installed library says of itself, beside what a stub says of it."""

import importlib
import importlib.util
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax.numpy as jnp

import jitlint.models
from jitlint.models.parse import module_of, read_stub
from jitlint.models.registry import PYTHON, Models
from jitlint.models.words import Known, Model, ModelClass, ModelParameter, ModelValue

WRITTEN = sorted(Path(jitlint.models.__file__).parent.glob("*.pyi"))
KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "ordinary",
    inspect.Parameter.VAR_POSITIONAL: "star",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_KEYWORD: "stars",
}
MISSING = object()
GONE = {"jax.ad_checkpoint.checkpoint": "jax 0.10", "jax.ad_checkpoint.remat": "jax 0.10"}


def package_of(path: Path) -> str:
    """Returns the top-level package that a stub file describes."""
    return module_of(path).partition(".")[0]


def is_installed(path: Path) -> bool:
    """Returns whether the library of a stub file can be imported here."""
    package = package_of(path)
    return package == PYTHON or importlib.util.find_spec(package) is not None


def named_in(path: Path) -> list[str]:
    """Returns the dotted names that a stub file gives to what is public and installed."""
    tables = read_stub(path).items()
    names = ((module, name) for module, table in tables for name in table)
    public = [(module, name) for module, name in names if not name.startswith("_")]
    return [f"{module}.{name}" for module, name in public if _is_there(module)]


def _is_there(module: str) -> bool:
    return importlib.util.find_spec(module.partition(".")[0]) is not None


def installed(name: str) -> Any:
    """Returns what a dotted name is in the installed library, or MISSING."""
    if name in ("jax.Array", "jax.numpy.ndarray"):
        return type(jnp.zeros(()))  # `jax.Array` itself is abstract and lacks most methods
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            try:
                found = getattr(found, part)
            except AttributeError:
                return MISSING
        return found
    return MISSING


def complaints(known: Known | None, name: str) -> Iterator[str]:
    """Yields where a stub and the installed library differ on a name."""
    found = installed(name)
    match known:
        case None:
            yield f"{name}: no stub answers to the name"
        case Model(varies=True) if found is MISSING:
            return
        case _ if found is MISSING and name in GONE:
            return
        case _ if found is MISSING:
            yield f"{name}: the library does not have it"
        case Model():
            yield from _of_function(known, found, name)
        case ModelClass():
            yield from _of_class(known, found, name)
        case ModelValue():
            return


def _of_class(known: ModelClass, found: Any, name: str) -> Iterator[str]:
    fields = {field for base in found.__mro__ for field in getattr(base, "__annotations__", ())}
    for attribute in known.attributes:
        if not hasattr(found, attribute) and attribute not in fields:
            yield f"{name}.{attribute}: the library does not have it"
    for own, method in known.methods.items():
        if not hasattr(found, own):
            if not method.varies:
                yield f"{name}.{own}: the library does not have it"
        elif not own.startswith("__") or own in ("__init__", "__call__"):
            bound = own not in known.unbound
            yield from _of_function(method, getattr(found, own), f"{name}.{own}", bound)


def _of_function(known: Model, found: Any, name: str, is_method: bool = False) -> Iterator[str]:
    try:
        real = list(inspect.signature(found).parameters.values())
    except (ValueError, TypeError):
        return
    real = real[1:] if is_method else real
    said = [p for p in known.parameters if p.name != "self"]
    if ["star", "stars"] in ([p.kind for p in said], [KINDS[p.kind] for p in real]):
        return  # either says that it takes anything
    theirs = {parameter.name: parameter for parameter in real}
    said = [p for p in said if not p.varies or p.name in theirs]
    in_order = [p.name for p in said if p.kind != "keyword"]
    order = [p.name for p in real if p.kind != inspect.Parameter.KEYWORD_ONLY]
    if {p.name for p in said} != theirs.keys() or in_order != order:
        yield f"{name}: has {[p.name for p in said]} but in the library {list(theirs)}"
        return
    yield from (
        f"{name}: `{mine.name}` is {_told(mine)}; in the library `{theirs[mine.name]}`"
        for mine in said
        if not _agree(mine, theirs[mine.name])
    )


def _agree(mine: ModelParameter, theirs: inspect.Parameter) -> bool:
    has_default = theirs.default is not inspect.Parameter.empty
    same_default = mine.has_default == has_default or mine.varies
    return mine.kind == KINDS[theirs.kind] and same_default


def _told(mine: ModelParameter) -> str:
    return f"{mine.kind}, with a default" if mine.has_default else mine.kind


def all_complaints(path: Path, models: Models) -> tuple[int, list[str]]:
    """Returns how many names of a stub file were compared, and what differs."""
    names = named_in(path)
    return len(names), [c for name in names for c in complaints(models.find(name), name)]
