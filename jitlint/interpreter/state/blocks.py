"""Blocks of statements: which holds a node, and what each binds, copies and subtracts by name."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jitlint.frontend import ir
from jitlint.interpreter.domain.values import Frame
from jitlint.interpreter.state.machine import Machine
from jitlint.interpreter.syntax.walk import bound_names, walk

Block = tuple[ir.Statement, ...]


@dataclass(frozen=True, eq=False)
class Written:
    """A block, with what its statements do with names: asked often, and found once.

    A statement is named by its index.
    """

    block: Block

    def bound_before(self, name: str, place: int) -> int:
        """Returns the last statement before a place that binds a name, or -1."""
        bound = self._bound.get(name, [])
        index = bisect_left(bound, place)
        return bound[index - 1] if index else -1

    def copied_before(self, name: str, place: int) -> Iterator[str]:
        """Yields the names that hold what a name holds at a place, since `other = name`."""
        since = self.bound_before(name, place)
        copies = self._copied.get(name, [])
        for index in range(bisect_left(copies, (place, "")) - 1, -1, -1):
            at, other = copies[index]
            if at < since:
                return
            if self.bound_before(other, place) == at:
                yield other

    def copied_from(self, name: str, place: int) -> str:
        """Returns the name that a name is a copy of at a place, by `name = other`; or nothing."""
        since = self.bound_before(name, place)
        match self.block[since] if since >= 0 else None:
            case ir.Assign(targets=(ir.Name(),), value=ir.Name(id=other)):
                return other if self.bound_before(other, place) < since else ""
            case _:
                return ""

    def subtracted_from(self, name: str, place: int) -> ir.Binary | None:
        """Returns the first `name - …` in the statements from a place on."""
        differences = self._differences.get(name, [])
        index = bisect_left(differences, place, key=lambda each: each[0])
        return differences[index][1] if index < len(differences) else None

    @cached_property
    def _bound(self) -> dict[str, list[int]]:
        bound: dict[str, list[int]] = {}
        for at, statement in enumerate(self.block):
            for name in dict.fromkeys(bound_names(statement)):
                bound.setdefault(name, []).append(at)
        return bound

    @cached_property
    def _copied(self) -> dict[str, list[tuple[int, str]]]:
        copied: dict[str, list[tuple[int, str]]] = {}
        for at, statement in enumerate(self.block):
            match statement:
                case ir.Assign(targets=(ir.Name(id=other),), value=ir.Name(id=name)):
                    copied.setdefault(name, []).append((at, other))
                case _:
                    pass
        return copied

    @cached_property
    def _differences(self) -> dict[str, list[tuple[int, ir.Binary]]]:
        found: dict[str, list[tuple[int, ir.Binary]]] = {}
        for at, statement in enumerate(self.block):
            for node in walk(statement):
                match node:
                    case ir.Binary(operator="-", left=ir.Name(id=name)):
                        found.setdefault(name, []).append((at, node))
                    case _:
                        pass
        return found


class _Placed(dict[int, dict[int, tuple[Written, int]]]):
    """Of each body, by its identity, where its nodes are: in which block, at which statement."""


def place_in_block(machine: Machine, frame: Frame, at: int) -> tuple[Written, int] | None:
    """Returns the innermost block that holds the node numbered `at`, and which statement does."""
    body = body_of(machine, frame)
    known = machine.state_of(_Placed)
    if id(body) not in known:
        known[id(body)] = dict(_placed(body))
    return known[id(body)].get(at)


def _placed(body: Block) -> Iterator[tuple[int, tuple[Written, int]]]:
    """Yields each node's number with its place."""
    waiting = [body]
    while waiting:
        block = Written(waiting.pop())
        for index, statement in enumerate(block.block):
            inner = list(_blocks(statement))
            apart = {id(each) for each in inner}
            yield from ((node.at, (block, index)) for node in walk(statement, apart))
            waiting += inner


def _blocks(statement: ir.Statement) -> Iterator[Block]:
    match statement:
        case ir.If() | ir.While() | ir.For():
            yield from (statement.body, statement.orelse)
        case ir.With():
            yield statement.body
        case ir.Try():
            yield from (statement.body, statement.orelse, statement.final)
            yield from (handler.body for handler in statement.handlers)
        case ir.Match():
            yield from (case.body for case in statement.cases)
        case _:
            return


def body_of(machine: Machine, frame: Frame) -> tuple[ir.Statement, ...]:
    """Returns the statements of the function or the module that a frame runs."""
    if frame.function is not None:
        return frame.function.body
    facts = machine.program.facts(frame.module) if frame.parent is None else None
    return facts.body if facts else ()
