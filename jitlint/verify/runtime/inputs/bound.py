"""The parameters that `partial` has filled before a function is traced: they hold what they hold.

`scan(partial(step, model), …)` traces `step`, but not the model.
"""

import ast
from collections.abc import Iterable, Iterator

from ..program.locations import Spot
from ..program.sources import ParsedFile, enclosing

OWN = (["self"], ["cls"])


def bound(source: ParsedFile, starts: Spot, function: str, names: Iterable[str]) -> frozenset[str]:
    """Returns the names of the parameters of a function that are bound where its trace starts.

    What is not written in that expression is looked for in the function around it.
    """
    made = source.index.partials.get(function, ())
    here = [each for each in made if starts.row <= each.lineno <= starts.end_row]
    around = enclosing(source.tree, starts.row) if made else ""
    near = [each for each in made if enclosing(source.tree, each.lineno) == around]
    return frozenset(name for each in (here or near)[:1] for name in _names(each, [*names]))


def _names(made: ast.Call, parameters: list[str]) -> Iterator[str]:
    is_method = isinstance(made.args[0], ast.Attribute) and parameters[:1] in OWN
    for name, value in zip(parameters[is_method:], made.args[1:], strict=False):
        if isinstance(value, ast.Starred):
            break
        yield name
    yield from (each.arg for each in made.keywords if each.arg)
