"""Puts another text of the user's files in the place of the one that was imported.

The functions that exist get other code, so that objects, wrappers and modules that hold them need
not be made again. It cannot be undone: who compares the two has the results of the first by then.
"""

import __future__

import ast
import gc
from collections.abc import Iterator, Mapping, Sequence
from types import CodeType, FunctionType, ModuleType
from typing import Any

from .locations import real
from .question import Rewritten
from .userjax import jax

FUTURE = __future__.annotations.compiler_flag
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
REPEATABLE = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)


class NotReplaceableError(Exception):
    """The text of a file cannot be replaced; the message is a verdict's reason."""


class Replacement:
    """The one replacement of a process."""

    is_done = False

    @classmethod
    def make(cls, rewritten: Sequence[Rewritten], modules: Mapping[str, ModuleType]) -> None:
        """Replaces the text of files; the `modules` are known by the names of the files.

        Raises NotReplaceableError.
        """
        cls.is_done = True
        new = {each.file: _new_statements(each) for each in rewritten}
        pairs = [pair for each in rewritten for pair in _compiled(each)]
        _give_code(dict(pairs), {each.file for each in rewritten})
        for file, statements in new.items():
            _run(statements, file, vars(modules[file]))
        jax.clear_caches()


def _compiled(rewritten: Rewritten) -> Iterator[tuple[CodeType, CodeType]]:
    texts = (rewritten.before, rewritten.after)
    before, after = (compile(each, rewritten.file, "exec", dont_inherit=True) for each in texts)
    return _pairs(before, after)


def _pairs(before: CodeType, after: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yields the code of each function and that which takes its place.

    Those of one name are told apart by their order, if there are as many of them as before.
    """
    yield before, after
    old, new = _inner(before), _inner(after)
    for name, codes in old.items():
        if len(codes) == len(new.get(name, ())):
            for one, other in zip(codes, new[name], strict=True):
                yield from _pairs(one, other)


def _inner(code: CodeType) -> dict[str, list[CodeType]]:
    found: dict[str, list[CodeType]] = {}
    for each in code.co_consts:
        if isinstance(each, CodeType):
            found.setdefault(each.co_name, []).append(each)
    return found


def _give_code(pairs: Mapping[CodeType, CodeType], files: set[str]) -> None:
    for function in gc.get_objects():
        if type(function) is FunctionType and real(function.__code__.co_filename) in files:
            code = pairs.get(function.__code__)
            if code is None:
                raise NotReplaceableError(f"not_replaceable: `{function.__qualname__}` is gone")
            if code.co_freevars != function.__code__.co_freevars:
                name = function.__qualname__
                raise NotReplaceableError(f"not_replaceable: `{name}` closes over other names")
            function.__code__ = code


def _run(statements: list[ast.stmt], file: str, namespace: dict[str, Any]) -> None:
    is_future = namespace.get("annotations") is __future__.annotations
    flags = FUTURE if is_future else 0
    exec(compile(ast.Module(statements, []), file, "exec", flags, dont_inherit=True), namespace)


def _new_statements(rewritten: Rewritten) -> list[ast.stmt]:
    """Returns the statements that the module itself has to run."""
    before, after = ast.parse(rewritten.before).body, ast.parse(rewritten.after).body
    known = {ast.dump(each) for each in before}
    made = {each.name: _made(each) for each in before if isinstance(each, DEFINITIONS)}
    found: list[ast.stmt] = []
    for each in after:
        if ast.dump(each) in known:
            continue
        if isinstance(each, DEFINITIONS) and each.name in made:
            if _made(each) != made[each.name]:
                raise NotReplaceableError(f"not_replaceable: `{each.name}` is made in another way")
            continue
        if not isinstance(each, REPEATABLE):
            raise NotReplaceableError("not_replaceable: only the module's import runs it")
        found.append(each)
    return found


def _made(node: Any) -> str:
    """Returns all of a definition but the bodies of its functions."""
    parts = [*node.decorator_list, *getattr(node, "bases", ())]
    inner = [_made(each) for each in node.body if isinstance(each, DEFINITIONS)]
    signature = ast.dump(node.args) if hasattr(node, "args") else ""
    return "\n".join([node.name, signature, *map(ast.dump, parts), *inner])
