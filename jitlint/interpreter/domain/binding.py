"""Names that a function binds outside of itself."""

from dataclasses import dataclass

from jitlint.core.finding import Place
from jitlint.interpreter.domain.values import Frame


@dataclass(frozen=True, slots=True)
class Binding:
    """A name of the frame `owner` that a function binds from within."""

    owner: Frame
    name: str
    at: Place
