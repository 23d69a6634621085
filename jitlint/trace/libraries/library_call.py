"""A call of a library's function in progress."""

from dataclasses import dataclass, field

from jitlint.finding import Place
from jitlint.models.words import Model
from jitlint.read import ir
from jitlint.trace.frames import Frame
from jitlint.trace.python.arguments import Arguments
from jitlint.trace.values import Value


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
