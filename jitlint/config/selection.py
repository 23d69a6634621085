"""The selection of rules: prefixes of codes, and the layers that add and remove them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EVERY = "ALL"
UNREADABLE = "JIT000"


class UnknownCode(ValueError):
    """A prefix that no rule's code begins with; the message names the nearest code."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The prefixes of codes that one configuration file, or the command line, selects.

    `select` starts anew from nothing, where it is given; the others add and take away.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def names(self, code: str) -> bool:
        """Returns whether a code is asked for here."""
        return code.startswith((*(self.select or ()), *self.extend_select))


def is_on(code: str, layers: Iterable[Layer]) -> bool:
    """Returns whether a rule is on; of a layer the longest prefix decides, at a draw `ignore`.

    That a file cannot be read may be ignored, but is not forgotten in a selection.
    """
    on = True
    for layer in layers:
        if layer.select is not None:
            on = code == UNREADABLE
        wanted = longest(code, (*(layer.select or ()), *layer.extend_select))
        unwanted = longest(code, layer.ignore)
        if wanted is not None or unwanted is not None:
            on = unwanted is None or len(wanted or "") > len(unwanted)
    return on


def applies(since: str, target: str) -> bool:
    """Returns whether behaviour since a version of JAX applies to a target; empty is any one."""
    return not target or _numbers(since) <= _numbers(target)


def longest(code: str, prefixes: Iterable[str]) -> str | None:
    """Returns the longest prefix of a code, or None where none fits."""
    fitting = [prefix for prefix in prefixes if code.startswith(prefix)]
    return max(fitting, key=len, default=None)


def prefixes_of(words: Iterable[str]) -> tuple[str, ...]:
    """Returns prefixes as rules spell them, `ALL` as the empty one; raises `UnknownCode`."""
    from jitlint.rules import all_rules

    codes = [rule.code for rule in all_rules()]
    return tuple(_prefix(word.upper(), codes) for word in words)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".") if number)


def _prefix(word: str, codes: Sequence[str]) -> str:
    if word == EVERY:
        return ""
    if word and any(code.startswith(word) for code in codes):
        return word
    raise UnknownCode(f"no rule's code begins with {word or 'nothing'}{_nearest(word, codes)}")


def _nearest(word: str, codes: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word, codes, n=1)
    return f"; the nearest is {near[0]}" if near else "; `jitlint rules` lists them"
