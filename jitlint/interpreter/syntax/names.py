"""Names: what an expression calls something by, and how the user writes it."""

from jitlint.frontend import ir


def last_name(node: ir.Expression) -> str:
    """Returns a name, or the last one of a dotted name; empty where it is neither."""
    match node:
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name
        case _:
            return ""


def dotted(node: ir.Expression) -> str:
    """Returns a name as the user writes it: `self.count`, `HISTORY`, `cache[…]`."""
    match node:
        case ir.Name(id=name):
            return name
        case ir.Attribute(value=value, name=name):
            return f"{dotted(value)}.{name}"
        case ir.Subscript(value=value):
            return f"{dotted(value)}[…]"
        case ir.Call(function=function):
            return f"{dotted(function)}(…)"
        case _:
            return "…"
