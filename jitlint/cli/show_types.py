"""The types of names on one line: `jitlint --show-types FILE:LINE`."""

import os
from argparse import Namespace

from jitlint.cli.options import CLEAN, MISUSE, complain
from jitlint.cli.settings import settings_of
from jitlint.cli.stream import output
from jitlint.core.errors import UserError


def show_types(options: Namespace) -> int:
    """Prints what is known of the arrays that are named on a line, and returns the exit status."""
    path, row = options.show_types
    if not os.path.isfile(path):
        complain(f"no such file: {path}")
        return MISUSE
    try:
        lines = _lines(path, row, options)
    except UserError as error:
        complain(str(error))
        return MISUSE
    with output() as stream:
        stream.write("".join(f"{line}\n" for line in lines))
    return CLEAN


def _lines(path: str, row: int, options: Namespace) -> list[str]:
    from jitlint.check.api import types_seen
    from jitlint.interpreter.domain.aval import ANYTHING, written

    found = types_seen(path, settings_of([path], options))
    known = {name: aval for (at, name), aval in found.items() if at == row and aval != ANYTHING}
    if not known:
        return [f"{path}:{row}: nothing is known of the types of arrays on this line"]
    return [f"{path}:{row}: {name}: {written(aval)}" for name, aval in sorted(known.items())]
