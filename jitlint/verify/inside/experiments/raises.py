"""Traces the function, and sees whether the claimed error is raised at the span.

Confirmed when an accepted error's innermost user frame is at the span, also if user code
catches it; refuted when the flagged expression ran under the trace and nothing was raised.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..attempts import Attempt
from ..reach import Unreachable
from ..scene import Scene
from ..stage import Stage
from ..verdict import Verdict, confirmed, inconclusive, refuted, say_error
from ..watch import Raised, Record, Watch

BEFORE_IMPORT = False
MOST_ATTEMPTS = 28


def test(stage: Stage) -> Verdict:
    """Returns confirmed at the first attempt that raises; refuted only after all have been made."""
    scene = stage.scene()
    for error in scene.at_import.at_spot(stage.question.errors):
        return confirmed(_sentence(scene, error, f"importing `{stage.name.dotted}`"))
    outcome = _Outcome(scene)
    try:
        for attempt in _limited(scene.attempts()):
            if (verdict := outcome.judge(attempt)) is not None:
                return verdict
    except Unreachable as error:
        return _from_import(scene) or inconclusive(str(error))
    return outcome.conclude()


@dataclass(slots=True)
class _Outcome:
    """What the attempts so far have shown."""

    scene: Scene
    refuted: Verdict | None = None
    errors: list[str] = field(default_factory=list[str])
    reached: list[str] = field(default_factory=list[str])
    attempts: int = 0

    def judge(self, attempt: Attempt) -> Verdict | None:
        """Returns a verdict that no further attempt can change."""
        self.attempts += 1
        record = self.scene.record()
        result, error = None, None
        try:
            with Watch(self.scene.files, [record]):
                result = attempt.trace()
        except BaseException as raised:
            error = raised
        for raised in record.at_spot(self.scene.question.errors):
            if self._is_from_tracing(attempt, raised):
                said = _sentence(self.scene, raised, attempt.said)
                return confirmed(said, attempt.arguments)
            self.reached.append(f"{raised.name} without tracing, too")
        if not record.ran and attempt.subject.host and error is None:
            return self._judge_inner(attempt, result, record)
        return self._judge_quiet(attempt, record, error)

    def _judge_inner(self, attempt: Attempt, result: object, record: Record) -> Verdict | None:
        """A factory's product is called in its place."""
        for inner in _limited(self.scene.of_result(result, record.sighting)):
            if (verdict := self.judge(inner)) is not None:
                return verdict
        return None

    def _judge_quiet(
        self, attempt: Attempt, record: Record, error: BaseException | None
    ) -> Verdict | None:
        if error is not None:
            (self.reached if record.traced else self.errors).append(say_error(error))
        hit = any(record.hit(raised) for raised in record.errors)
        ended_well = error is None or attempt.call.written or _is_of_tracing(error)
        if record.traced and not hit and ended_well and attempt.faithful:
            said = f"{self.scene.place} ran while {attempt.said}, and nothing was raised there"
            self.refuted = self.refuted or refuted(said, attempt.arguments)
            return self.refuted if attempt.call.written else None
        return None

    def _is_from_tracing(self, attempt: Attempt, raised: Raised) -> bool:
        """A plain error with made-up arguments counts only if the same call is fine untraced."""
        if raised.from_jax or attempt.call.written or attempt.subject.host:
            return True
        record = self.scene.record()
        try:
            with Watch(self.scene.files, [record]):
                attempt.plain()
        except BaseException:
            pass
        return bool(record.ran) and not record.at_spot(raised.names[:1])

    def conclude(self) -> Verdict:
        """Returns what follows when no attempt was decisive."""
        if self.refuted is not None:
            return self.refuted
        if from_import := _from_import(self.scene):
            return from_import
        if self.reached:
            return inconclusive("other_error", self.reached[-1])
        if self.errors:
            return inconclusive("args_not_found", f"{self.attempts} tried, {self.errors[-1]}")
        return inconclusive("line_not_reached", f"{self.attempts} tried")


def _from_import(scene: Scene) -> Verdict | None:
    """The import alone refutes when it ran the expression under JAX and went well."""
    record = scene.at_import
    if record.traced and scene.loaded.error is None and not any(map(record.hit, record.errors)):
        said = f"{scene.place} ran under JAX during the import, and nothing was raised there"
        return refuted(said)
    return None


def _is_of_tracing(error: BaseException) -> bool:
    return any(kind.__name__.startswith(("JAX", "_JAX")) for kind in type(error).__mro__)


def _sentence(scene: Scene, raised: Raised, doing: str) -> str:
    place = scene.files.say(raised.file, raised.row)
    return f"{raised.name} raised at {place}, while {doing}"


def _limited(attempts: Iterator[Attempt]) -> Iterator[Attempt]:
    for _, attempt in zip(range(MOST_ATTEMPTS), attempts, strict=False):
        yield attempt
