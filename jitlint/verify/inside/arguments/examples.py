"""Calls that somebody gives as examples: a comment, the configuration, a function, a docstring."""

import ast
import contextlib
import doctest
import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..calls import Call
from ..userjax import jax, numpy

LISTED = "jitlint_examples"
IN_COMMENT = "the example in a comment"
IN_CONFIGURATION = "the example in the configuration"
IN_FUNCTION = f"an example of {LISTED}()"
IN_DOCSTRING = "the example in the docstring"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A function by its last name; a method's call has to bring the instance along."""

    name: str
    is_method: bool
    namespace: dict[str, Any]


def given(
    wanted: Wanted, comments: Iterable[ast.Module], configured: Iterable[str]
) -> Iterator[Call]:
    """Yields the calls in comments, in the configuration, and those that the module lists."""
    for example in comments:
        yield from _calls(wanted, example, IN_COMMENT)
    for example in configured:
        yield from calls_in(wanted, example.partition(":")[2] or example, IN_CONFIGURATION)
    yield from _listed(wanted)


def in_docstrings(wanted: Wanted, holders: Iterable[Any]) -> Iterator[Call]:
    """Yields the calls in doctest examples, after what stands before them has run."""
    for holder in holders:
        text = inspect.getdoc(holder) or ""
        if f"{wanted.name}(" not in text:
            continue
        namespace = dict(wanted.namespace)
        for source in _statements(text):
            here = Wanted(wanted.name, wanted.is_method, namespace)
            yield from calls_in(here, source, IN_DOCSTRING)
            with contextlib.suppress(BaseException):
                exec(compile(source, "<docstring>", "exec"), namespace)


def calls_in(wanted: Wanted, text: str, source: str) -> Iterator[Call]:
    """Yields the calls of the function that some Python text makes, as far as it has values."""
    with contextlib.suppress(SyntaxError):
        yield from _calls(wanted, ast.parse(text.strip()), source)


def _calls(wanted: Wanted, tree: ast.Module, source: str) -> Iterator[Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name)) if name == wanted.name and not wanted.is_method:
                yield from _evaluated(node, None, wanted, source)
            case ast.Call(ast.Attribute(value, name)) if name == wanted.name:
                yield from _evaluated(node, value if wanted.is_method else None, wanted, source)
            case _:
                pass


def _evaluated(
    node: ast.Call, holder: ast.expr | None, wanted: Wanted, source: str
) -> Iterator[Call]:
    """User code runs here, and may do anything."""
    capture = ast.Call(ast.Name("_jitlint_capture", ast.Load()), node.args, node.keywords)
    names = {"jax": jax, "jnp": jax.numpy, "np": numpy, "_jitlint_capture": _capture}
    try:
        args, kwargs = _value(capture, names | wanted.namespace)
        if holder is not None:
            args = (_value(holder, names | wanted.namespace), *args)
    except BaseException:
        return
    text = ast.unparse(node)[len(ast.unparse(node.func)) + 1 : -1]
    text = text if holder is None else ", ".join(filter(None, (ast.unparse(holder), text)))
    written = source != IN_DOCSTRING
    yield Call(args, kwargs, text, written, source, with_self=holder is not None)


def _value(expression: ast.expr, namespace: dict[str, Any]) -> Any:
    tree = ast.fix_missing_locations(ast.Expression(expression))
    return eval(compile(tree, "<example>", "eval"), namespace)


def _capture(*args: Any, **kwargs: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return args, kwargs


def _listed(wanted: Wanted) -> Iterator[Call]:
    """Each item is the text of a call, or a function or its name, its arguments, its keywords."""
    function: Any = wanted.namespace.get(LISTED)
    items: list[Any] = []
    with contextlib.suppress(BaseException):
        items = [*_called(function)]
    for item in items:
        match item:
            case str():
                yield from calls_in(wanted, item, IN_FUNCTION)
            case (called, [*args], *more) if _name(called) == wanted.name:
                kwargs: dict[str, Any] = more[0] if more else {}
                yield Call(tuple(args), kwargs, "", True, IN_FUNCTION)
            case _:
                pass


def _called(function: Any) -> Any:
    return function() if callable(function) else []


def _name(called: Any) -> str:
    return called if isinstance(called, str) else getattr(called, "__name__", "")


def _statements(text: str) -> list[str]:
    with contextlib.suppress(ValueError):
        return [example.source for example in doctest.DocTestParser().get_examples(text)]
    return []
