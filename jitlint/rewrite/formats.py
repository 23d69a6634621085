"""Format strings with fields, which JAX fills at run time."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jitlint.rewrite.document import Document
from jitlint.rewrite.names import is_builtin

OWN = frozenset("fmt ordered partitioned skip_format_check".split())
"""The parameters of `jax.debug.print`, which no field can be called like."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of a format, and the argument that goes with it: its text, or empty."""

    text: str
    argument: str = ""
    named: bool = False


def arguments(parts: Sequence[Shown]) -> str:
    """Returns the arguments of `jax.debug.print` that show the parts."""
    unnamed = [part.argument for part in parts if part.argument and not part.named]
    named = [f"{part.argument}={part.argument}" for part in parts if part.named]
    text = _quoted("".join(part.text for part in parts))
    return ", ".join([text, *unnamed, *dict.fromkeys(named)])


def parts_of(document: Document, text: ast.JoinedStr, *, braces: bool) -> list[Shown] | None:
    """Returns the parts of an f-string; None where one is too much for a field.

    `braces` says whether the braces in its text are to be shown; else they are fields already.
    """
    found = list(_parts(document, text, braces))
    return None if None in found else [part for part in found if part is not None]


def parts_of_text(document: Document, text: ast.expr) -> list[Shown] | None:
    """Returns the parts of `"{}".format(…)`, `"%s" % …` and `"…" + str(…)`; None of others."""
    match text:
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(said)), attr="format"),
            args=values,
            keywords=[],
        ):
            return _filled(document, said.split("{}"), values, "{}")
        case ast.BinOp(left=ast.Constant(value=str(said)), op=ast.Mod(), right=right):
            values = right.elts if isinstance(right, ast.Tuple) else [right]
            return _filled(document, said.split("%s"), values, "%")
        case ast.BinOp(left=ast.Constant(value=str(said)), op=ast.Add(), right=right):
            match right:
                case ast.Call(func=ast.Name(id="str") as callee, args=[value], keywords=[]) if (
                    is_builtin(document, callee)
                ):
                    return _filled(document, [said, ""], [value], "")
                case _:
                    return None
        case _:
            return None


def _filled(
    document: Document, texts: Sequence[str], values: Sequence[ast.expr], special: str
) -> list[Shown] | None:
    """Returns texts and the values between them; None where the texts have more fields."""
    starred = any(isinstance(each, ast.Starred) for each in values)
    if len(texts) != len(values) + 1 or starred or {*special} & {*"".join(texts)}:
        return None
    fields = [field_of(document, each) for each in values]
    shown = [Shown(escaped(each)) for each in texts]
    return [shown[0], *(part for pair in zip(fields, shown[1:], strict=True) for part in pair)]


def field_of(document: Document, value: ast.expr, conversion: str = "") -> Shown:
    """Returns the field that shows an expression, which has the name of a plain variable."""
    match value:
        case ast.Name(id=name) if name not in OWN:
            return Shown(f"{{{name}{conversion}}}", name, named=True)
        case _:
            return Shown(f"{{{conversion}}}", document.text(value))


def escaped(text: str) -> str:
    """Returns a text as it is written in a format."""
    return text.replace("{", "{{").replace("}", "}}")


def _parts(document: Document, text: ast.JoinedStr, braces: bool) -> Iterator[Shown | None]:
    for value in text.values:
        match value:
            case ast.Constant(value=str(said)):
                yield Shown(escaped(said) if braces else said)
            case ast.FormattedValue(value=inner, format_spec=None, conversion=conversion):
                yield field_of(document, inner, f"!{chr(conversion)}" if conversion > 0 else "")
            case _:
                yield None


def _quoted(text: str) -> str:
    """Returns a literal, in double quotes where that takes no escapes."""
    return repr(text) if '"' in text else f'"{repr(chr(39) + text)[2:-1]}"'
