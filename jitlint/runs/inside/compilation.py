"""One call that JAX traced, lowered or compiled for, and a run: all of them, waits and leaks."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

VERSION = 3
PHASES = ("trace", "lower", "compile")
HEAD = (
    "program", "directory", "run", "jax", "python", "process", "processes", "started", "seconds",
)  # fmt: skip


@dataclass(slots=True)
class Phase:
    """One phase of compiling: the number of times, and the seconds of all together."""

    times: int = 0
    seconds: float = 0.0

    def add(self, times: int, seconds: float) -> None:
        """Adds what was seen of it."""
        self.times += times
        self.seconds += seconds


@dataclass(slots=True)
class Compilation:
    """The work of JAX for one call that its caches did not answer.

    `call` is the number of that call at its place, 1 for the first, where calls are counted;
    `at` is in seconds since the start of the run. A `nested` one is part of the trace of another
    function, whose seconds hold those of this one. `not_usable` are the types of the arguments that
    were donated, and whose memory no result could take over.
    """

    function: str
    defined: tuple[str, int]
    site: tuple[str, int]
    cause: str
    reason: str
    at: float
    call: int | None = None
    of_jax: bool = False
    nested: bool = False
    persistent_hits: int = 0
    constant_bytes: int = 0
    not_usable: list[str] = field(default_factory=list[str])
    trace: Phase = field(default_factory=Phase)
    lower: Phase = field(default_factory=Phase)
    compile: Phase = field(default_factory=Phase)

    @property
    def seconds(self) -> float:
        """The seconds of all phases."""
        return self.trace.seconds + self.lower.seconds + self.compile.seconds

    @property
    def short_name(self) -> str:
        """The name of the function, without the class or function around it."""
        return self.function.rpartition(".")[2]

    @classmethod
    def from_json(cls, each: dict[str, Any]) -> "Compilation":
        """Reads what `as_json` of a run has written; raises KeyError, TypeError or ValueError."""
        phases = {name: Phase(**each[name]) for name in PHASES}
        places = {name: (str(each[name][0]), int(each[name][1])) for name in ("defined", "site")}
        given: dict[str, Any] = {**each, **phases, **places}
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Wait:
    """The times that a line has read arrays to the host, or has waited for them (`kind`)."""

    site: tuple[str, int]
    kind: str
    times: int
    nbytes: int
    seconds: float

    @classmethod
    def from_json(cls, each: dict[str, Any]) -> "Wait":
        """Reads what `as_json` of a run has written; raises KeyError, TypeError or ValueError."""
        given: dict[str, Any] = {**each, "site": (str(each["site"][0]), int(each["site"][1]))}
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Leak:
    """A tracer that the program holds when it ends: the name, the module's file, the type."""

    name: str
    file: str
    type: str


@dataclass(slots=True)
class Run:
    """A run of a program: what was compiled in it, and how often each place called.

    Paths that are relative begin at its `directory`. The records of its processes have one `run`.
    """

    program: str = ""
    directory: str = ""
    run: str = ""
    jax: str = ""
    python: str = ""
    process: int = 0
    processes: int = 1
    started: float = 0.0
    seconds: float = 0.0
    counts_calls: bool = False
    events: dict[str, int] = field(default_factory=dict[str, int])
    compilations: list[Compilation] = field(default_factory=list[Compilation])
    calls: dict[tuple[str, int, str], int] = field(default_factory=dict[tuple[str, int, str], int])
    waits: list[Wait] = field(default_factory=list[Wait])
    leaks: list[Leak] = field(default_factory=list[Leak])

    def since(self, count: int) -> list[Compilation]:
        """Returns what came after the first `count`."""
        return self.compilations[count:]

    def of(self, function: str | None) -> list[Compilation]:
        """Returns the compilations of one function by its name; of all without."""
        found = self.compilations
        return [each for each in found if function in (None, each.function, each.short_name)]

    def count(self, function: str | None = None) -> int:
        """Returns how many programs were compiled for the user's functions, or one of them."""
        return compiled(self.of(function))

    def as_json(self) -> dict[str, Any]:
        """Returns the record of the run, which holds no value of any array."""
        body = {name: getattr(self, name) for name in HEAD}
        calls = [[*place, count] for place, count in self.calls.items()]
        return {
            "format": "jitlint-run",
            "version": VERSION,
            **body,
            "counts_calls": self.counts_calls,
            "events": self.events,
            "calls": calls,
            "compilations": [asdict(each) for each in self.compilations],
            "waits": [asdict(each) for each in self.waits],
            "leaks": [asdict(each) for each in self.leaks],
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Run":
        """Reads a record; raises KeyError, TypeError or ValueError where it is none."""
        if record["format"] != "jitlint-run" or record["version"] != VERSION:
            raise ValueError(f"version {record['version']} of {record['format']}")
        left_out = ("format", "version", "calls", "compilations", "waits", "leaks")
        rest = {name: value for name, value in record.items() if name not in left_out}
        calls = {(str(f), int(row), str(name)): int(n) for f, row, name, n in record["calls"]}
        return cls(
            **rest,
            calls=calls,
            compilations=[Compilation.from_json(each) for each in record["compilations"]],
            waits=[Wait.from_json(each) for each in record["waits"]],
            leaks=[Leak(**each) for each in record["leaks"]],
        )


def compiled(compilations: Iterable[Compilation]) -> int:
    """Returns how many programs were compiled for the user's own functions."""
    return sum(each.compile.times for each in compilations if not each.of_jax)
