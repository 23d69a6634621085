"""The user's program, imported: its modules, and its files as syntax trees."""

from dataclasses import dataclass, field
from types import ModuleType

from ..process.guard import Blocked
from .load import Loaded, imported_module, name_of
from .locations import real
from .question import Question
from .resolve_function import Unreachable
from .sources import ParsedFile, parse
from .verdict import error_text


@dataclass(slots=True)
class SharedState:
    """The state that questions about one module share: files, modules, and the values that worked.

    `uniform` is the number of the uniform values with which a finding was confirmed last.
    """

    sources: dict[str, ParsedFile] = field(default_factory=dict[str, ParsedFile])
    modules: dict[str, ModuleType] = field(default_factory=dict[str, ModuleType])
    uniform: int = 0


@dataclass(slots=True)
class ImportedProgram:
    """The module of one question as far as its import got, and the files that it concerns."""

    question: Question
    loaded: Loaded
    shared: SharedState = field(default_factory=SharedState)

    def module(self, file: str) -> ModuleType:
        """Returns the module of a file; one that cannot be imported holds nothing."""
        if real(getattr(self.loaded.module, "__file__", None) or "") == file:
            return self.loaded.module
        known = self.shared.modules
        if file not in known:
            known[file] = imported_module(name_of(file)) or ModuleType("missing")
        return known[file]

    def source(self, file: str) -> ParsedFile:
        """Returns the text of a file, or of a cell, as a tree."""
        known = self.shared.sources
        if file not in known:
            known[file] = parse(file)
        return known[file]

    def sources(self) -> list[ParsedFile]:
        """Returns the trees of the files that the question concerns."""
        question, entry = self.question, self.question.entry
        main = getattr(self.loaded.module, "__file__", None) or question.spot.path
        traced = [entry.starts.path, entry.target.defined.path] if entry else []
        files = [main, *traced, question.spot.path]
        return [self.source(file) for file in dict.fromkeys(map(real, files))]

    def unreachable(self, reason: str) -> Unreachable:
        """Returns the error to raise: what is missing may be so because the import failed."""
        match self.loaded.error:
            case None:
                return Unreachable(reason)
            case Blocked() as error:
                return Unreachable(f"guard_blocked: {error.strerror}")
            case error:
                return Unreachable(f"import_failed: {error_text(error)}")
