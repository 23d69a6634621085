"""Writes what was measured as stubs, one file a module."""

from typing import Any

from tools.derive.verdicts import UNMEASURED

Measured = dict[str, Any]

HEADER = """\
# What {module} does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
{versions}

"""
WIDTH = 100


def stub(module: str, measured: Measured, versions: list[str]) -> str:
    """Returns the text of a module's stub."""
    listed = "\n".join(f"#     {version}" for version in versions)
    lines = [HEADER.format(module=module, versions=listed)]
    lines += [f"{name}: {word}\n" for name, word in sorted(measured["values"].items())]
    lines += [_function(name, found) for name, found in sorted(measured["functions"].items())]
    return "".join(lines)


def _function(name: str, found: Measured) -> str:
    returns = "Any" if found["returns"] == UNMEASURED else found["returns"]
    for option, word in found["options"].items():
        returns = f"If[{option}, {word}, {returns}]"
    parameters = _spelled(found)
    line = f"def {name}({', '.join(parameters)}) -> {returns}: ...\n"
    if len(line) > WIDTH:
        inside = "".join(f"    {parameter},\n" for parameter in parameters)
        line = f"def {name}(\n{inside}) -> {returns}: ...\n"
    return _before(found) + line


def _before(found: Measured) -> str:
    lines: list[str] = []
    if found["returns"] == UNMEASURED:
        lines.append("# unknown: no call was found")
    if found["silent"]:
        lines.append("# silent: a traced argument changes the answer")
    if found["varies"] is not None:
        lines.append(f"@varies({', '.join(map(_quoted, found['varies']))})")
    return "".join(f"{line}\n" for line in lines)


def _spelled(found: Measured) -> list[str]:
    spelled: list[str] = []
    kinds = [kind for _, kind, _ in found["parameters"]]
    for index, (name, kind, default) in enumerate(found["parameters"]):
        if kind == "keyword" and not {"star", "keyword"} & set(kinds[:index]):
            spelled.append("*")
        star = {"star": "*", "stars": "**"}.get(kind, "")
        word = found["words"].get(name, "Any")
        spelled.append(f"{star}{name}: {word}" + (f" = {default}" if default else ""))
        if kind == "positional" and kinds[index + 1 : index + 2] != ["positional"]:
            spelled.append("/")
    return spelled


def _quoted(name: str) -> str:
    return f'"{name}"'
