"""Contributions: what each module comes to, with the code of the program that this rests on.

Most modules execute most others, by imports: what one execution comes to is looked up once.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from jitlint.interpreter.domain.work_unit import WorkUnit
from jitlint.interpreter.state.provenance import Asking, Emitted, Provenance

Bits = int
"""Functions of the program: a number with a bit for each."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """The contribution of one module.

    `code` are the functions that it rests on, `emitted` its events, by their keys, and facts, in
    the order in which they were emitted first, `asked` what all that it rests on asks of others.
    """

    code: Bits
    emitted: tuple[Emitted, ...]
    asked: tuple[Asking, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """What works come to but for the executions of the modules that they lead to."""

    code: Bits
    emitted: frozenset[int]
    asked: frozenset[int]
    executed: frozenset[str]


class Contributions:
    """The contributions of modules to a run.

    The executions of the modules `told` count for these modules alone, but for what they ask.
    """

    def __init__(self, provenance: Provenance, told: Collection[str]) -> None:
        self._provenance, self.told = provenance, frozenset(told)
        self._executions: dict[str, _Share] = {}
        self._functions: dict[tuple[str, int], int] = {}
        self._by_module: dict[str, Bits] = {}
        self._ordinals: dict[tuple[str, Bits], tuple[int, ...]] = {}
        self._numbered: list[int] = []

    def of(self, module: str, *, functions: bool = True) -> Contribution:
        """Returns what a module's execution comes to, with all `functions` that it leaves to call.

        Of the other modules that it uses only the execution counts, not what they leave to do.
        """
        own = self._share(module, follows=functions)
        code, emitted, asked = own.code, set(own.emitted), set(own.asked)
        for name in self._reached(module, own.executed):
            part = self._execution(name)
            code |= part.code
            asked |= part.asked
            emitted |= part.asked if name in self.told else part.emitted
        found = self._provenance.emitted(asked)
        return Contribution(
            code,
            tuple(self._provenance.emitted(emitted)),
            tuple([each for each in found if isinstance(each, Asking)]),
        )

    def code(self, functions: Bits) -> dict[str, tuple[int, ...]]:
        """Returns the ordinals of functions by their modules, -1 being what is in none."""
        return {
            name: self._in_module(name, part)
            for name, every in self._by_module.items()
            if (part := functions & every)
        }

    def modules(self, functions: Bits, among: Iterable[str]) -> Iterator[str]:
        """Yields those of some modules in which any of the functions are."""
        return (name for name in among if functions & self._by_module.get(name, 0))

    def _reached(self, module: str, executed: Iterable[str]) -> Iterator[str]:
        """Yields the other modules whose execution those of some lead to, these among them."""
        seen, todo = {module}, [*executed]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += self._execution(name).executed
                yield name

    def _execution(self, module: str) -> _Share:
        if module not in self._executions:
            self._executions[module] = self._share(module, follows=False)
        return self._executions[module]

    def _share(self, module: str, *, follows: bool) -> _Share:
        """Returns what a module's execution comes to; `follows` is for what it leaves to do."""
        homes = self._provenance.modules
        seen, executed = set[WorkUnit](), set[str]()
        todo = [homes.get(module) or WorkUnit(module)]
        while todo:
            work = todo.pop()
            if work.module != module and work.module in homes:
                executed.add(work.module)
                if homes[work.module] is work:
                    continue
            if work not in seen:
                seen.add(work)
                todo += work.used
                todo += work.queued if follows else ()
        emitted = frozenset[int]().union(*(work.emitted for work in seen))
        asked = emitted & self._provenance.asking
        return _Share(self._bits(seen), emitted, asked, frozenset(executed))

    def _bits(self, works: Iterable[WorkUnit]) -> Bits:
        numbers = {self._number(place) for place in {(work.module, work.at) for work in works}}
        found = bytearray(len(self._numbered) // 8 + 1)
        for number in numbers:
            found[number >> 3] |= 1 << (number & 7)
        return int.from_bytes(found, "little")

    def _number(self, function: tuple[str, int]) -> int:
        number = self._functions.get(function)
        if number is None:
            module, at = function
            number = self._functions[function] = len(self._numbered)
            self._numbered.append(at)
            self._by_module[module] = self._by_module.get(module, 0) | 1 << number
        return number

    def _in_module(self, module: str, functions: Bits) -> tuple[int, ...]:
        known = self._ordinals.get((module, functions))
        if known is None:
            ordinals = sorted(self._numbered[number] for number in _ones(functions))
            known = self._ordinals[module, functions] = tuple(ordinals)
        return known


def _ones(number: Bits) -> Iterator[int]:
    """Yields the places of the bits that are set."""
    digits = f"{number:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)
