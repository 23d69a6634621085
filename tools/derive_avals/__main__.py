"""Writes `jitlint/models/derived/avals.txt`: `python -m tools.derive_avals PYTHON...`.

Each interpreter has a JAX of its own; a word is written if none of them contradicts it. With
`--check` nothing is written, and what differs from the table is printed.
"""

import json
import subprocess
import sys
from pathlib import Path

from jitlint.interpreter.avals import table
from jitlint.models.registry import Models
from jitlint.models.words import Model, ModelClass
from tools.derive_avals.choose import Answer, Choice, choose
from tools.derive_avals.grid import Spec, calls

MODULES = (
    "jax.numpy", "jax.numpy.linalg", "jax.lax", "jax.nn", "jax.random", "jax.scipy.special",
    "jax.scipy.linalg",
)  # fmt: skip
IN_JAX = Path(__file__).parent / "in_jax.py"
HEAD = """\
# By which word each function of JAX makes its result: derived by experiment, not to be edited.
# Derived by `python -m tools.derive_avals` with
"""


def main(arguments: list[str]) -> int:
    """Derives the table from the interpreters named, or checks it by them."""
    pythons = [each for each in arguments if each != "--check"] or [sys.executable]
    functions = [*_functions()]
    grid = [(model, call) for model, method in functions for call in calls(model, method)]
    answers = [_answers(python, [call for _, call in grid]) for python in pythons]
    seen: dict[str, list[tuple[Spec, Answer]]] = {}
    for number, (model, call) in enumerate(grid):
        given = [each[number] for each in answers if each[number] is not None]
        seen.setdefault(model.name, []).extend((call, answer) for answer in given if answer)
    chosen = {model.name: choose(model, seen.get(model.name, [])) for model, _ in functions}
    _report(chosen, sum(map(len, seen.values())))
    lines = [_line(name, choice) for name, choice in sorted(chosen.items()) if choice]
    head = HEAD + "".join(f"#     jax {_version(python)}\n" for python in pythons) + "\n"
    if "--check" in arguments:
        known = [f"{name}: {word}[{', '.join(p)}]" for name, (word, p) in table.entries().items()]
        print(*sorted(set(known) ^ set(lines)), sep="\n")
        return int(set(known) != set(lines))
    table.TABLE.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return 0


def _functions() -> list[tuple[Model, bool]]:
    models = Models()
    found: dict[str, tuple[Model, bool]] = {}
    for module in MODULES:
        for name in models.names(module):
            known = models.find(name)
            if isinstance(known, Model) and known.returns.name in ("Array", "Same", "Tree", "If"):
                found.setdefault(known.name, (known, False))
    array = models.find("jax.Array")
    assert isinstance(array, ModelClass)
    methods = {model.name: (model, True) for model in array.methods.values()}
    return [*found.values(), *methods.values()]


def _answers(python: str, grid: list[Spec]) -> list[Answer | None]:
    text = "".join(json.dumps(call) + "\n" for call in grid)
    done = subprocess.run(
        [python, str(IN_JAX)], input=text, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _version(python: str) -> str:
    program = "import jax; print(jax.__version__)"
    return subprocess.run(
        [python, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()


def _line(name: str, choice: Choice) -> str:
    word, parameters = choice.entry
    return f"{name}: {word}[{', '.join(parameters)}]"


def _report(chosen: dict[str, Choice | None], answered: int) -> None:
    told = [choice for choice in chosen.values() if choice]
    whole = sum(choice.completely for choice in told) / max(len(chosen), 1)
    part = sum(choice.in_part for choice in told) / max(len(chosen), 1)
    print(f"{answered} answers; {len(told)} of {len(chosen)} functions have a word")
    print(f"of all functions {whole:.0%} of the answers are told completely, {part:.0%} in part")
    print("without a word:", *sorted(name for name, choice in chosen.items() if not choice))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
