"""Assumptions: what is taken as given on one side of a test that is not decided."""

from typing import cast

from msgspec import Struct

from jitlint.frontend import ir

_OPPOSITES = {"!=": "==", "is not": "is", "not in": "in"}


class Named(Struct, frozen=True):
    """A constant that a test names by its path, such as `Mode.FAST`."""

    path: str


class Assumption(Struct, frozen=True):
    """What a test asks of a path of names: is it true, `==` or `is` what, or `in` which."""

    path: str
    sign: str = ""
    of: object = None

    @property
    def root(self) -> str:
        """The name that the path starts with."""
        return self.path.partition(".")[0]


def path_of(node: ir.Expression) -> str:
    """Returns a name, or names with dots between, as they are written; else nothing."""
    match node:
        case ir.Name(id=name):
            return name
        case ir.Attribute(value=value, name=name):
            owner = path_of(value)
            return owner and f"{owner}.{name}"
        case _:
            return ""


def asked_by(test: ir.Expression) -> tuple[Assumption, bool] | None:
    """Returns what a test without `and`, `or`, `not` asks, and which answer makes it true."""
    match test:
        case ir.Name() | ir.Attribute():
            path = path_of(test)
            return (Assumption(path), True) if path else None
        case ir.Compare(left=left, operators=(sign,), rights=(right,)):
            path, of = path_of(left), _constant(right)
            sign, holds = _OPPOSITES.get(sign, sign), sign not in _OPPOSITES
            if not path or of is None or sign not in ("==", "is", "in"):
                return None
            if isinstance(of[0], tuple) != (sign == "in"):
                return None
            return Assumption(path, sign, of[0]), holds
        case _:
            return None


def follows(known: Assumption, holds: bool, asked: Assumption) -> bool | None:
    """Says what an assumption that holds, or does not, answers to another of the same path."""
    if known == asked:
        return holds
    if not holds:
        return None
    match known.sign, asked.sign:
        case (("==" | "is"), ("==" | "is")):
            return _equals(known.of, asked.of)
        case (("==" | "is"), "in"):
            return _is_among(known.of, asked.of)
        case (("==" | "is"), ""):
            return None if isinstance(known.of, Named) else bool(known.of)
        case "", ("==" | "is") if asked.of is None:
            return False
        case _:
            return None


def _equals(left: object, right: object) -> bool | None:
    """Names of constants may stand for the same one."""
    if isinstance(left, Named) or isinstance(right, Named):
        return True if left == right else None
    return left == right


def _is_among(value: object, several: object) -> bool | None:
    answers = [_equals(value, each) for each in cast("tuple[object, ...]", several)]
    return True if True in answers else None if None in answers else False


def _constant(node: ir.Expression) -> tuple[object] | None:
    """Returns a constant, or a tuple of them, in a tuple; None where it is none."""
    match node:
        case ir.Constant(value=value):
            return (value,)
        case ir.Attribute():
            path = path_of(node)
            return (Named(path),) if path else None
        case ir.Collection(items=items):
            parts = [_constant(item) for item in items]
            known = [part[0] for part in parts if part is not None]
            return (tuple(known),) if len(known) == len(parts) else None
        case _:
            return None
