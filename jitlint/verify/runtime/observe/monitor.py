"""The observer of Python 3.12 and later: `sys.monitoring`, which costs nothing elsewhere."""

import sys
from collections.abc import Container
from types import CodeType, FrameType
from typing import Protocol

from ..program.locations import frame_above

TOOL, NAME = 4, "jitlint"


class Listener(Protocol):
    """The methods of a watch that an observer calls."""

    def wants(self, code: CodeType) -> tuple[bool, Container[int]]: ...
    def owns(self, code: CodeType) -> bool: ...
    def started(self, frame: FrameType) -> None: ...
    def stepped(self, frame: FrameType, offset: int) -> None: ...
    def raised(self, frame: FrameType, error: BaseException) -> None: ...


if sys.version_info >= (3, 12):
    MONITORING = sys.monitoring
    EVENTS = sys.monitoring.events

    class Monitor:
        """Passes a watch the instructions of the code objects that it wants, and all errors."""

        def __init__(self, listener: Listener) -> None:
            self._listener = listener
            self._codes: dict[int, CodeType] = {}
            self._callbacks = {
                EVENTS.PY_START: self._on_start,
                EVENTS.INSTRUCTION: self._on_instruction,
                EVENTS.RAISE: self._on_raise,
            }

        def start(self) -> None:
            """Turns the events on; what an earlier watch turned off at a place comes back."""
            MONITORING.use_tool_id(TOOL, NAME)
            for event, callback in self._callbacks.items():
                MONITORING.register_callback(TOOL, event, callback)
            MONITORING.restart_events()
            MONITORING.set_events(TOOL, EVENTS.PY_START | EVENTS.RAISE)

        def stop(self) -> bool:
            """Turns the events off; returns whether they have been on, and ours, all the time."""
            if MONITORING.get_tool(TOOL) != NAME:
                return False
            is_on = MONITORING.get_events(TOOL) == EVENTS.PY_START | EVENTS.RAISE and all(
                MONITORING.get_local_events(TOOL, code) == EVENTS.INSTRUCTION
                for code in self._codes.values()
            )
            MONITORING.set_events(TOOL, EVENTS.NO_EVENTS)
            given = [
                MONITORING.register_callback(TOOL, event, None) == callback
                for event, callback in self._callbacks.items()
            ]
            MONITORING.free_tool_id(TOOL)
            return is_on and all(given)

        def _on_start(self, code: CodeType, offset: int) -> object:
            is_target, offsets = self._listener.wants(code)
            if offsets:
                MONITORING.set_local_events(TOOL, code, EVENTS.INSTRUCTION)
                self._codes[id(code)] = code
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
