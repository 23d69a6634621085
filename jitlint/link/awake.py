"""Which modules can bring tracing: those that name JAX, and those that import such a module."""

import re
from collections.abc import Iterator, Mapping, Sequence

from jitlint.link.program import Unit, absolute_name

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)"
    r"|import[ \t]+([^\n#]*))",
    re.MULTILINE,
)
_WORD = re.compile(r"[\w.]+")


def awake(units: Sequence[Unit], texts: Mapping[str, str], words: re.Pattern[str]) -> list[str]:
    """Returns the modules that tracing can reach, by their texts; what has no text is left out.

    `words` finds the names of packages that bring tracing; the modules of such a package do.
    """
    known = {name for name, text in texts.items() if words.search(name) or words.search(text)}
    asleep = {u.name: u for u in units if u.name in texts and u.name not in known}
    imports = {name: set(_imported(unit, texts[name])) for name, unit in asleep.items()}
    while woken := {name for name, targets in imports.items() if targets & known}:
        known |= woken
        imports = {name: targets for name, targets in imports.items() if name not in woken}
    return [unit.name for unit in units if unit.name in known]


def _imported(unit: Unit, text: str) -> Iterator[str]:
    """Yields what the import lines of a text may mean: modules, and names that may be modules."""
    for dots, module, names, plain in _IMPORT.findall(text):
        if plain:
            yield from (each.split()[0] for each in plain.split(",") if each.strip())
        else:
            source = absolute_name(unit.name, unit.is_package, module, len(dots))
            yield source
            yield from (f"{source}.{name}" for name in _WORD.findall(names))
