"""The commands that describe the rules: `jitlint explain` and `jitlint rules`."""

from argparse import Namespace
from typing import TYPE_CHECKING

from jitlint.cli.options import CLEAN, MISUSE, complain
from jitlint.cli.stream import color, output
from jitlint.config.selection import Layer, UnknownCode, is_on, prefixes_of

if TYPE_CHECKING:
    from jitlint.rules import Rule


def explain(options: Namespace) -> int:
    """Prints the manual pages of rules and returns the exit status."""
    from jitlint.report import explain
    from jitlint.rules import all_rules

    if not options.paths:
        complain("explain needs a rule, such as JIT101; `jitlint rules` lists them")
        return MISUSE
    known = {word: rule for rule in all_rules() for word in (rule.code, rule.name.upper())}
    for word in options.paths:
        if word.upper() not in known:
            complain(f"no rule is called {word}{_nearest(word, list(known))}")
            return MISUSE
    with output() as stream:
        for word in options.paths:
            explain(known[word.upper()], stream, color(stream, options))
    return CLEAN


def list_rules(options: Namespace) -> int:
    """Prints the table of rules and returns the exit status."""
    from jitlint.report import dump_rules, show_rules

    try:
        only = prefixes_of(" ".join(options.paths).replace(",", " ").split())
    except UnknownCode as error:
        complain(str(error))
        return MISUSE
    chosen = _chosen(Layer((*(options.select or ()), *only) or ("",), (), tuple(options.ignore)))
    with output() as stream:
        if options.output_format == "json":
            dump_rules(chosen, stream)
        else:
            show_rules(chosen, stream, color(stream, options))
    return CLEAN


def _nearest(word: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word.upper(), known, n=1, cutoff=0)
    name = near[0] if near and near[0].startswith("JIT") and near[0][-1:].isdigit() else ""
    return f"; the nearest is {name or near[0].lower()}" if near else ""


def _chosen(layer: Layer) -> "list[Rule]":
    from jitlint.rules import all_rules

    named = [rule for rule in all_rules() if layer.names(rule.code)]
    return [rule for rule in named if is_on(rule.code, [layer])]
