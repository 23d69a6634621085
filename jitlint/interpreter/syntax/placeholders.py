"""Functions without a body of their own: a protocol's, an abstract method, what others override."""

from jitlint.frontend import ir
from jitlint.interpreter.syntax.names import last_name

# A docstring that is made of others is an f-string.
_TEXTS = ir.Constant | ir.Opaque | ir.Format


def is_placeholder(function: ir.Function, is_method: bool) -> bool:
    """Says whether a body is `...`, or that of a method has nothing but a docstring or `pass`."""
    if not is_method and not (function.body and type(function.body[-1]) is ir.Evaluate):
        return False
    if is_method and any(last_name(each) == "abstractmethod" for each in function.decorators):
        return all(isinstance(each, ir.Evaluate) for each in function.body)
    values = [each.value if isinstance(each, ir.Evaluate) else None for each in function.body]
    is_empty = all(isinstance(value, _TEXTS) for value in values)
    return is_empty and (is_method or any(isinstance(value, ir.Opaque) for value in values))
