"""Best-first search for arguments: likely ones, then repairs of what met an error.

It is the last source of calls. A call that got further than others is repaired first, and of
its repairs the likeliest is tried first.
"""

import heapq
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from inspect import Parameter
from itertools import count, islice
from typing import Any

from ..limits import (
    MOST_CALLS_AFTER_MISSED_LINE,
    MOST_CALLS_WITH_OPTIONALS,
    MOST_EQUAL_FAILURES,
    MOST_FAILURES_BEFORE_UNIFYING,
    MOST_INSTANCES,
    MOST_SEARCHED_CALLS,
    MOST_SEARCHED_CONCRETE_ERRORS,
    MOST_UNIFIED_AT_ONE_PLACE,
    MOST_UNIFIED_LENGTHS,
    MOST_UNIFIED_STARTS,
)
from ..program.call import Calls, SampleCall
from ..program.failure import NOWHERE, Failure, failure_of
from ..program.signatures import code_of
from .candidates import Candidates, Presets
from .instance_variants import InstanceVariants
from .knowledge import ProgramKnowledge
from .lengths import Axis, AxisLengths, differing
from .recipes import Assignment, Composite, ConstructionError, OnesArray
from .repairs import Repair
from .request import Request

SOURCE = "found by its errors"
OF_SHAPES = ("rank", "truth", "key")
BEFORE_REPAIRS = (-(1 << 30),)


def calls(request: Request, knowledge: ProgramKnowledge, presets: Presets | None = None) -> Calls:
    """Yields calls, each made after the outcome of the one before is known."""
    return BestFirstSearch.of(request, knowledge, presets).calls()


def until_success(found: Calls) -> Calls:
    """Yields calls up to one that ends well; a few more if that missed the line it was made for."""
    since_missed = 0
    for call in found:
        yield call
        is_good = call.outcome.is_success and not call.invented
        if is_good and not call.outcome.missed_line:
            return
        since_missed += is_good or since_missed > 0
        if since_missed > MOST_CALLS_AFTER_MISSED_LINE:
            return


def _first_new(found: Iterator[AxisLengths], tried: list[Mapping[Axis, int]]) -> AxisLengths | None:
    return next((each for each in found if each.lengths not in tried), None)


@dataclass(frozen=True, slots=True)
class SearchNode:
    """An assignment in the queue; `progress` and `failure` are of the call that it repairs.

    `repairs` counts the changes to the assignments from which it comes. What was `refused` may get
    less far by another way, with arguments of the right types: that way then has its `rank`.
    """

    assignment: Assignment
    progress: tuple[int, ...] = ()
    failure: str = ""
    repairs: int = 0
    refused: bool = False
    rank: tuple[int, ...] = ()

    @property
    def is_start(self) -> bool:
        """Whether it repairs no other."""
        return not self.failure


@dataclass(slots=True)
class BestFirstSearch:
    """The queue of a search, what it has met, and the first assignment whose call ended well."""

    request: Request
    candidates: Candidates
    found: Assignment | None = None
    _enough: bool = False
    _failures: Counter[str] = field(default_factory=Counter[str])
    _seen: set[str] = field(default_factory=set[str])
    _order: Iterator[int] = field(default_factory=count)
    _queue: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    _unified: Counter[tuple[int, ...]] = field(default_factory=Counter[tuple[int, ...]])

    @classmethod
    def of(
        cls, request: Request, knowledge: ProgramKnowledge, presets: Presets | None = None
    ) -> "BestFirstSearch":
        """Returns the search for a request; candidates begin with the presets of a parameter."""
        function, is_jit = request.function, request.is_jit
        return cls(request, Candidates(knowledge, function, request.static, is_jit, presets or {}))

    def calls(self) -> Calls:
        """Yields calls, each made after the outcome of the one before is known."""
        for assignment in self._starts():
            self._push(SearchNode(assignment))
        left, end = MOST_SEARCHED_CALLS, time.process_time() + self.request.seconds
        while self._queue and left and time.process_time() < end:
            left -= 1
            node: SearchNode = heapq.heappop(self._queue)[-1]
            try:
                call = self._call(node.assignment)
            except ConstructionError as error:
                constructor = node.assignment.composite(error.path).constructor
                self._expand(node, failure_of(error.error, code_of(constructor)), error.path)
                continue
            yield call
            if call.outcome.failure is not None:
                self._expand(node, call.outcome.failure, "")
                yield from self._with_lengths(node, call.outcome.failure)
            else:
                self._enough = self._is_enough(node.assignment, call)
            if self._enough:
                return
            if self.found is not None:
                left = min(left, MOST_CALLS_WITH_OPTIONALS)
            if self._failures["concrete"] > MOST_SEARCHED_CONCRETE_ERRORS:
                return

    def _with_lengths(self, node: SearchNode, failure: Failure) -> Calls:
        """Yields calls whose lengths are made to fit, from a few for each place where two do not.

        Where the last one met another error, that is repaired as any.
        """
        place = failure.progress
        is_new = self._unified[place] < MOST_UNIFIED_AT_ONE_PLACE
        is_new = is_new and self._unified.total() < MOST_UNIFIED_STARTS
        is_new = is_new and self._failures.total() > MOST_FAILURES_BEFORE_UNIFYING
        is_told = failure.is_division or any(differing(failure.message))
        if failure.kind != "rank" or not is_new or not is_told:
            return
        self._unified[place] += 1
        axes: AxisLengths | None = AxisLengths.distinct(node.assignment)
        tried: list[Mapping[Axis, int]] = []
        for _ in range(MOST_UNIFIED_LENGTHS):
            if axes is None:
                return
            try:
                call = self._call(axes.assignment)
            except ConstructionError:
                return
            yield call
            met = call.outcome.failure
            if met is None:
                self._enough = self._is_enough(axes.assignment, call)
                return
            if met.progress > place:
                place = met.progress
                self._expand(replace(node, assignment=axes.assignment), met, "")
            tried.append(axes.lengths)
            axes = _first_new(axes.unified(met), tried)

    def _is_enough(self, assignment: Assignment, call: SampleCall) -> bool:
        """Whether to stop; the line may have been missed for want of optional parts."""
        is_first, self.found = self.found is None, self.found or assignment
        if call.outcome.missed_line and is_first:
            self._queue.clear()
            variants = InstanceVariants(self.candidates, assignment).with_optional_parts()
            for place, each in enumerate(variants):
                self._push(SearchNode(each, repairs=place))
        return not call.outcome.missed_line

    def _starts(self) -> Iterator[Assignment]:
        """Yields the likeliest arguments; of a method they differ in how its instance is made."""
        needed, instances = self.request.needed, [Assignment()]
        if (owner := self.request.subject.owner) is not None:
            instances = self._instances(needed.pop(0).name, owner)
        for place, instance in enumerate(instances):
            assignment = instance
            for each in needed:
                likeliest = self.candidates.likeliest(each.name, each.annotation)
                assignment = assignment.with_subtree(each.name, likeliest)
            yield assignment
            if not place:
                yield from self._with_scalars(assignment, needed)

    def _instances(self, name: str, owner: type) -> list[Assignment]:
        """Returns assignments with objects of a class, the last with just the used attributes."""
        constructed = map(Assignment, self.candidates.objects(name, owner))
        bare = Assignment({name: Composite(owner, ())})
        for attribute in dict.fromkeys(self.candidates.usage.of(name).attributes):
            if not hasattr(owner, attribute):
                part = self.candidates.part(f"{name}.{attribute}")
                bare = bare.with_part(name, attribute, part)
        return [*islice(constructed, MOST_INSTANCES), bare]

    def _with_scalars(
        self, assignment: Assignment, needed: list[Parameter]
    ) -> Iterator[Assignment]:
        """Yields the assignment with scalars in place of all arrays of which no rank is known."""
        names = [each.name for each in needed if assignment.recipes[each.name] == OnesArray(1)]
        if unknown := [name for name in names if not self.candidates.usage.of(name).rank]:
            yield assignment.with_recipes(dict.fromkeys(unknown, OnesArray(0)))

    def _expand(self, node: SearchNode, failure: Failure, constructed: str) -> None:
        """Queues repairs, unless the failure is known well, or is the one that was repaired."""
        self._failures["concrete"] += failure.kind == "concrete" and not constructed
        progress = () if constructed else failure.progress
        self._failures[failure.signature] += 1
        went_elsewhere = node.refused and failure.kind in OF_SHAPES
        is_behind = progress[:2] < node.progress[:2] and not went_elsewhere
        fell_back = is_behind and failure.span != NOWHERE
        if (
            self._failures[failure.signature] > MOST_EQUAL_FAILURES
            or failure.signature == node.failure
            or (fell_back and not constructed)
        ):
            return
        rank = max(progress, node.rank)
        repair = Repair(self.request, self.candidates, node.assignment, failure, constructed)
        for place, assignment in enumerate(repair.assignments(), node.repairs + 1):
            self._push(
                SearchNode(assignment, progress, failure.signature, place, failure.is_refusal, rank)
            )

    def _push(self, node: SearchNode) -> None:
        key = node.assignment.key()
        if key not in self._seen:
            self._seen.add(key)
            further = BEFORE_REPAIRS if node.is_start else (*(-e for e in node.rank), 1)
            heapq.heappush(self._queue, (further, node.repairs, next(self._order), node))

    def _call(self, assignment: Assignment) -> SampleCall:
        call = assignment.call(self.request.parameters)
        with_self = self.request.subject.owner is not None
        return replace(call, source=SOURCE, with_self=with_self)
