"""Functions without a body of their own: a protocol's, an abstract method, what others override."""

from jitlint.frontend import ir


def is_placeholder(function: ir.Function, is_method: bool) -> bool:
    """Says whether a body is `...`, or that of a method has nothing but a docstring or `pass`."""
    if not is_method and not (function.body and type(function.body[-1]) is ir.Evaluate):
        return False
    values = [each.value if isinstance(each, ir.Evaluate) else None for each in function.body]
    is_empty = all(isinstance(value, ir.Constant | ir.Opaque) for value in values)
    return is_empty and (is_method or any(isinstance(value, ir.Opaque) for value in values))
