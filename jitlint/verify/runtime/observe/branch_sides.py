"""The answers that arrays give where a function of the user's asks whether they are true."""

import contextlib
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from ..program.locations import UserFiles, frame_above, real
from ..program.userjax import jax

Side = tuple[int, int, bool]


@dataclass(slots=True)
class BranchSides:
    """The sides of branches that were taken in one function: row, instruction, answer."""

    files: UserFiles
    file: str
    function: str
    taken: set[Side] = field(default_factory=set[Side])

    @contextlib.contextmanager
    def heard(self) -> Generator[set[Side]]:
        """Hears arrays answer in the block, and yields what is heard in it."""
        kind: Any = jax.numpy.zeros(()).__class__
        original, new = kind.__bool__, set[Side]()
        kind.__bool__ = self._hearing(original, new)
        try:
            yield new
        finally:
            kind.__bool__ = original

    def missing(self) -> str:
        """Returns the first branch of which no call has taken a side, or an empty text."""
        for row, place, answer in sorted(self.taken):
            if (row, place, not answer) not in self.taken:
                return f"no call found makes the test at {self._shown(row)} {not answer}"
        return ""

    def _shown(self, row: int) -> str:
        return self.files.shown_place(self.file, row)

    def _is_wanted(self, code: CodeType) -> bool:
        """Whether code is that of the function, or of one inside of it."""
        is_inside = f"{code.co_qualname}.".startswith(f"{self.function}.")
        return real(code.co_filename) == self.file and (is_inside or not self.function)

    def _hearing(self, original: Callable[[Any], bool], new: set[Side]) -> Callable[[Any], bool]:
        def hearing(array: Any) -> bool:
            answer = original(array)
            frame = self.files.innermost(frame_above(1))
            if frame is not None and self._is_wanted(frame.f_code):
                new.add((frame.f_lineno, frame.f_lasti, bool(answer)))
            return answer

        return hearing
