"""The cells that a shell has run are a module's text: each is linted as its end."""

import ast
import io
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from jitlint.check.api import check
from jitlint.config.files import ConfigError
from jitlint.config.settings import Settings
from jitlint.core.finding import Finding, Span
from jitlint.core.source import Problem, Source
from jitlint.frontend.notebook import join_cells
from jitlint.models.registry import ModelError
from jitlint.report.text import render

UNNAMED = "notebook.ipynb"
SESSION = "JPY_SESSION_NAME"
NOTHING: dict[str, Any] = {"cell_type": "markdown"}


class Linter:
    """The findings of a session, each told once."""

    def __init__(self) -> None:
        self._told: set[tuple[str, str, Span]] = set()

    def said_of(self, cells: Sequence[str], path: str, color: bool) -> str:
        """Returns the report of the findings that the last cell brings, in it or in earlier ones.

        Cells are numbered from 1, as their inputs are. Whatever is wrong gets one line.
        """
        path = path or os.environ.get(SESSION) or UNNAMED
        try:
            return self._report(path, cells, color) if _parses(cells[-1]) else ""
        except (ConfigError, ModelError) as error:
            return f"jitlint: error: {error}\n"
        except Exception as error:
            said = " ".join(f"{type(error).__name__}: {error}".split())
            return f"jitlint failed: {said}; please report it\n"

    def _report(self, path: str, cells: Sequence[str], color: bool) -> str:
        source = _joined(path, cells)
        result = check([path], Settings([path]), {path: source})
        new = [each for each in result.findings if _key(each) not in self._told]
        self._told.update(map(_key, new))
        stream = io.StringIO()
        render(replace(result, findings=tuple(new)), stream, color)
        return stream.getvalue()


def _key(finding: Finding[Span]) -> tuple[str, str, Span]:
    return finding.code, finding.message, finding.at


def _joined(path: str, cells: Sequence[str]) -> Source | Problem:
    """Returns the text of all; of equal cells the first and the last, and none that is broken."""
    last = {cell: number for number, cell in enumerate(cells)}
    seen, items = set[str](), list[dict[str, Any]]()
    for number, cell in enumerate(cells):
        is_kept = (cell not in seen or last[cell] == number) and _parses(cell)
        items.append({"cell_type": "code", "source": cell} if is_kept else NOTHING)
        seen.add(cell)
    return join_cells(path, json.dumps({"cells": items}).encode())


@cache
def _parses(cell: str) -> bool:
    source = join_cells("", json.dumps({"cells": [{"cell_type": "code", "source": cell}]}).encode())
    if isinstance(source, Problem):
        return False
    flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    try:
        compile(source.text, "cell", "exec", flags)
    except (SyntaxError, ValueError):
        return False
    return True
