"""Names: what an expression calls something by."""

from jitlint.frontend import ir


def last_name(node: ir.Expression) -> str:
    """Returns a name, or the last one of a dotted name; empty where it is neither."""
    match node:
        case ir.Name(id=name) | ir.Attribute(name=name):
            return name
        case _:
            return ""
