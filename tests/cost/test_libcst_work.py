"""LibCST goes over a tree once, to say where its nodes are, and makes none of them anew."""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from jitlint.frontend import from_libcst

TEXT = Path(__file__).read_text("utf-8")


def calls_of_libcst(text: str) -> Counter[str]:
    calls = Counter[str]()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_globals.get("__name__", "").startswith("libcst."):
            calls[frame.f_code.co_name] += 1

    sys.setprofile(count)
    try:
        from_libcst.parse(text)
    finally:
        sys.setprofile(None)
    return calls


def test_no_node_is_visited_where_positions_alone_are_asked_for() -> None:
    calls = calls_of_libcst(TEXT)
    assert calls["_codegen"] > TEXT.count("\n")
    assert calls["visit"] == 0
