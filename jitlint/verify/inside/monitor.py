"""The observer of Python 3.12 and later: `sys.monitoring`, which costs nothing elsewhere."""

import sys
from collections.abc import Container
from types import CodeType, FrameType
from typing import Protocol

from .places import frame_above

TOOL = 4


class Listener(Protocol):
    """What a watch offers an observer."""

    def wants(self, code: CodeType) -> tuple[bool, Container[int]]: ...
    def owns(self, code: CodeType) -> bool: ...
    def started(self, frame: FrameType) -> None: ...
    def stepped(self, frame: FrameType, offset: int) -> None: ...
    def raised(self, frame: FrameType, error: BaseException) -> None: ...


if sys.version_info >= (3, 12):
    MONITORING = sys.monitoring

    class Monitor:
        """Hands a watch the instructions of the code objects that it wants, and all errors."""

        def __init__(self, listener: Listener) -> None:
            self._listener = listener

        def start(self) -> None:
            """Turns the events on; what an earlier watch turned off at a place comes back."""
            events = MONITORING.events
            MONITORING.use_tool_id(TOOL, "jitlint")
            MONITORING.register_callback(TOOL, events.PY_START, self._on_start)
            MONITORING.register_callback(TOOL, events.INSTRUCTION, self._on_instruction)
            MONITORING.register_callback(TOOL, events.RAISE, self._on_raise)
            MONITORING.restart_events()
            MONITORING.set_events(TOOL, events.PY_START | events.RAISE)

        def stop(self) -> None:
            """Turns the events off."""
            MONITORING.set_events(TOOL, MONITORING.events.NO_EVENTS)
            MONITORING.free_tool_id(TOOL)

        def _on_start(self, code: CodeType, offset: int) -> object:
            is_target, offsets = self._listener.wants(code)
            if offsets:
                MONITORING.set_local_events(TOOL, code, MONITORING.events.INSTRUCTION)
            if not is_target:
                return MONITORING.DISABLE
            self._listener.started(frame_above(1))
            return None

        def _on_instruction(self, code: CodeType, offset: int) -> object:
            if offset not in self._listener.wants(code)[1]:
                return MONITORING.DISABLE
            self._listener.stepped(frame_above(1), offset)
            return None

        def _on_raise(self, code: CodeType, offset: int, error: BaseException) -> None:
            self._listener.raised(frame_above(1), error)
