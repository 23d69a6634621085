"""Traces the function, then looks for tracers in what the program still holds.

Confirmed when one is there that was not there before; refuted when the flagged line ran and
none is.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..attempts import Attempt
from ..reach import Unreachable
from ..reachable import Named, tracers
from ..scene import Scene
from ..stage import Stage
from ..transforms import last_name
from ..verdict import Verdict, confirmed, inconclusive, refuted, say_error
from ..watch import Record, Watch

BEFORE_IMPORT = False
MOST_INNER = 16
NONE = "no tracer is in the module, its objects, closures and defaults afterwards"


def test(stage: Stage) -> Verdict:
    """Returns confirmed at the first tracer that is left behind."""
    scene = stage.scene()
    if (verdict := _from_import(scene)) is not None:
        return verdict
    verdicts: list[Verdict] = []
    try:
        for attempt in scene.attempts():
            verdict = _judge(scene, attempt)
            if verdict.outcome != "inconclusive":
                return verdict
            verdicts.append(verdict)
    except Unreachable as error:
        return inconclusive(str(error))
    return verdicts[-1] if verdicts else inconclusive("args_not_found")


def _from_import(scene: Scene) -> Verdict | None:
    """What the module's own calls have left is there already."""
    left = tracers(_roots(scene, None, scene.at_import)) if scene.at_import.ran else {}
    for name, tracer in left.values():
        return confirmed(_sentence(scene, name, tracer))
    return None


def _judge(scene: Scene, attempt: Attempt) -> Verdict:
    record, result, error = scene.record(), None, None
    before = tracers(_roots(scene, attempt, record))
    try:
        with Watch(scene.files, [record]):
            result = attempt.trace()
    except BaseException as raised:
        error = raised.with_traceback(None)
    after = tracers([*_roots(scene, attempt, record), ("the result", result)])
    for name, tracer in (after[key] for key in after if key not in before):
        if record.ran:
            return confirmed(_sentence(scene, name, tracer), attempt.arguments)
    if attempt.subject.host and not record.ran and error is None:
        for inner in islice(scene.of_result(result, record.sighting), MOST_INNER):
            verdict = _judge(scene, inner)
            if verdict.outcome != "inconclusive":
                return verdict
    return _nothing(attempt, record, error)


def _nothing(attempt: Attempt, record: Record, error: BaseException | None) -> Verdict:
    if error is not None:
        kind = "other_error" if record.ran else "args_not_found"
        return inconclusive(kind, say_error(error), attempt.arguments)
    if not record.ran:
        return inconclusive("line_not_reached", "", attempt.arguments)
    return refuted(NONE, attempt.arguments)


def _roots(scene: Scene, attempt: Attempt | None, record: Record) -> Iterator[Named]:
    """The user's modules, the function with its closure, its instance and its arguments."""
    main = scene.program.loaded.module
    yield from vars(main).items()
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if module is not main and file and scene.files.user(file):
            yield from ((f"{name}.{held}", value) for held, value in vars(module).items())
    if record.sighting is not None:
        yield (
            record.sighting.function.__name__ if record.sighting.function else "",
            (record.sighting.function),
        )
    if attempt is not None:
        yield from _of_attempt(attempt)


def _of_attempt(attempt: Attempt) -> Iterator[Named]:
    subject, call = attempt.subject, attempt.call
    yield subject.name, subject.function
    yield from (("self", each) for each in subject.leading)
    yield from zip(subject.parameters(), call.args, strict=False)
    yield from call.kwargs.items()


def _sentence(scene: Scene, name: str, tracer: Any) -> str:
    shape = ",".join(map(str, tracer.shape))
    entry = scene.question.entry
    of = f" of {last_name(entry.transform)}" if entry else ""
    return f"a tracer ({tracer.dtype}[{shape}]{of}) is in `{name}` afterwards"
