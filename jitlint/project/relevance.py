"""The modules that tracing can reach: those that import JAX, and those that use what JAX is in."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence

from jitlint.core.limits import OUTER_DIRECTORIES
from jitlint.project.imports import imports_of
from jitlint.project.kept_reach import KeptReach
from jitlint.project.outline import Outline, outline_of
from jitlint.project.program import Unit
from jitlint.project.reach import Importers, Reach


def relevant(
    units: Sequence[Unit],
    texts: Mapping[str, str],
    words: re.Pattern[str],
    kept: KeptReach | None = None,
) -> list[str]:
    """Returns the modules that tracing can reach, by their texts; a module without one is left out.

    `words` finds the names of packages that bring tracing; the modules of such a package do, and
    those that import one. Another module is reached where it mentions a name that comes from
    there: a definition that uses such a name passes it on, one that does not keeps it. `kept` are
    the answers of earlier runs.
    """
    found = kept.find(units, texts, words) if kept else None
    if found is not None:
        return [*found]
    outlines: dict[str, Outline] = {}
    reached = _reached(units, texts, words, outlines)
    if kept:
        kept.keep(units, texts, words, outlines.get, reached)
    return reached


def _reached(
    units: Sequence[Unit],
    texts: Mapping[str, str],
    words: re.Pattern[str],
    outlines: dict[str, Outline],
) -> list[str]:
    """Returns the modules reached, and fills `outlines` with those of the texts looked into."""
    known = {unit.name: unit for unit in units if unit.name in texts}
    library = {name for name in known if words.search(name)}

    def outline(name: str) -> Outline:
        if name not in outlines:
            outlines[name] = outline_of(known[name], texts[name], words)
        return outlines[name]

    named = [name for name in known if name not in library and words.search(texts[name])]
    bringing = library | {name for name in named if outline(name).brings}
    reached = bringing
    if bringing and len(bringing) < len(known):
        importers = _importers(known, texts)
        spelled = {name: filter(importers.has, _spellings(unit)) for name, unit in known.items()}
        reached = bringing | Reach(outline, importers, spelled).modules(bringing, library)
    return [unit.name for unit in units if unit.name in reached]


def _importers(units: Mapping[str, Unit], texts: Mapping[str, str]) -> Importers:
    """Returns the modules that import names from a module, or bind it or what may be it."""
    importers = Importers()
    for name, unit in units.items():
        for each in set(imports_of(unit, texts[name])):
            if each.name:
                importers.of_names[each.module].add(name)
            if each.name != "*":
                importers.of_module[each.target].add(name)
    return importers


def _spellings(unit: Unit) -> Iterator[str]:
    """Yields the dotted names of a module from the directories above, which may be packages too."""
    name = unit.name
    for directory in reversed(unit.root.split(os.sep)[-OUTER_DIRECTORIES:]):
        name = f"{directory}.{name}"
        yield name
