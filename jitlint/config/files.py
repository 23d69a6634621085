"""The user's configuration: `[tool.jitlint]` of a pyproject.toml, or a jitlint.toml."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from jitlint.config import keys
from jitlint.config.keys import ConfigError, FailOn
from jitlint.config.patterns import Patterns
from jitlint.config.selection import Layer, is_on, longest
from jitlint.core import disk
from jitlint.core.finding import Severity
from jitlint.core.limits import EXTENDED_FILES, SETTINGS_BYTES
from jitlint.core.source import Reader

__all__ = ["Config", "ConfigError", "FailOn", "found_in", "read", "with_words"]

OWN, SHARED = "jitlint.toml", "pyproject.toml"
# `tomllib` takes time that grows with the square of a key's parts: hours for a megabyte.
TOO_MANY_PARTS = re.compile(
    rb"""(?:^|[{,])[ \t[]*(?:(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')[ \t]*\.[ \t]*){64}""", re.M
)


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration of a file; `files` are those it was read from, the extended ones first."""

    files: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()
    fix_layers: tuple[Layer, ...] = ()
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    extend_per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    exclude: tuple[Patterns, ...] = ()
    extend_exclude: tuple[Patterns, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    models: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    fail_on: FailOn = "warning"
    pedantic: bool = False
    target_jax: str = ""
    reader: Reader = "auto"
    cache_dir: str = ""
    verify: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def wants(self, code: str, path: str) -> bool:
        """Returns whether a rule is to speak about a file."""
        return is_on(code, self.layers) and not any(
            code.startswith(prefixes) and _applies(patterns, path)
            for patterns, prefixes in (*self.per_file_ignores, *self.extend_per_file_ignores)
        )

    def fixes(self, code: str) -> bool:
        """Returns whether the findings of a rule may be fixed."""
        return is_on(code, self.fix_layers)

    @property
    def examples(self) -> tuple[str, ...]:
        """The calls that work, as the user gives them to be verified with."""
        return dict(self.verify).get("examples", ())

    def names(self, code: str) -> bool:
        """Returns whether a rule was asked for by its code, and not just left on."""
        return any(layer.names(code) for layer in self.layers)

    def severity_of(self, code: str) -> Severity | None:
        """Returns the severity that the user gives a rule, if any."""
        given = dict(self.severity)
        return given.get(longest(code, given) or "")

    def excludes(self, path: str) -> bool:
        """Returns whether a path is to be left out of the directories that hold it."""
        return any(each.match_itself(path) for each in (*self.exclude, *self.extend_exclude))


def found_in(directory: str) -> Config | None:
    """Returns the configuration that lies in a directory, if one does; raises `ConfigError`."""
    if os.path.isfile(os.path.join(directory, OWN)):
        return read(os.path.join(directory, OWN))
    shared = os.path.join(directory, SHARED)
    return read(shared) if os.path.isfile(shared) and _has_section(shared) else None


def read(path: str) -> Config:
    """Returns the configuration in a file; raises `ConfigError` with one clear line."""
    return _read(os.path.abspath(path), ())


def with_words(config: Config, words: Iterable[str], name: str) -> Config:
    """Returns a configuration with lines such as `fail-on = "error"` on top; `name` gave them.

    Raises `ConfigError`.
    """
    here = os.path.abspath(name)
    for word in words:
        import tomllib

        try:
            data = tomllib.loads(word)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            hint = f"{word} is no KEY=VALUE of TOML, which quotes its strings: {error}"
            raise ConfigError(here, "", hint) from None
        if "extend" in data:
            raise ConfigError(here, "extend", "only a file extends another; name that file")
        merged = _merged(config, here, keys.checked(data, here))
        config = replace(merged, files=config.files)
    return config


def _has_section(path: str) -> bool:
    """Returns whether a file has a section of jitlint; a broken one without it is ignored."""
    try:
        if b"jitlint" not in disk.read(path, SETTINGS_BYTES):
            return False
    except OSError:
        return False
    return "jitlint" in keys.table("tool", _load(path).get("tool", {}), path)


def _read(path: str, extending: tuple[str, ...]) -> Config:
    if path in extending:
        raise ConfigError(path, "extend", "it extends itself")
    if len(extending) > EXTENDED_FILES:
        raise ConfigError(path, "extend", f"more than {EXTENDED_FILES} files extend one another")
    data = _load(path, is_given=not extending)
    if os.path.basename(path) == SHARED:
        tool = keys.table("tool", data.get("tool", {}), path)
        data = keys.table("tool.jitlint", tool.get("jitlint", {}), path)
    values = keys.checked(data, path)
    base = Config()
    if "extend" in values:
        base = _read(cast(str, values.pop("extend")), (*extending, path))
    return _merged(base, path, values)


def _merged(base: Config, path: str, values: Mapping[str, Any]) -> Config:
    """Returns a configuration on top of the one that it extends."""
    own = dict(values)
    layer = Layer(**{name: own.pop(name) for name in Layer.__slots__ if name in own})
    fixable, more = own.pop("fixable", None), own.pop("extend_fixable", ())
    fixes = Layer(fixable, more, own.pop("unfixable", ()))
    fields: dict[str, Any] = {name: getattr(base, name) for name in Config.__slots__} | own
    for name in ("extend_exclude", "extend_per_file_ignores", "models"):
        fields[name] = (*getattr(base, name), *own.get(name, ()))
    fields |= {"files": (*base.files, path), "layers": (*base.layers, layer)}
    fields["fix_layers"] = (*base.fix_layers, fixes)
    return Config(**fields)


def _load(path: str, is_given: bool = False) -> dict[str, Any]:
    import tomllib

    data = _content(path, is_given)
    if TOO_MANY_PARTS.search(data):
        raise ConfigError(path, "", "has a key of more than 64 parts")
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError:
        raise ConfigError(path, "", "is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise ConfigError(path, "", f"is no TOML: {error}") from None


def _content(path: str, is_given: bool) -> bytes:
    """Only what the user has given may be a pipe, such as a shell's `<(…)`."""
    try:
        if is_given and not os.path.isfile(path):
            with open(path, "rb") as file:
                return file.read()
        return disk.read(path, SETTINGS_BYTES)
    except disk.TooLong as error:
        raise ConfigError(path, "", error.reason) from None
    except OSError as error:
        raise ConfigError(path, "", f"cannot be read: {(error.strerror or '').lower()}") from None


def _applies(patterns: Patterns, path: str) -> bool:
    """Returns whether patterns mean a path; a leading `!` means every other path."""
    plain = Patterns(patterns.root, tuple(glob.removeprefix("!") for glob in patterns.globs))
    return plain.match(path) is not patterns.globs[0].startswith("!")
