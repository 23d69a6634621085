"""A request for calls of one function, as each source of calls gets it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from inspect import Parameter
from typing import Any

from ..limits import SEARCH_SECONDS
from ..program.attempt import Subject
from ..program.observed_calls import ObservedCall
from ..program.question import TraceEntry
from ..program.transforms import MAPPED, NUMERIC, is_jit, last_name


@dataclass(frozen=True, slots=True)
class Request:
    """The function, and how the program transforms it.

    `static` parameters are not traced; `passed` ones have defaults, and are passed all the same.
    `observed` is a call that the import made. The search may take some `seconds` of processor
    time. The uniform values of the number `uniform` are tried first.
    """

    subject: Subject
    transform: str = ""
    static: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    observed: ObservedCall | None = None
    seconds: float = SEARCH_SECONDS
    uniform: int = 0

    @classmethod
    def of(
        cls, subject: Subject, entry: TraceEntry | None, observed: ObservedCall | None, uniform: int
    ) -> "Request":
        """Returns the request for the traced function of a finding, or for any function."""
        if entry is None:
            return cls(subject, observed=observed, uniform=uniform)
        entered = entry.transform, entry.static, entry.passed
        return cls(subject, *entered, observed=observed, uniform=uniform)

    @property
    def function(self) -> Any:
        """The function itself."""
        return self.subject.function

    @property
    def name(self) -> str:
        """The last part of the function's name."""
        return self.subject.name.rpartition(".")[2]

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        """The parameters that a call has to fill, by name."""
        return self.subject.parameters()

    @property
    def needed(self) -> list[Parameter]:
        """The parameters that have no default, or are passed by the program."""
        return [p for p in self.parameters.values() if is_needed(p) or self._is_passed(p)]

    @property
    def is_jit(self) -> bool:
        """Whether what is not static has to be made of arrays."""
        return is_jit(self.transform)

    @property
    def is_mapped(self) -> bool:
        """Whether the function gets the items of its caller's arguments."""
        return last_name(self.transform) in MAPPED

    @property
    def is_differentiated(self) -> bool:
        """Whether the first argument has to be a float."""
        return last_name(self.transform) in NUMERIC

    @property
    def lacks_instance(self) -> bool:
        """Whether the function is a method whose instance has to be among the arguments."""
        return self.subject.owner is not None and not self.subject.leading

    def unbound(self) -> "Request":
        """Returns the request for a method with its instance among the arguments."""
        return replace(self, subject=replace(self.subject, leading=()))

    def bound(self, instance: Any, seconds: float) -> "Request":
        """Returns the request for a method that has its instance."""
        subject = replace(self.subject, leading=(instance,), owner=None)
        return replace(self, subject=subject, seconds=seconds)

    def _is_passed(self, parameter: Parameter) -> bool:
        return parameter.name in self.passed and not _is_variadic(parameter)


def is_needed(parameter: Parameter) -> bool:
    """Whether a call has to pass a parameter."""
    return parameter.default is parameter.empty and not _is_variadic(parameter)


def _is_variadic(parameter: Parameter) -> bool:
    return parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
