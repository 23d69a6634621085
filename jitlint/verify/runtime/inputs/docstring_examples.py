"""Calls in the doctest examples of a function's, or of its class's, docstring."""

import contextlib
import doctest
import inspect
from typing import Any

from ..program.call import Calls
from ..program.signatures import namespace_of
from .examples import Example
from .knowledge import ProgramKnowledge
from .request import Request

SOURCE = "the example in the docstring"


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields the calls, each after the statements before it have run."""
    for holder in filter(None, (request.function, request.subject.owner)):
        text = inspect.getdoc(holder) or ""
        if f"{request.name}(" not in text:
            continue
        namespace: dict[str, Any] = {**namespace_of(request.function)}
        for statement in _statements(text):
            yield from Example(request, namespace, SOURCE, written=False).calls_in_text(statement)
            with contextlib.suppress(BaseException):
                exec(compile(statement, "<docstring>", "exec"), namespace)


def _statements(text: str) -> list[str]:
    with contextlib.suppress(ValueError):
        return [example.source for example in doctest.DocTestParser().get_examples(text)]
    return []
