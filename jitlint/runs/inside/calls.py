"""Counts the calls at each place that calls a jitted function, without a wrapper around it.

Python 3.12 and later tell of calls in chosen code objects alone, so that code that calls nothing
jitted is as fast as ever. In 3.11 nothing is counted.
"""

import sys
from types import CodeType, FrameType
from typing import Any

TOOLS, NAME = (3, 4, 5), "jitlint calls"
# An instruction of a code object, which is by its number: Python hashes one by all of its text.
Spot = tuple[int, int]


class CallCounter:
    """The number of calls at each instruction that has called a jitted function."""

    def __init__(self) -> None:
        self._counts: dict[Spot, int] = {}
        self._codes: dict[int, CodeType] = {}
        self._jitted: type | None = None
        self._monitoring: Any = getattr(sys, "monitoring", None)
        self._tool: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether calls are counted at all."""
        return self._tool is not None

    def start(self, jitted: type) -> None:
        """Counts the calls of objects of this class from now on, where a tool is free."""
        self._jitted = jitted
        free = (each for each in TOOLS if self._monitoring and not self._monitoring.get_tool(each))
        self._tool = next(free, None)
        if self._tool is not None:
            self._monitoring.use_tool_id(self._tool, NAME)
            event = self._monitoring.events.CALL
            self._monitoring.register_callback(self._tool, event, self._on_call)

    def reset(self) -> None:
        """Counts from zero again."""
        self._counts = dict.fromkeys(self._counts, 0)

    def stop(self) -> None:
        """Ends the counting; the counts stay."""
        if self._tool is None:
            return
        for code in self._codes.values():
            self._monitoring.set_local_events(self._tool, code, 0)
        self._monitoring.register_callback(self._tool, self._monitoring.events.CALL, None)
        self._monitoring.free_tool_id(self._tool)
        self._tool = None

    def count(self, frame: FrameType) -> int | None:
        """Returns the number of the call that a frame is making, and counts there from now on."""
        if self._tool is None:
            return None
        if id(frame.f_code) not in self._codes:
            self._codes[id(frame.f_code)] = frame.f_code
            self._monitoring.set_local_events(
                self._tool, frame.f_code, self._monitoring.events.CALL
            )
        return self._counts.setdefault((id(frame.f_code), frame.f_lasti), 1)

    def total(self, spot: Spot) -> int:
        """Returns how many calls an instruction has made."""
        return self._counts.get(spot, 0)

    def _on_call(self, code: CodeType, offset: int, called: Any, argument: object) -> object:
        if type(called) is self._jitted or type(getattr(called, "__func__", None)) is self._jitted:
            spot = (id(code), offset)
            self._counts[spot] = self._counts.get(spot, 0) + 1
            return None
        return self._monitoring.DISABLE
