"""Runs in a process of its own: what JAX does in the tutorial at argv[1], told as one JSON object.

Counts are those of JAX's bare events, by the name of the jitted function.
"""

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp

COMPILED: list[str] = []


def main(path: Path) -> dict[str, Any]:
    """Returns, case by case, what was seen."""
    jax.monitoring.register_event_duration_secs_listener(hear)
    with contextlib.redirect_stdout(io.StringIO()):
        names = load(path)
    return {
        "append": append(names),
        "print": printed(lambda: [names["noisy_cube"](x) for x in (1.0, 2.0, 3.0)]),
        "ndim": [names["total_per_row"](jnp.ones(s)).ndim for s in ((3, 4), (3,))],
        "selu": error(lambda: names["selu_jit"](jnp.ones(3)).block_until_ready()),
        "climb": error(lambda: names["climb"](10, 20)),
        "dtype": str(names["widen"](jnp.ones(3, jnp.bfloat16)).dtype),
        "outside": compiled("loop_body", lambda: names["climb_outside"](10, 20)),
        "static, same": compiled(
            "climb_static", lambda: [names["climb_static"](10, 21) for _ in range(4)]
        ),
        "static, other": compiled(
            "climb_static", lambda: [names["climb_static"](10, n) for n in (1, 2, 3, 2)]
        ),
        "lambda": compiled("<lambda>", lambda: names["climb_by_lambda"](10, 20)),
        "hoisted": compiled("<lambda>", lambda: names["climb_by_hoisted_lambda"](10, 20)),
        "name": compiled("loop_body", lambda: names["climb_by_name"](10, 20)),
    }


def load(path: Path) -> dict[str, Any]:
    """Runs the file, or every cell of the notebook; a cell that raises ends alone."""
    names: dict[str, Any] = {}
    for number, text in enumerate(cells(path), 1):
        label = f"{path}#{number}" if path.suffix == ".ipynb" else str(path)
        with contextlib.suppress(jax.errors.JAXTypeError):
            exec(compile(text, label, "exec"), names)
    return names


def cells(path: Path) -> Iterator[str]:
    if path.suffix != ".ipynb":
        yield path.read_text("utf-8")
        return
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        text = "".join(line for line in cell["source"] if not line.startswith("%"))
        yield text if cell["cell_type"] == "code" else ""


def append(names: dict[str, Any]) -> dict[str, Any]:
    """Returns what is in the list, and whether the program knows of it."""
    names["SEEN"].clear()
    jax.clear_caches()
    told = str(names["program_of_double"]())
    plain = str(jax.make_jaxpr(lambda x: 2 * x)(1.5))
    (kept,) = names["SEEN"]
    return {"tracer": isinstance(kept, jax.core.Tracer), "absent": told == plain}


def printed(call: Callable[[], Any]) -> int:
    """Returns the number of lines printed."""
    jax.clear_caches()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        call()
    return out.getvalue().count("\n")


def error(call: Callable[[], Any]) -> dict[str, Any]:
    """Returns the error's class, with the cell and row of its innermost line in the tutorial."""
    try:
        call()
    except Exception as raised:
        frames = traceback.extract_tb(raised.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).name.startswith("tutorial.")][-1]
        cell = int(own.filename.partition("#")[2] or 0)
        return {"class": type(raised).__name__, "cell": cell or None, "row": own.lineno}
    return {}


def hear(event: str, _: float, **details: Any) -> None:
    if event.endswith("backend_compile_duration"):
        COMPILED.append(str(details["fun_name"]).removeprefix("jit(").removesuffix(")"))


def compiled(function: str, call: Callable[[], Any]) -> int:
    """Returns how often a function of this name is compiled, from empty caches."""
    jax.clear_caches()
    COMPILED.clear()
    call()
    return COMPILED.count(function)


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1])), sys.stdout)
