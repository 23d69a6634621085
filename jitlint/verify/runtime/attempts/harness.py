"""Reaches functions that no import gives: nested ones, and those under `if __name__ …`.

Only what the definition needs is run, in the namespace of the module, and its product is called.
"""

import __future__

import ast
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from types import FunctionType, ModuleType
from typing import Any

from ..inputs.call_sources import CallSources
from ..inputs.construction import first_result
from ..limits import MOST_FACTORY_CALLS, MOST_FACTORY_PRODUCTS
from ..program.attempt import Subject
from ..program.call import SampleCall
from ..program.definition_slice import (
    DEFINITIONS,
    EVERYTHING,
    WITH_VALUES,
    ScopeChain,
    find,
    guarded,
    outermost,
)
from ..program.observed_calls import TargetFunction
from ..program.program import ImportedProgram
from ..program.resolve_function import Unreachable, function_at, search, subject_of
from ..program.sources import ParsedFile

HOW = {
    WITH_VALUES: "run as far as the definition needs",
    DEFINITIONS: "with guesses for what it computes",
    EVERYTHING: "run up to the definition",
}
FUTURE = __future__.annotations


@dataclass(frozen=True, slots=True)
class Harness:
    """The means to make one function that is defined in the course of something else."""

    program: ImportedProgram
    call_sources: CallSources
    target: TargetFunction

    def subjects(self) -> Iterator[Subject]:
        """Yields the function as often as it can be made in another way."""
        source = self.program.source(self.target.defined.file)
        cut = find(source.tree, self.target.name, self.target.defined.row)
        if cut is None or (isinstance(cut.target, ast.Lambda) and not cut.functions):
            return
        if not cut.functions:
            is_plain = (cut.around or (cut.target,))[0] in source.tree.body
            yield from () if is_plain else self._guarded(source, cut)
            return
        for how in HOW:
            yield from islice(self._nested(cut, how), MOST_FACTORY_PRODUCTS)

    def _guarded(self, source: ParsedFile, cut: ScopeChain) -> Iterator[Subject]:
        """Runs the definition, and what it needs, as the script's own run would."""
        namespace = vars(self.program.module(self.target.defined.path))
        module = ModuleType(str(namespace.get("__name__", "")))
        vars(module).update(namespace)
        for each in guarded(source.tree, cut, {*namespace}).body:
            _run(ast.Module([each], []), source.file, vars(module), vars(module))
        with contextlib.suppress(Unreachable):
            subject = function_at(module, self.target, self.call_sources.instance)
            yield replace(subject, through=f"the definition of `{self.target.name}` alone")

    def _nested(self, cut: ScopeChain, how: str) -> Iterator[Subject]:
        namespace = vars(self.program.module(self.target.defined.path))
        held: dict[str, Any] = {}
        _run(outermost(cut, how), self.target.defined.file, namespace, held)
        name, owner = cut.around[0].name, None
        value = held.get(name)
        for inner in cut.around[1:]:
            if isinstance(value, type):
                owner, name = namespace.get(name), inner.name
                value = vars(value).get(name)
        for product, text in self._products(value, cut, owner):
            for found, wrapped in search([product], self.target):
                subject = subject_of(wrapped, found or self.target.name, self.target)
                yield replace(subject, name=self.target.qualname, through=f"{text} {HOW[how]}")
                break

    def _products(self, function: Any, cut: ScopeChain, owner: Any) -> Iterator[tuple[Any, str]]:
        """Yields what the outermost function returns, called on through those further in."""
        leading: tuple[Any, ...] = (owner,) if function.__class__ is classmethod else ()
        if isinstance(owner, type) and function.__class__ is FunctionType:
            try:
                leading = (self.call_sources.instance(owner),)
            except Unreachable:
                return
        function = getattr(function, "__func__", function)
        if not isinstance(function, FunctionType):
            return
        subject = Subject(cut.functions[0].name, function, leading, host=True)
        for product, call in self._made(subject):
            text = f"`{subject.name}({call.text})`"
            if len(cut.functions) == 1:
                yield product, text
            elif isinstance(product, FunctionType):
                rest = replace(cut, around=cut.functions[1:])
                yield from ((p, f"{text}, {s}") for p, s in self._products(product, rest, None))

    def _made(self, subject: Subject) -> Iterator[tuple[Any, SampleCall]]:
        """Yields what the first call returns that ends well; user code runs here."""
        sources = self.call_sources
        shown = islice(sources.calls(subject, None), MOST_FACTORY_CALLS)
        tried = islice(chain(shown, sources.searched(subject)), 2 * MOST_FACTORY_CALLS)
        found = first_result(subject, (c.on_device() if c.written else c for c in tried))
        yield from [found] if found is not None else []


def _run(tree: ast.Module, file: str, namespace: dict[str, Any], held: dict[str, Any]) -> None:
    """User code runs here, and may do anything; what fails defines nothing."""
    is_future = namespace.get("annotations") is FUTURE
    flags = FUTURE.compiler_flag if is_future else 0
    with contextlib.suppress(BaseException):
        code = compile(tree, file, "exec", flags=flags, dont_inherit=True)
        exec(code, namespace, held)
