"""The observer of Python 3.11: `sys.settrace`, which sees the thread that turns it on."""

from collections.abc import Callable
from sys import gettrace, settrace
from types import FrameType
from typing import Any

from .monitor import Listener

Local = Callable[[FrameType, str, Any], Any]


class Settrace:
    """Passes a watch the instructions of the code objects that it wants, and the user's errors."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener

    def start(self) -> None:
        """Turns tracing on for the functions that are called from now on."""
        settrace(self._on_call)

    def stop(self) -> bool:
        """Turns tracing off; returns whether user code has not replaced it."""
        is_ours = gettrace() == self._on_call
        settrace(None)
        return is_ours

    def _on_call(self, frame: FrameType, event: str, argument: Any) -> Local | None:
        if not self._listener.owns(frame.f_code):
            return None
        is_target, offsets = self._listener.wants(frame.f_code)
        if is_target:
            self._listener.started(frame)
        frame.f_trace_lines = False
        frame.f_trace_opcodes = bool(offsets)
        return self._on_event

    def _on_event(self, frame: FrameType, event: str, argument: Any) -> Local:
        if event == "opcode" and frame.f_lasti in self._listener.wants(frame.f_code)[1]:
            self._listener.stepped(frame, frame.f_lasti)
        elif event == "exception":  # the error itself gets its traceback later
            error = BaseException.with_traceback(argument[1], argument[2])
            self._listener.raised(frame, error)
        return self._on_event
