"""The JAX of the user's interpreter, untyped: its versions share names, not annotations."""

import importlib
import os
from typing import Any

jax: Any = importlib.import_module("jax")
monitoring: Any = importlib.import_module("jax.monitoring")
numpy: Any = importlib.import_module("numpy")
Tracer: type = importlib.import_module("jax.core").Tracer

DIRECTORIES = tuple(
    os.path.dirname(os.path.realpath(importlib.import_module(name).__file__ or "")) + os.sep
    for name in ("jax", "jaxlib", "numpy", "os")
)
JAX_DIRECTORY = DIRECTORIES[0]
