"""The verdict on a function after the experiments."""

from dataclasses import dataclass, field

UNMEASURED = "?"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words of a function's stub; `UNMEASURED` where no call was found.

    `options` are the results of calls that pass an option which changes the kind of result;
    `silent` is true where tracing changes a Python answer instead of raising.
    """

    words: dict[str, str]
    returns: str
    options: dict[str, str] = field(default_factory=dict)
    silent: bool = False
