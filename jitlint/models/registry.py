"""The models of library functions by their dotted names; a stub is read when first needed."""

from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jitlint.models.parse import Alias, ModelError, StubEntry, module_of, own_stub, read_stub
from jitlint.models.translate import translate
from jitlint.models.words import Known, Model, ModelClass, ModelValue, Word

__all__ = ["ModelError", "Models"]

HERE = Path(__file__).parent
PYTHON = "python"
EXTRA, WRITTEN, DERIVED = range(3)


class Models:
    """The models in the stubs; those at `extra` come before the written and the derived ones.

    Raises `ModelError` where a stub is not one: for those at `extra` at once.
    """

    def __init__(self, extra: Sequence[str] = ()) -> None:
        own = [(WRITTEN, path) for path in HERE.glob("*.pyi")]
        own += [(DERIVED, path) for path in HERE.glob("derived/*.pyi")]
        self._unread: dict[str, list[tuple[int, Path]]] = {}
        for layer, path in own:
            self._unread.setdefault(module_of(path), []).append((layer, path))
        self._modules = {part for module in self._unread for part in _prefixes(module)}
        self._tables: dict[str, ChainMap[str, StubEntry | Alias]] = {}
        self._found: dict[str, Known | None] = {}
        self._is_module: dict[str, bool] = {}
        for path in extra:
            self._read(Path(path), EXTRA)
        self._tops = frozenset(module.partition(".")[0] for module in self._modules)
        for module in list(self._tables):
            for name in list(self.names(module)):
                self.find(name)

    @property
    def packages(self) -> frozenset[str]:
        """The top-level packages that have stubs and can bring tracing."""
        return self._tops - {PYTHON, "numpy"}

    def is_module(self, name: str) -> bool:
        """Returns whether `name` is a module or package of the stubs."""
        if name not in self._is_module:
            self._read_for(name)
            self._is_module[name] = name in self._modules
        return self._is_module[name]

    def modules_of(self, package: str) -> Iterator[str]:
        """Yields a top-level package of the stubs and the modules below it."""
        return (name for name in self._modules if name.partition(".")[0] == package)

    def find(self, name: str) -> Known | None:
        """Returns the model of a dotted name; its own `name` is the canonical one."""
        if name not in self._found:
            self._found[name] = None  # so that aliases in a circle end
            self._found[name] = self._resolve(name)
        return self._found[name]

    def knows(self, name: str) -> bool:
        """Returns whether a stub defines a dotted name."""
        match self._lookup(name):
            case StubEntry(), ():
                return True
            case _:
                return self.find(name) is not None

    def method(self, class_name: str, method: str) -> Model | Word | None:
        """Returns the model of a method or attribute of a class's instances."""
        cls = self.find(class_name)
        if not isinstance(cls, ModelClass):
            return None
        own = cls.attributes.get(method) or cls.methods.get(method)
        inherited = (self.method(base, method) for base in cls.bases)
        return own or next((found for found in inherited if found), None)

    def names(self, module: str) -> Iterator[str]:
        """Yields the dotted names of all that the stubs put into `module`, aliases too."""
        self._read_for(module)
        yield from (f"{module}.{name}" for name in self._tables.get(module, ()))

    def _resolve(self, name: str) -> Known | None:
        match self._lookup(name):
            case Alias(target=target), rest:
                return self.find(".".join((target, *rest)))
            case StubEntry() as entry, ():
                return translate(entry, self._tables[entry.module])
            case StubEntry(), _:
                owner, _, last = name.rpartition(".")
                return self._attribute(self.find(owner), name, last)
            case _:
                return None

    def _attribute(self, owner: Known | None, name: str, last: str) -> Known | None:
        """Finds `os.environ.get` and `datetime.datetime.now`: what hangs on a value or class."""
        match owner:
            case ModelClass(unbound=unbound, methods=methods) if last in unbound:
                return methods[last]
            case ModelValue(word=Word("Instance", (cls, *_))):
                found = self.method(cls.name, last)
                if isinstance(found, Model):
                    return replace(found, name=name)
                return ModelValue(name, found) if found else None
            case _:
                return None

    def _lookup(self, name: str) -> tuple[StubEntry | Alias | None, tuple[str, ...]]:
        """Splits `name` into what the nearest module around it defines, and the rest."""
        self._read_for(name)
        parts = name.split(".")
        for end in range(len(parts) - 1, 0, -1):
            table = self._tables.get(".".join(parts[:end]))
            if table is not None:
                return table.get(parts[end]), tuple(parts[end + 1 :])
        return None, ()

    def _read_for(self, name: str) -> None:
        prefixes = list(_prefixes(name))
        for module in prefixes if prefixes[0] in self._tops else [PYTHON]:
            for layer, path in self._unread.pop(module, ()):
                self._read(path, layer)

    def _read(self, path: Path, layer: int) -> None:
        self._is_module.clear()
        for module, table in (read_stub if layer == EXTRA else own_stub)(path).items():
            self._modules.update(_prefixes(module))
            layers = self._tables.setdefault(module, ChainMap({}, {}, {}))
            layers.maps[layer].update(table)


def _prefixes(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))
