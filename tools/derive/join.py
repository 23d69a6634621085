"""Joins what several versions said: where they disagree, the word is the silent one."""

from typing import Any

from tools.derive.verdicts import UNMEASURED

Measured = dict[str, Any]
SILENT = "Any"


def joined(runs: list[Measured]) -> Measured:
    """Returns one measurement of several; what not every version has is in `varies`."""
    runs = sorted(runs, key=lambda run: _numbers(run["versions"]), reverse=True)
    names = {name: None for run in runs for name in run["modules"]}
    versions = sorted({tuple(run["versions"].items()) for run in runs}, key=_numbers_of)
    return {
        "versions": [", ".join(map(" ".join, version)) for version in versions],
        "modules": {name: _module([run["modules"].get(name) for run in runs]) for name in names},
    }


def _module(found: list[Measured | None]) -> Measured:
    present = [one for one in found if one is not None]
    names = {name: None for one in present for name in one["functions"]}
    values = {name: word for one in reversed(present) for name, word in one["values"].items()}
    functions = {
        name: _function([one["functions"].get(name) if one else None for one in found])
        for name in names
    }
    return {
        "functions": functions,
        "values": {name: word for name, word in values.items() if name not in functions},
        "by_hand": sorted({name for one in present for name in one["by_hand"]} - set(names)),
    }


def _function(found: list[Measured | None]) -> Measured:
    present = [one for one in found if one is not None]
    names = {name: None for one in present for name in one["words"]}
    words = {
        name: joined_word([one["words"].get(name, UNMEASURED) for one in present]) for name in names
    }
    parameters, varying = _parameters([one["parameters"] for one in present])
    return {
        "parameters": parameters,
        "words": words,
        "returns": joined_word([one["returns"] for one in present]),
        "options": joined_options(present),
        "silent": any(one["silent"] for one in present),
        "varies": [] if None in found else varying or None,
    }


def _parameters(signatures: list[list[list[str]]]) -> tuple[list[list[str]], list[str]]:
    """Returns the newest signature, and older keywords with it, and what not all have."""
    newest = [list(parameter) for parameter in signatures[0]]
    known = {name for name, _, _ in newest}
    for signature in signatures[1:]:
        for name, kind, default in signature:
            if name not in known and kind in ("ordinary", "keyword") and default:
                at = len(newest) - (newest[-1][1] == "stars" if newest else 0)
                newest.insert(at, [name, "keyword", default])
                known.add(name)
    having = [{name: bool(default) for name, _, default in each} for each in signatures]
    named = [name for name, kind, _ in newest if kind in ("ordinary", "keyword")]
    return newest, [n for n in named if len({each.get(n) for each in having}) > 1]


def joined_word(words: list[str]) -> str:
    """Returns the word that all say, who say any; where they disagree, the silent one."""
    said = {word for word in words if word != UNMEASURED}
    vague = {word for word in said if word.startswith("Arithmetic")}
    if len(vague) == 1 and said - vague == {"Array"}:
        return vague.pop()
    if len(said) > 1:
        return SILENT
    return said.pop() if said else UNMEASURED


def joined_options(found: list[Measured]) -> dict[str, str]:
    """Returns by option what a call with it returns, for all options that change it."""
    names = {name: None for one in found for name in one["options"]}
    having = {name: [one for one in found if _has(one, name)] for name in names}
    return {
        name: joined_word([one["options"].get(name, one["returns"]) for one in having[name]])
        for name in names
    }


def _has(one: Measured, name: str) -> bool:
    return any(name == parameter for parameter, _, _ in one["parameters"])


def _numbers(versions: dict[str, str]) -> list[int]:
    return _numbers_of(tuple(versions.items()))


def _numbers_of(versions: tuple[tuple[str, str], ...]) -> list[int]:
    parts = ".".join(version for _, version in versions).split(".")
    return [int(part) for part in parts if part.isdigit()]
