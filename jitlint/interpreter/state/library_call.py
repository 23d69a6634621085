"""A call of a library's function in progress."""

from dataclasses import dataclass, field

from jitlint.core.finding import Place
from jitlint.frontend import ir
from jitlint.interpreter.domain.arguments import Arguments
from jitlint.interpreter.domain.values import Frame, Value
from jitlint.models.words import Model


@dataclass(slots=True)
class LibraryCall:
    """A call of a library's function in progress: what was passed, and what functions gave."""

    model: Model
    values: dict[str, Value]
    places: dict[str, Place | None]
    arguments: Arguments
    node: ir.Node
    frame: Frame
    results: dict[str, Value] = field(default_factory=dict[str, Value])
    owner: Value | None = None
