"""The keys of the configuration: their types, and one clear line for each mistake."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, cast, get_args

from jitlint.config.patterns import BadPattern, Patterns
from jitlint.config.selection import UnknownCode, prefixes_of
from jitlint.core.errors import UserError
from jitlint.core.finding import Severity
from jitlint.core.paths import shown
from jitlint.core.source import Reader as SourceReader

FailOn = Literal["error", "warning", "confirmed"]
Reader = Callable[[str, object, str], object]
ELSEWHERE = "--cache-dir or JITLINT_CACHE_DIR may name any place"
VERSION = re.compile(r"\d+(\.\d+){1,2}")


class ConfigError(UserError):
    """A configuration that cannot be used; the message names the file and the key."""

    def __init__(self, path: str, key: str, message: str) -> None:
        super().__init__(": ".join(filter(None, (shown(path), key, message))))


def checked(data: Mapping[str, object], path: str) -> dict[str, Any]:
    """Returns the values of a table by their names in `Config`; raises `ConfigError`."""
    for key in data:
        if key not in READERS:
            raise ConfigError(path, key, f"unknown key{nearest(key, READERS)}")
    return {key.replace("-", "_"): READERS[key](key, value, path) for key, value in data.items()}


def table(key: str, value: object, path: str) -> dict[str, object]:
    """Returns a value that must be a table."""
    if not isinstance(value, dict):
        raise _wrong(path, key, "a table", value)
    return cast("dict[str, object]", value)


def nearest(word: str, known: Iterable[str]) -> str:
    """Returns the end of a sentence: the nearest of the known words, or all of them."""
    import difflib

    words = sorted(known)
    near = difflib.get_close_matches(word.lower().replace("_", "-"), words, n=1)
    return f"; the nearest is {near[0]}" if near else f"; known are {', '.join(words)}"


def patterns(key: str, globs: Iterable[str], path: str) -> Patterns:
    """Returns patterns that count from the directory of the configuration."""
    try:
        return Patterns(os.path.dirname(path), tuple(globs))
    except BadPattern as error:
        raise ConfigError(path, key, str(error)) from None


def _codes(key: str, value: object, path: str) -> tuple[str, ...]:
    try:
        return prefixes_of(_strings(key, value, path))
    except UnknownCode as error:
        raise ConfigError(path, key, str(error)) from None


def _globs(key: str, value: object, path: str) -> tuple[Patterns, ...]:
    return (patterns(key, _strings(key, value, path), path),)


def _paths(key: str, value: object, path: str) -> tuple[str, ...]:
    return tuple(_beside(path, key, name) for name in _strings(key, value, path))


def _file(key: str, value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, key, "a path", value)
    return _beside(path, key, value)


def _inside(key: str, value: object, path: str) -> str:
    """Returns a place inside of the directory of the configuration.

    A path that a repository configures must not lead out of it.
    """
    place = _file(key, value, path)
    if not place.startswith(os.path.join(os.path.dirname(path), "")):
        raise ConfigError(path, key, f"{value} does not lie inside of this directory; {ELSEWHERE}")
    return place


def _truth(key: str, value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, key, "true or false", value)
    return value


def _per_file(key: str, value: object, path: str) -> tuple[tuple[Patterns, tuple[str, ...]], ...]:
    return tuple(
        (patterns(key, [glob], path), _codes(f"{key}.{glob}", codes, path))
        for glob, codes in table(key, value, path).items()
    )


def _severities(key: str, value: object, path: str) -> tuple[tuple[str, Severity], ...]:
    return tuple(
        (_codes(key, [code], path)[0], _one_of(f"{key}.{code}", word, path, get_args(Severity)))
        for code, word in table(key, value, path).items()
    )


def _fail_on(key: str, value: object, path: str) -> FailOn:
    return _one_of(key, value, path, get_args(FailOn))


def _reader(key: str, value: object, path: str) -> SourceReader:
    return _one_of(key, value, path, get_args(SourceReader))


def _verify(key: str, value: object, path: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    for name in table(key, value, path):
        if name != "examples":
            raise ConfigError(path, f"{key}.{name}", f"unknown key{nearest(name, ['examples'])}")
    return tuple(
        (name, tuple(_strings(f"{key}.{name}", held, path)))
        for name, held in table(key, value, path).items()
    )


def _version(key: str, value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, key, 'a version such as "0.8"', value)
    if not VERSION.fullmatch(value):
        raise ConfigError(path, key, f"{value} is no version such as 0.8 or 0.8.1")
    return value


def _one_of(key: str, value: object, path: str, words: tuple[Any, ...]) -> Any:
    if not isinstance(value, str):
        raise _wrong(path, key, f"one of {', '.join(words)}", value)
    if value not in words:
        raise ConfigError(path, key, f"{value} is not a value{nearest(value, words)}")
    return value


def _strings(key: str, value: object, path: str) -> list[str]:
    items = cast("list[object]", value) if isinstance(value, list) else [None]
    if not all(isinstance(item, str) for item in items):
        raise _wrong(path, key, "a list of strings", cast("object", value))
    return [str(item) for item in items]


def _beside(path: str, key: str, name: str) -> str:
    if "\0" in name:
        raise ConfigError(path, key, "holds a NUL, which no path does")
    return os.path.abspath(os.path.join(os.path.dirname(path), os.path.expanduser(name)))


def _wrong(path: str, key: str, wanted: str, value: object) -> ConfigError:
    return ConfigError(path, key, f"must be {wanted}, and is {KINDS.get(type(value), 'a date')}")


KINDS: Mapping[type, str] = {
    bool: "a boolean",
    str: "a string",
    int: "a number",
    float: "a number",
    list: "a list of something else",
    dict: "a table",
}
READERS: Mapping[str, Reader] = {
    "extend": _file,
    "select": _codes,
    "extend-select": _codes,
    "ignore": _codes,
    "fixable": _codes,
    "extend-fixable": _codes,
    "unfixable": _codes,
    "per-file-ignores": _per_file,
    "extend-per-file-ignores": _per_file,
    "exclude": _globs,
    "extend-exclude": _globs,
    "force-exclude": _truth,
    "respect-gitignore": _truth,
    "models": _paths,
    "severity": _severities,
    "fail-on": _fail_on,
    "pedantic": _truth,
    "reader": _reader,
    "target-jax": _version,
    "cache-dir": _inside,
    "verify": _verify,
}
