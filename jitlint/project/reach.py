"""Propagates what brings tracing, from definition to definition and module to module."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jitlint.project.imports import BoundImport
from jitlint.project.outline import Outline, Piece

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Importers:
    """The modules that import names from a module, and those that bind a module to a name."""

    of_names: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_module: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def has(self, module: str) -> bool:
        """Says whether one imports a module of this name, or a package that it lies in."""
        if module in self.of_names:
            return True
        while module and module not in self.of_module:
            module = module.rpartition(".")[0]
        return bool(module)


class Reach:
    """The names of modules that come from packages that bring tracing, however indirectly.

    Each name and each piece of a module is taken up once; of a module that imports nothing of
    that kind no outline is asked for.
    """

    def __init__(
        self,
        outline: Callable[[str], Outline],
        importers: Importers,
        spelled: Mapping[str, Iterable[str]],
    ) -> None:
        self._outline, self._importers = outline, importers
        self._indexed = dict[str, Outline]()
        self._users = defaultdict[Name, list[tuple[str, Piece]]](list)
        self._given = defaultdict[Name, list[Name]](list)
        self._stars = defaultdict[str, list[str]](list)
        self._modules = defaultdict[Name, list[str]](list)
        self._aliases = defaultdict[str, list[str]](list)
        self._aliases.update((module, [*names]) for module, names in spelled.items())
        self._state = defaultdict[str, set[str]](set)
        self._pieces = set[Piece]()
        self._reached = set[str]()
        self._pending, self._state_read = list[Name](), list[Name]()

    def modules(self, bringing: Iterable[str], library: Iterable[str]) -> set[str]:
        """Returns the modules that mention such a name, or change what such code reads.

        `library` are those of the modules that bring tracing which bring it by every name.
        """
        for module in bringing:
            self._begin(module, everything=module in library)
        for name in _each_once(self._pending):
            self._open(name[0])
            for module, piece in self._users[name]:
                self._take(module, piece)
            self._pending += self._bindings(*name)
        for name in _each_once(self._state_read):
            self._open(name[0])
            self._reached.update(module for module, _ in self._users[name])
            self._state_read += self._bindings(*name)
        self._reached.update([*filter(self._changes, self._indexed)])
        return self._reached

    def _begin(self, module: str, *, everything: bool) -> None:
        outline = self._index(module)
        for piece in outline.pieces:
            if everything or piece.brings or "*" in outline.brought:
                self._take(module, piece)
        self._pending += ((module, name) for name in outline.brought)

    def _open(self, module: str) -> None:
        """Looks into those modules that can see a module, once it has a name of this kind."""
        for importer in self._importers.of_names.pop(module, ()):
            self._index(importer)
        while module:
            for importer in self._importers.of_module.pop(module, ()):
                self._index(importer)
            module = module.rpartition(".")[0]

    def _index(self, module: str) -> Outline:
        if module not in self._indexed:
            outline = self._indexed[module] = self._outline(module)
            for each in outline.imports:
                self._index_import(module, each)
            for piece in outline.pieces:
                self._index_piece(module, piece)
        return self._indexed[module]

    def _index_import(self, module: str, each: BoundImport) -> None:
        if each.name == "*":
            self._stars[each.module].append(module)
            return
        self._modules[module, each.bound].append(each.target)
        self._aliases[each.target].append(f"{module}.{each.bound}")
        if each.name:
            self._given[each.module, each.name].append((module, each.bound))

    def _index_piece(self, module: str, piece: Piece) -> None:
        self._state[module].update(piece.defines if piece.is_state else ())
        for name in piece.mentions:
            self._users[module, name].append((module, piece))
        for first, *attributes in piece.dotted:
            holders = self._modules.get((module, first), [])
            for name in attributes if holders else ():
                for holder in holders:
                    self._users[holder, name].append((module, piece))
                holders = [f"{holder}.{name}" for holder in holders]

    def _take(self, module: str, piece: Piece) -> None:
        """Takes up a piece that uses what tracing is brought by: it passes it on."""
        if piece not in self._pieces:
            self._pieces.add(piece)
            self._reached.add(module)
            self._pending += ((module, name) for name in piece.defines)
            read = piece.mentions & self._state[module]
            self._state_read += ((module, name) for name in read)

    def _bindings(self, module: str, name: str) -> Iterator[Name]:
        """Yields what other modules call a name of a module after they have imported it."""
        yield from self._given[module, name]
        yield from ((other, name) for other in self._stars[module])
        yield from ((alias, name) for alias in self._aliases[module])

    def _changes(self, module: str) -> bool:
        """Says whether a module assigns attributes of what it has from a module that is reached."""
        outline = self._indexed[module]
        return any(
            {each.module, each.target} & self._reached
            for each in outline.imports
            if each.bound in outline.stored
        )


def _each_once(waiting: list[Name]) -> Iterator[Name]:
    """Yields what waits, and what comes to wait meanwhile."""
    taken = set[Name]()
    while waiting:
        name = waiting.pop()
        if name not in taken:
            taken.add(name)
            yield name
