"""What stands below `if __name__ == "__main__"` while it is executed: the module is run then."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.syntax.scripts import asks_for_run


@dataclass(slots=True)
class RunningScripts:
    """The frames of the modules that are in such a block."""

    frames: list[Frame] = field(default_factory=list[Frame])

    @contextmanager
    def within(self, node: ir.If, frame: Frame) -> Generator[None]:
        """Notes that the blocks of an `if` are executed, if it asks for that."""
        is_asked = frame.parent is None and asks_for_run(node.test)
        if is_asked:
            self.frames.append(frame)
        try:
            yield
        finally:
            if is_asked:
                self.frames.pop()

    def has(self, frame: Frame) -> bool:
        """Says whether a module is in such a block, and under no other condition."""
        return frame.branches == 1 and any(each is frame for each in self.frames)
