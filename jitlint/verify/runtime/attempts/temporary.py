"""Arguments that a call of the program's text makes for itself, and that nobody looks at later."""

import ast

from ..program.call import SampleCall

DISPLAYS = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)


def is_temporary(call: SampleCall, place: int) -> bool:
    """Whether the argument at a place is written as a container in the call itself."""
    if not call.written or not call.source.startswith("as called at"):
        return False
    try:
        tree = ast.parse(f"_({call.text})", mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(tree, ast.Call):
        return False
    given = [*tree.args, *(each.value for each in tree.keywords)]
    return place < len(given) and isinstance(given[place], DISPLAYS)
