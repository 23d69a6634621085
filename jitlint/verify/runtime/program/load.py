"""Imports the user's module under its real name, or runs a notebook's cells in one namespace."""

import contextlib
import importlib
import importlib.util
import json
import os
import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Any

from .locations import cell_file, real

MAGIC = re.compile(r"\s*([%!?]|[\w.*%]+\?{1,2}\s*$)")
OTHER_LANGUAGE = re.compile(r"\s*%%(?!capture|debug|prun|python|time)")


@dataclass(frozen=True, slots=True)
class ModuleName:
    """A module's dotted name, and the directory that has to be on the path for it."""

    dotted: str
    root: str
    file: str

    @property
    def own(self) -> str:
        """The path that all of the module's package has in common."""
        package, dot, _ = self.dotted.partition(".")
        return os.path.join(self.root, package) + os.sep if dot else self.file


@dataclass(frozen=True, slots=True)
class Loaded:
    """A module, as far as it got, and the error that ended its import."""

    module: ModuleType
    error: BaseException | None = None


@cache
def name_of(file: str) -> ModuleName:
    """Returns the name of the module in a file: the directories with `__init__.py` are packages."""
    directory, base = os.path.split(file)
    parts = [os.path.splitext(base)[0]]
    while _is_package(directory):
        directory, package = os.path.split(directory)
        parts.insert(0, package)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    return ModuleName(".".join(parts), directory, file)


def _is_package(directory: str) -> bool:
    """A directory of modules without `__init__.py` is one too, when it is inside of a package."""
    above = os.path.dirname(directory)
    return any(os.path.exists(os.path.join(each, "__init__.py")) for each in (directory, above))


def load(name: ModuleName, directory: str) -> Loaded:
    """Runs the module's code; `directory` is where the user works, and is searched last."""
    sys.path.insert(0, name.root)
    sys.path.append(directory)
    if name.file.endswith(".ipynb"):
        return _run_notebook(name)
    module = ModuleType(name.dotted)
    if has_own_jax(name.root):
        return Loaded(module, ImportError("the project has a package `jax` of its own"))
    try:
        if parent := name.dotted.rpartition(".")[0]:
            importlib.import_module(parent)
        if (known := _known(name)) is not None:
            return Loaded(known)
        module = _prepare(name)
        SourceFileLoader(module.__name__, name.file).exec_module(module)
    except BaseException as error:
        return Loaded(module, error)
    return Loaded(module)


def has_own_jax(root: str) -> bool:
    """Whether a program says `import jax` and gets another JAX than the one it is tried with."""
    package = os.path.join(root, "jax")
    files = [os.path.join(package, "__init__.py"), f"{package}.py"]
    used = real(getattr(sys.modules.get("jax"), "__file__", None) or "")
    return any(os.path.exists(each) and real(each) != used for each in files)


def imported_module(name: ModuleName) -> ModuleType | None:
    """Returns a further module of the project, imported if it was not yet.

    A script that fails has the names that it has defined so far, but cannot be imported.
    """
    if (known := _known(name)) is not None:
        return known
    if has_own_jax(name.root):
        return None
    if name.root not in sys.path:
        sys.path.insert(1, name.root)
    if "." not in name.dotted and name.file.endswith(".py"):
        return _script(name)
    with contextlib.suppress(BaseException):
        return importlib.import_module(name.dotted)
    return None


def _script(name: ModuleName) -> ModuleType:
    module = _prepare(name)
    try:
        SourceFileLoader(module.__name__, name.file).exec_module(module)
    except BaseException:
        sys.modules.pop(module.__name__, None)
    return module


def _known(name: ModuleName) -> ModuleType | None:
    """Only what is called the same, or stands for another file, is looked up on the disk."""
    base = os.path.basename(name.file)
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        may_be = os.path.basename(file) == base or os.path.islink(file)
        if may_be and real(file) == name.file:
            return module
    return None


def _prepare(name: ModuleName) -> ModuleType:
    """Returns an empty module; a file called as one that is there already gets a name beside it.

    What the module defines before it fails can still be asked about, so it is not run by
    `import`, which would drop it then.
    """
    dotted = name.dotted + "_" * (name.dotted in sys.modules)
    module = importlib.util.module_from_spec(_spec(dotted, name.file))
    sys.modules[dotted] = module
    return module


def _spec(dotted: str, file: str) -> ModuleSpec:
    package = [os.path.dirname(file)] if os.path.basename(file) == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(
        dotted, file, loader=SourceFileLoader(dotted, file), submodule_search_locations=package
    )
    if spec is None:
        raise ImportError(f"no module in {file}")
    return spec


def _run_notebook(name: ModuleName) -> Loaded:
    """Cells run as in Jupyter, as `__main__`; one that fails does not stop the next."""
    module = ModuleType("__main__")
    module.__file__ = name.file
    vars(module)["__builtins__"] = sys.modules["builtins"]
    sys.modules["__main__"] = module
    first: BaseException | None = None
    try:
        cells = read_cells(name.file)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Loaded(module, error)
    for number, text in cells:
        try:
            exec(compile(text, cell_file(name.file, number), "exec"), module.__dict__)
        except BaseException as error:
            first = first or error
    return Loaded(module, first)


def read_cells(file: str) -> list[tuple[int, str]]:
    """Returns the code cells with their numbers, counting all cells from 1; magics are blanked."""
    with open(file, encoding="utf-8") as stream:
        content: dict[str, Any] = json.load(stream)
    numbered = enumerate(content["cells"], start=1)
    return [(n, _plain("".join(c["source"]))) for n, c in numbered if c["cell_type"] == "code"]


def _plain(text: str) -> str:
    if OTHER_LANGUAGE.match(text):
        return ""
    return "\n".join("pass" if MAGIC.match(line) else line for line in text.split("\n"))
