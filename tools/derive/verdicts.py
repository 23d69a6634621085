"""What is said of a function after the experiments."""

from dataclasses import dataclass

UNMEASURED = "?"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The words of a function's stub; `UNMEASURED` where no call was found.

    `silent` is true where tracing changes a Python answer instead of raising.
    """

    words: dict[str, str]
    returns: str
    silent: bool = False
