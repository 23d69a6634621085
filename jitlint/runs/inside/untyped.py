"""The JAX of the user's interpreter, untyped: its versions share names, not annotations."""

import importlib
from typing import Any


def module(name: str) -> Any:
    """Returns a module of JAX's; it is imported when it is first asked for."""
    return importlib.import_module(name)
