"""The options of the command line, applied to the configuration."""

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from jitlint.cli.stream import output
from jitlint.config.files import Config, ConfigError, read, with_words
from jitlint.config.patterns import Patterns
from jitlint.config.resources import Resources
from jitlint.config.selection import Layer
from jitlint.config.settings import Settings

TABLES = frozenset({"per_file_ignores", "extend_per_file_ignores", "severity", "verify"})


def settings_of(paths: Sequence[str], options: Namespace) -> Settings:
    """Returns the settings of a run; raises `ConfigError`."""
    given: list[str] = options.config
    files = [word for word in given if "=" not in word or os.path.isfile(word)]
    if len(files) > 1:
        raise ConfigError(files[1], "", "is a second file for --config; `extend` joins files")
    override = read(files[0]) if files else Config() if options.isolated else None

    def change(config: Config) -> Config:
        return _changed(config, options)

    resources = Resources(
        cached=not options.no_cache,
        cache_dir=options.cache_dir or "",
        jobs=options.jobs or 0,
        executor=options.executor or "",
    )
    return Settings(paths, override, change, resources=resources)


def show_settings(paths: Sequence[str], settings: Settings) -> bool:
    """Prints the settings for the first file, as TOML would have them; it is no failure."""
    first = next(_files(paths, settings), paths[0])
    with output() as stream:
        stream.write(f"# for {os.path.abspath(first)}\n")
        config = settings.of(first)
        stream.writelines(f"{key} = {_toml(value)}\n" for key, value in _items(config))
    return False


def show_files(paths: Sequence[str], settings: Settings) -> bool:
    """Prints the files that would be checked, a line each; it is no failure."""
    with output() as stream:
        stream.writelines(f"{os.path.abspath(path)}\n" for path in _files(paths, settings))
    return False


def _changed(config: Config, options: Namespace) -> Config:
    """Returns a configuration with the options of the command line applied."""
    words = [word for word in options.config if "=" in word and not os.path.isfile(word)]
    config = with_words(config, words, "--config")
    select = None if options.select is None else tuple(options.select)
    layer = Layer(select, tuple(options.extend_select), tuple(options.ignore))
    fixable = None if options.fixable is None else tuple(options.fixable)
    fixes = Layer(fixable, tuple(options.extend_fixable), tuple(options.unfixable))
    here = os.getcwd()
    exclude = None if options.exclude is None else (Patterns(here, tuple(options.exclude)),)
    more = (Patterns(here, tuple(options.extend_exclude)),) if options.extend_exclude else ()
    ignores, more_ignores = (
        tuple((Patterns(here, (glob,)), codes) for glob, codes in pairs)
        for pairs in (options.per_file_ignores, options.extend_per_file_ignores)
    )
    verdict = "confirmed" if options.command == "verify" else config.fail_on
    fail_on = options.fail_on or verdict
    git = config.respect_gitignore if options.gitignore is None else options.gitignore
    return replace(
        config,
        layers=config.layers if layer == Layer() else (*config.layers, layer),
        fix_layers=(*config.fix_layers, fixes),
        per_file_ignores=ignores or config.per_file_ignores,
        extend_per_file_ignores=(*config.extend_per_file_ignores, *more_ignores),
        exclude=config.exclude if exclude is None else exclude,
        extend_exclude=(*config.extend_exclude, *more),
        force_exclude=config.force_exclude or options.force_exclude,
        respect_gitignore=git,
        fail_on=fail_on,
        pedantic=config.pedantic or options.pedantic,
        reader=options.reader or config.reader,
        target_jax=options.target_jax or config.target_jax,
        cache_dir=os.path.abspath(options.cache_dir) if options.cache_dir else config.cache_dir,
    )


def _files(paths: Sequence[str], settings: Settings) -> Iterator[str]:
    from jitlint.project.discovery import find

    return filter(settings.includes, find(paths)[0])


def _items(config: Config) -> Iterator[tuple[str, Any]]:
    from jitlint.rules import all_rules

    for field in fields(config):
        value = getattr(config, field.name)
        if field.name == "layers":
            yield "rules", [rule.code for rule in all_rules() if config.wants(rule.code, "")]
        elif field.name == "fix_layers":
            yield "fixable", [rule.code for rule in all_rules() if config.fixes(rule.code)]
        else:
            yield field.name.replace("_", "-"), _table(value) if field.name in TABLES else value


def _table(pairs: Sequence[tuple[Patterns | str, object]]) -> dict[str, object]:
    """Returns pairs as a table, with each key on its own."""
    table: dict[str, object] = {}
    for key, value in pairs:
        names = [key] if isinstance(key, str) else [f"{key.root}: {each}" for each in key.globs]
        table.update(dict.fromkeys(names, value))
    return table


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Patterns(root=root, globs=globs):
            return _toml([f"{root}: {glob}" for glob in globs])
        case dict():
            pairs = cast("dict[str, object]", value).items()
            return f"{{{', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(_toml(item) for item in cast('list[object]', value))}]"
        case _:
            import json

            return json.dumps(value, ensure_ascii=False)
