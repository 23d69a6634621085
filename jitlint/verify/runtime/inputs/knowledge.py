"""The knowledge about the user's program that fills parameters: its classes, code and files."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..program.failure import FailureFrame
from ..program.program import ImportedProgram
from ..program.signatures import code_of, namespace_of
from .constructors import Constructor, constructors, has_no_concrete_class, held_objects
from .package_classes import package_classes
from .recipes import Assignment
from .subclass_import import import_subclasses
from .usage import FunctionUsage
from .usage_interprocedural import InterproceduralUsage


@dataclass(frozen=True, slots=True, eq=False)
class ConstructedObject:
    """An object, and the text that makes it; an `invented` one has invented parts."""

    value: Any
    text: str
    invented: bool = False


@dataclass(slots=True)
class ProgramKnowledge(ABC):
    """Facts about the imported program, each found once.

    What is abstract is found by searches of their own: the arguments of constructors, and objects
    that these make. `Construction` runs them.
    """

    program: ImportedProgram
    _usage: InterproceduralUsage = field(init=False)
    _extended: set[type] = field(default_factory=set[type])

    def __post_init__(self) -> None:
        self._usage = InterproceduralUsage(lambda file: self.program.source(file).index)

    @abstractmethod
    def constructor_arguments(self, constructor: Constructor) -> Assignment | None:
        """Returns arguments with which a constructor makes an object; None while it is asked."""

    @abstractmethod
    def objects(self, owner: type) -> Iterator[ConstructedObject]:
        """Yields objects of a class, each made in another way."""

    def usage(self, function: Any) -> FunctionUsage:
        """Returns how the body of a function, or of a constructor, uses its parameters."""
        return self._usage.of(function)

    def suspects(self, trail: tuple[FailureFrame, ...]) -> list[str]:
        """Returns the paths of the outermost function that an error may be due to."""
        return self._usage.suspects(trail)

    def held_objects(self, owner: type) -> Iterator[Any]:
        """Yields an object of a class that the module in question holds, if it holds one."""
        return held_objects(owner, vars(self.program.loaded.module))

    def constructors(self, owner: type) -> Iterator[tuple[type, Constructor]]:
        """Yields what makes objects of a class, or of subclasses, which may have to be imported."""
        if owner not in self._extended and has_no_concrete_class(owner):
            import_subclasses(owner)
        self._extended.add(owner)
        namespace = vars(self.program.loaded.module)
        return constructors(owner, namespace, self.program.question.spot)

    def classes(self, function: Any) -> tuple[type, ...]:
        """Returns the classes in the globals of a function, its own first."""
        named = [each for each in list(namespace_of(function).values()) if isinstance(each, type)]
        code = code_of(function)
        own = code.co_qualname.split(".")[0] if code else ""
        ours = [each for each in named if each.__module__ != "builtins"]
        return tuple(sorted(ours, key=lambda each: each.__name__ != own))

    def package_classes(self, function: Any) -> tuple[type, ...]:
        """Returns the classes of the package that a function is of."""
        return package_classes(namespace_of(function))
