"""The import lines of a text, without parsing it: those inside of functions among them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jitlint.project.program import Unit, absolute_name

_GAP = r"(?:[ \t]|\\\n)"
_NAMES = r"\([^)]*\)|(?:\\\n|[^\n#;])*"
_IMPORT = re.compile(
    rf"(?:^|[;:])[ \t]*(?:from{_GAP}*(\.*)([\w.]*){_GAP}+import\b{_GAP}*({_NAMES})"
    rf"|import{_GAP}+((?:\\\n|[^\n#;])+))",
    re.MULTILINE,
)
_AS = re.compile(r"(\*|[\w.]+)(?:\s+as\s+(\w+))?")


class BoundImport(NamedTuple):
    """A name that an import line binds; `name` is empty for a module, and `*` for all of one."""

    bound: str
    module: str
    name: str

    @property
    def target(self) -> str:
        """The module that the bound name stands for, if it stands for one."""
        if self.name:
            return f"{self.module}.{self.name}"
        return self.bound if self.bound == self.module.partition(".")[0] else self.module


def imports_of(unit: Unit, code: str) -> Iterator[BoundImport]:
    """Yields what the import lines of a module bind, given its text without comments."""
    for dots, module, names, plain in _IMPORT.findall(code):
        source = absolute_name(unit.name, unit.is_package, module, len(dots))
        for name, alias in _AS.findall(names.replace("\\", " ")):
            yield BoundImport(alias or name, source, name)
        for name, alias in _AS.findall(plain.replace("\\", " ")):
            if alias:
                yield BoundImport(alias, name, "")
            else:
                yield BoundImport(name.partition(".")[0], name, "")
