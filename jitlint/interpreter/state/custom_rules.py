"""Functions that have rules of their own for derivatives or batching."""

from dataclasses import dataclass, field

from jitlint.interpreter.domain.values import Value


@dataclass(slots=True)
class Custom:
    """A function with rules of its own; `function` is kept, as it is known by its identity."""

    function: Value
    options: dict[str, Value]
    rules: dict[str, tuple[Value, ...]] = field(default_factory=dict[str, tuple[Value, ...]])
