"""Calls that the program's text makes, evaluated where their arguments have values."""

import ast
import contextlib
import inspect
import os
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from ..limits import MOST_EVALUATED_CALLS, MOST_WRITTEN_CALLS
from ..program.attempt import Subject
from ..program.call import Calls, SampleCall
from ..program.index import WrittenCall
from ..program.load import name_of
from ..program.locations import real
from ..program.signatures import code_of
from ..program.sources import ParsedFile, aliases
from ..program.sources import calls as written_calls
from ..program.user_code import value_or
from .evaluation import evaluate, evaluated_call
from .knowledge import ProgramKnowledge
from .local_values import LocalValues
from .project_files import files_calling
from .request import Request


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields calls in the files that the question concerns, or else in those around them."""
    is_any = False
    for call in _in_files(request, knowledge, knowledge.program.sources()):
        is_any = True
        yield call
    code = code_of(request.function)
    if code is not None and not is_any:
        files = files_calling(name_of(real(code.co_filename)), request.name)
        yield from _in_files(request, knowledge, map(knowledge.program.source, files))


def _in_files(request: Request, knowledge: ProgramKnowledge, files: Iterable[ParsedFile]) -> Calls:
    sources = [*files]
    names = aliases(sources, request.name)
    if request.is_mapped:
        names.discard(request.name)
    found = (
        _evaluated(source, written, request.subject, knowledge)
        for source, written in islice(written_calls(sources, names), MOST_EVALUATED_CALLS)
    )
    fitting = (each for each in found if each is not None and _fits(request.subject, each))
    yield from islice(fitting, MOST_WRITTEN_CALLS)


def _evaluated(
    source: ParsedFile, written: WrittenCall, subject: Subject, knowledge: ProgramKnowledge
) -> SampleCall | None:
    """Returns the call of a method with its own instance or else, if there is one, the subject's.

    User code runs here, and may do anything.
    """
    function = written.call.func
    namespace = vars(knowledge.program.module(source.file))
    local = LocalValues(source.tree, written.around, namespace)
    if _is_namesake(source, written.call, local, subject):
        return None
    if subject.owner is not None and isinstance(function, ast.Attribute):
        with contextlib.suppress(BaseException):
            call = _with_values(source, written.call, local, [function.value])
            return call if _is_method_of(subject.owner, function.attr, call.args[0]) else None
    if subject.owner is None or subject.leading:
        return value_or(None, lambda: _with_values(source, written.call, local, []))
    return None


def _is_namesake(source: ParsedFile, call: ast.Call, local: LocalValues, subject: Subject) -> bool:
    """Whether another function of the same name is called; user code runs here."""
    code, name = code_of(subject.function), subject.name.rpartition(".")[2]
    if code is None:
        return False
    held = value_or(dict[str, Any](), lambda: local.of(call.func, call.lineno))
    values = {**local.namespace, **held}
    called = code_of(value_or(None, lambda: evaluate(call.func, values)))
    if called is None:
        return real(code.co_filename) != real(source.file) and name in source.index.functions
    places = [(real(each.co_filename), each.co_firstlineno) for each in (called, code)]
    return called.co_name == name and places[0] != places[1]


def _with_values(
    source: ParsedFile, call: ast.Call, local: LocalValues, instance: list[ast.expr]
) -> SampleCall:
    """Returns the call with its values; raises whatever evaluating these raises."""
    parts = [*instance, *call.args, *(keyword.value for keyword in call.keywords)]
    values = local.of(ast.Tuple(parts, ast.Load()), call.lineno)
    made = evaluated_call(call, instance, {**local.namespace, **values})
    origin = f"as called at {os.path.basename(source.file)}:{call.lineno}"
    return replace(made, written=True, source=origin)


def _is_method_of(owner: type, name: str, instance: Any) -> bool:
    """Whether the method of a class is called, and not one that a subclass has in its place."""
    held = inspect.getattr_static(owner, name, None)
    kind: type[Any] = instance.__class__
    return issubclass(kind, owner) and inspect.getattr_static(kind, name, None) is held


def _fits(subject: Subject, call: SampleCall) -> bool:
    leading = () if call.with_self else subject.leading
    args = (*leading, *call.args)
    signature = value_or(None, lambda: inspect.signature(subject.function))
    return bool(signature and value_or(None, lambda: signature.bind(*args, **call.kwargs)))
