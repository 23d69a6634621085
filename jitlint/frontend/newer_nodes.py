"""Nodes that the `ast` of newer Pythons has, for those that run an older one."""

import ast
from typing import Any


class _TypeAlias(ast.stmt):
    """`type X = int`, of Python 3.12."""

    _fields = ("name", "type_params", "value")


class _TemplateStr(ast.expr):
    """`t"{x}"`, of Python 3.14."""

    _fields = ("values",)


_TypeAlias.__name__, _TemplateStr.__name__ = "TypeAlias", "TemplateStr"
TypeAlias: Any = getattr(ast, "TypeAlias", _TypeAlias)
TemplateStr: Any = getattr(ast, "TemplateStr", _TemplateStr)
