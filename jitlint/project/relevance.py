"""The modules that tracing can reach: those that import JAX, and those that use what JAX is in."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jitlint.core.limits import OUTER_DIRECTORIES
from jitlint.project.imports import imports_of
from jitlint.project.kept_reach import KeptReach
from jitlint.project.outline import Outline, code_of, outline_of
from jitlint.project.program import Unit
from jitlint.project.reach import Importers, Reach

FEW = 1 / 10  # of all modules: to trace them without need costs less than to look into all


def relevant(
    units: Sequence[Unit],
    texts: Mapping[str, str],
    words: re.Pattern[str],
    kept: KeptReach | None = None,
) -> list[str]:
    """Returns the modules that tracing can reach, by their texts; a module without one is left out.

    `words` finds the names of packages that bring tracing; the modules of such a package do, and
    those that import one. Another module is reached where it mentions a name that comes from
    there: a definition that uses such a name passes it on, one that does not keeps it. Where few
    modules are left that import none of these packages themselves, all are taken that import what
    may be reached: to look into each definition would cost more than it saves. `kept` are the
    answers of earlier runs.
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
    bringing = library | {
        name for name in named if _imports(known[name], texts[name], words) or outline(name).brings
    }
    if not bringing or len(bringing) == len(known):
        return [unit.name for unit in units if unit.name in bringing]
    reached = bringing | _near(bringing, known, texts)
    if len(reached - bringing) > len(known) * FEW:
        importers = _importers(known, texts)
        spelled = {name: filter(importers.has, _spellings(unit)) for name, unit in known.items()}
        reached = bringing | Reach(outline, importers, spelled).modules(bringing, library)
    return [unit.name for unit in units if unit.name in reached]


def _imports(unit: Unit, text: str, words: re.Pattern[str]) -> bool:
    """Says whether an import line of a module names a package that brings tracing."""
    return any(words.match(each.module) for each in imports_of(unit, code_of(text)))


def _near(bringing: Iterable[str], units: Mapping[str, Unit], texts: Mapping[str, str]) -> set[str]:
    """Returns the modules that import those given, or what imports those, however indirectly."""
    inside: defaultdict[str, set[str]] = defaultdict(set)  # importers of what lies in a module
    whole: defaultdict[str, set[str]] = defaultdict(set)  # those that bind it to a name
    for name, unit in units.items():
        for each in set(imports_of(unit, texts[name])):
            whole[each.target].add(name)
            for part in (*_outer(each.module), *_outer(each.target)):
                inside[part].add(name)
    near, waiting = set[str](), [*bringing]
    while waiting:
        unit = units[waiting.pop()]
        for spelled in (unit.name, *_spellings(unit)):
            packages = (whole.get(part, ()) for part in _outer(spelled))
            found = set(inside.get(spelled, ())).union(*packages) - near
            near |= found
            waiting += found
    return near


def _outer(module: str) -> Iterator[str]:
    """Yields a module's dotted name, and those of the packages that it lies in."""
    while module:
        yield module
        module = module.rpartition(".")[0]


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
