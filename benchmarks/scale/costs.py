"""What tracing one program costs, piece by piece: measured in one process, once.

A module's functions are traced by calls, and what one call has come to serves all that make it
again. So a piece is a call; a module needs those that it makes, and those that they rest on.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from benchmarks.scale.timed import Times
from jitlint.check.judge import judge, summarize
from jitlint.check.loader import SourceLoader
from jitlint.check.parallel.messages import TracedPart, traced_part
from jitlint.check.pipeline import CheckRequest, files_of
from jitlint.config.resources import Resources
from jitlint.core.gc_tuning import in_one_stack_chunk, without_gc
from jitlint.frontend.ir import Facts
from jitlint.incremental.summaries import ModuleSummary
from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.program import Execution, ProgramContext, execute
from jitlint.models.registry import Models
from jitlint.project.program import Program
from jitlint.project.units import units_of
from jitlint.rules.runner import RuleRunner


@dataclass(frozen=True, slots=True)
class ModuleCost:
    """What a module costs: the calls that it needs, by their numbers as bits, and its own work.

    `own` are the seconds of its rules and of packing what it has come to, `size` the bytes of that,
    and `characters` the length of its text.
    """

    needs: int
    own: float
    size: int
    characters: int


@dataclass(slots=True)
class ProgramCost:
    """What a program costs, in seconds of CPU.

    `reading` is the cost of each file, `preparing` that of finding the files and of packing their
    facts into `handed` bytes. Each worker spends `unpacking` and `executing`. `calls` are the costs
    of calls, which `modules` need. `collecting` unpacks what these have come to, and `judging`
    makes findings of it.
    """

    reading: list[float] = field(default_factory=list[float])
    preparing: float = 0.0
    packing: float = 0.0
    handed: int = 0
    unpacking: float = 0.0
    executing: float = 0.0
    calls: list[float] = field(default_factory=list[float])
    modules: dict[str, ModuleCost] = field(default_factory=dict[str, ModuleCost])
    collecting: float = 0.0
    judging: float = 0.0


def measured(project: str) -> ProgramCost:
    """Returns what the program in a directory costs, but for files whose module another file is."""
    with without_gc():
        return in_one_stack_chunk(lambda: _measured(project))


class _Clock:
    """Tells the CPU time since it was asked last."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def lap(self) -> float:
        last, self._last = self._last, time.process_time()
        return self._last - last


def _measured(project: str) -> ProgramCost:
    cost, clock, times = ProgramCost(), _Clock(), Times()
    request = CheckRequest(resources=Resources(jobs=1))
    files = files_of([project], request)
    loader = SourceLoader(frozenset(files.named), request, None)
    units = units_of(files.named, request.stamps)
    found = units.programs()[0]
    program = Program(found, Models(), loader.facts, request.stamps, units.roots)
    names = loader.relevant(found, program.models.packages)
    cost.preparing = clock.lap()
    _read(cost, program, names)
    clock.lap()
    around = ProgramContext(told=frozenset(names))
    execution = execute(program, names, around, times.interpreter)
    cost.executing = clock.lap()
    sizes = {name: _characters(program, loader, name) for name in names}
    clock.lap()
    summaries = _trace(cost, execution, program, sizes, times)
    clock.lap()
    judge(program, summaries, loader.named, RuleRunner(), loader.source)
    cost.judging = clock.lap()
    return cost


def _characters(program: Program, loader: SourceLoader, name: str) -> int:
    unit = program.unit(name)
    source = loader.source(unit.path) if unit else None
    return len(source.text) if source else 0


def _read(cost: ProgramCost, program: Program, names: Iterable[str]) -> None:
    """Reads the facts of modules, and packs them as for workers."""
    clock, facts = _Clock(), list[Facts]()
    for name in names:
        found = program.facts(name)
        cost.reading.append(clock.lap())
        facts += [found] if found else []
    packed = msgspec.msgpack.encode(facts)
    cost.packing, cost.handed = clock.lap(), len(packed)
    msgspec.msgpack.decode(packed, type=list[Facts])
    cost.unpacking = clock.lap()


def _trace(
    cost: ProgramCost,
    execution: Execution,
    program: Program,
    sizes: Mapping[str, int],
    times: Times,
) -> Mapping[str, ModuleSummary]:
    """Traces modules one by one; returns what they came to."""
    summaries, needs, packed = dict[str, ModuleSummary](), list[list[WorkUnit]](), list[bytes]()
    times.start()
    for name, characters in sizes.items():
        before = len(times.outermost)
        traces = execution.trace([name]).modules
        needs.append(times.outermost[before:])
        clock = _Clock()
        made = [(each, summarize(program, each, RuleRunner())) for each in traces]
        summaries |= {trace.module: summary for trace, summary in made}
        packed.append(msgspec.msgpack.encode(traced_part(made, ())))
        cost.modules[name] = ModuleCost(0, clock.lap(), len(packed[-1]), characters)
    clock = _Clock()
    for each in packed:
        msgspec.msgpack.decode(each, type=TracedPart)
    cost.collecting = clock.lap()
    _number(cost, times, needs)
    return summaries


def _number(cost: ProgramCost, times: Times, needs: Iterable[list[WorkUnit]]) -> None:
    """Gives each call a number, and says which of them each module needs."""
    numbers = {work: number for number, work in enumerate(times.own)}
    cost.calls = [*times.own.values()]
    for (name, module), outermost in zip([*cost.modules.items()], needs, strict=True):
        bits = bytearray(len(numbers) // 8 + 1)
        for work in times.needed(outermost):
            number = numbers[work]
            bits[number >> 3] |= 1 << (number & 7)
        cost.modules[name] = replace(module, needs=int.from_bytes(bits, "little"))
