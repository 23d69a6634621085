"""Calls that the user gives as examples: a comment, the configuration, a function for them."""

import ast
import contextlib
from dataclasses import dataclass, replace
from typing import Any

from ..program.call import Calls, SampleCall
from ..program.signatures import namespace_of
from ..program.userjax import jax, numpy
from .evaluation import evaluated_call
from .knowledge import ProgramKnowledge
from .request import Request

LISTED = "jitlint_examples"
IN_COMMENT = "the example in a comment"
IN_CONFIGURATION = "the example in the configuration"
IN_FUNCTION = f"an example of {LISTED}()"
MODULES = {"jax": jax, "jnp": jax.numpy, "np": numpy}


def calls(request: Request, knowledge: ProgramKnowledge) -> Calls:
    """Yields the calls in comments, in the configuration, and those that the module lists."""
    program = knowledge.program
    namespace = namespace_of(request.function)
    text = Example(request, namespace, IN_COMMENT)
    for source in program.sources():
        for example in source.examples:
            yield from text.calls_in(example)
    text = Example(request, namespace, IN_CONFIGURATION)
    for configured in program.question.examples:
        yield from text.calls_in_text(configured.partition(":")[2] or configured)
    yield from _listed(request, namespace)


@dataclass(frozen=True, slots=True)
class Example:
    """Finds calls of a function in text; a method's call has to bring the instance along."""

    request: Request
    namespace: dict[str, Any]
    source: str
    written: bool = True

    def calls_in_text(self, text: str) -> Calls:
        """Yields the calls that some Python text makes, as far as it has values."""
        with contextlib.suppress(SyntaxError):
            yield from self.calls_in(ast.parse(text.strip()))

    def calls_in(self, tree: ast.Module) -> Calls:
        """Yields the calls in a tree, as far as they have values."""
        name, is_method = self.request.name, self.request.subject.owner is not None
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Name(called)) if called == name and not is_method:
                    yield from self._evaluated(node, [])
                case ast.Call(ast.Attribute(value, called)) if called == name:
                    yield from self._evaluated(node, [value] if is_method else [])
                case _:
                    pass

    def _evaluated(self, node: ast.Call, instance: list[ast.expr]) -> list[SampleCall]:
        """User code runs here, and may do anything."""
        with contextlib.suppress(BaseException):
            call = evaluated_call(node, instance, MODULES | self.namespace)
            made = replace(call, written=self.written, documented=not self.written)
            return [replace(made, source=self.source)]
        return []


def _listed(request: Request, namespace: dict[str, Any]) -> Calls:
    """Each item is the text of a call, or a function or its name, its arguments, its keywords."""
    items: list[Any] = []
    with contextlib.suppress(BaseException):
        items = [*namespace[LISTED]()]
    for item in items:
        match item:
            case str():
                yield from Example(request, namespace, IN_FUNCTION).calls_in_text(item)
            case (called, [*args], *more) if _name(called) == request.name:
                kwargs: dict[str, Any] = more[0] if more else {}
                yield SampleCall(tuple(args), kwargs, "", True, IN_FUNCTION)
            case _:
                pass


def _name(called: Any) -> str:
    return called if isinstance(called, str) else getattr(called, "__name__", "")
