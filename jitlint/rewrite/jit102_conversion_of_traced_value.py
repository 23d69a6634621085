"""Calls the function of `jax.numpy` in place of that of `math`, and keeps numbers arrays."""

import ast

from jitlint.core.finding import Edit, Finding, Span
from jitlint.rewrite.document import Document
from jitlint.rewrite.names import imported, is_builtin, qualified
from jitlint.rewrite.numpy_equivalents import with_twin
from jitlint.rewrite.traced_only import is_always_traced

OF_ONE = """
    acos acosh asin asinh atan atanh cbrt cos cosh degrees exp exp2 expm1 fabs isfinite isinf isnan
    log log10 log1p log2 radians sin sinh sqrt tan tanh
""".split()
OF_TWO = "atan2 copysign fmod hypot nextafter pow".split()
TWINS = {**dict.fromkeys(OF_ONE, 1), **dict.fromkeys(OF_TWO, 2)}
"""The number of arguments of the functions that `math` and `jax.numpy` have in common."""

NUMBERS = ("float", "int", "complex")


def fix(document: Document, finding: Finding[Span]) -> tuple[Edit[Span], ...]:
    """Returns the edit of the callee, or of what gives a number of Python."""
    call = document.node(finding.at, ast.Call)
    if call is None:
        return ()
    return _of_math(document, call) or _of_python(document, call)


def _of_python(document: Document, call: ast.Call) -> tuple[Edit[Span], ...]:
    """Returns the edit that makes an array, with the type that the number would have."""
    safe = is_always_traced(document, call)
    if any(isinstance(each, ast.Starred | ast.GeneratorExp) for each in call.args):
        return ()
    match call:
        case ast.Call(func=ast.Name(id=kind) as function, args=[value], keywords=[]) if (
            kind in NUMBERS and is_builtin(document, function)
        ):
            text, edits = imported(document, "jax.numpy.asarray", call, safe=safe)
            new = f"{text}({document.text(value)}, {kind})"
        case ast.Call(func=ast.Attribute(value=owner, attr="item"), args=[], keywords=[]):
            text, edits = "jax", ()
            new = f"{document.text(owner)}.reshape(())"
        case ast.Call(func=ast.Attribute(attr=name) as function, args=[value], keywords=[]) if (
            qualified(document, function) in ("math.floor", "math.ceil", "math.trunc")
        ):
            text, edits = imported(document, f"jax.numpy.{name}", call, safe=safe)
            new = f"{text}({document.text(value)}).astype(int)"
        case _:
            return ()
    return (*edits, document.replace(call, new, safe=safe)) if text else ()


def _of_math(document: Document, call: ast.Call) -> tuple[Edit[Span], ...]:
    module, _, name = qualified(document, call.func).rpartition(".")
    if module != "math" or TWINS.get(name) != len(call.args) or call.keywords:
        return ()
    return with_twin(document, call, name, safe=is_always_traced(document, call))
