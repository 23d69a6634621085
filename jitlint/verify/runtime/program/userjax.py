"""The JAX of the user's interpreter, untyped: its versions share names, not annotations."""

import importlib
import os
from collections.abc import Callable
from typing import Any

jax: Any = importlib.import_module("jax")
monitoring: Any = importlib.import_module("jax.monitoring")
numpy: Any = importlib.import_module("numpy")
Tracer: type = importlib.import_module("jax.core").Tracer
# Whether nothing is being traced: no public name of it is left in JAX 0.10.
is_outside: Callable[[], bool] = importlib.import_module("jax._src.core").trace_state_clean

DIRECTORIES = tuple(
    os.path.dirname(os.path.realpath(importlib.import_module(name).__file__ or "")) + os.sep
    for name in ("jax", "jaxlib", "numpy", "os")
)
JAX_DIRECTORY = DIRECTORIES[0]
