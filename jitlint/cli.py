"""The command: `jitlint [check | verify | explain | rules] …`."""

import contextlib
import io
import os
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jitlint.cli_options import MISUSE, code_prefixes, complain, read_options

if TYPE_CHECKING:
    from jitlint.engine import Progress, Run
    from jitlint.finding import Finding, Span
    from jitlint.rules import Rule

CLEAN, FINDINGS, INTERRUPTED, CLOSED = 0, 1, 130, 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with _output():
            options = read_options(words)
        return _command(options)
    except KeyboardInterrupt:
        print("jitlint: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        return _failed(error, "--traceback" in words)


def _command(options: Namespace) -> int:
    match options.command:
        case "explain":
            return _explain(options)
        case "rules":
            return _rules(options)
        case _:
            return _check(options)


@contextlib.contextmanager
def _output() -> Generator[TextIO]:
    """Yields stdout; ends the program silently when nobody reads it any more."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(CLOSED) from None


def _failed(error: Exception, show: bool) -> int:
    if show:
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    print(f"jitlint failed: {said}; please report it with what --traceback adds", file=sys.stderr)
    return MISUSE


def _check(options: Namespace) -> int:
    given: list[str] = options.paths or ["."]
    paths = [path for path in given if os.path.exists(path)]
    for path in given:
        if path not in paths:
            complain(f"no such file or directory: {path}")
    found = bool(paths) and _found(paths, options)
    if len(paths) < len(given):
        return MISUSE
    return FINDINGS if found and not options.exit_zero else CLEAN


def _found(paths: list[str], options: Namespace) -> bool:
    """Reports on the paths and returns whether there is something to fail for."""
    from jitlint.report import Bar

    with Bar(sys.stderr, wanted=not options.quiet) as bar:
        run = _run(paths, options, bar)
    _report(run, options)
    return any(_fails(finding, options.command == "verify") for finding in run.findings)


def _run(paths: list[str], options: Namespace, progress: "Progress") -> "Run":
    from jitlint.engine import Options, check
    from jitlint.suppress import suppress

    rules = Options(tuple(options.select), tuple(options.ignore), options.pedantic)
    run = check(paths, rules, progress)
    findings = suppress(run.findings, run.sources)
    if options.verify:
        findings = _verified(findings, options, progress)
    return replace(run, findings=findings)


def _verified(
    findings: "tuple[Finding[Span], ...]", options: Namespace, progress: "Progress"
) -> "tuple[Finding[Span], ...]":
    from jitlint.verify import VerifyError, VerifyOptions, verify

    asked = VerifyOptions()
    python = options.python or _active() or asked.python
    asked = replace(asked, python=python, timeout=options.verify_timeout or asked.timeout)
    try:
        return verify(findings, asked, progress)
    except VerifyError as error:
        complain(str(error))
        raise SystemExit(MISUSE) from None


def _active() -> str | None:
    """Returns the interpreter of the active virtual environment, if that has JAX."""
    environment = Path(os.environ.get("VIRTUAL_ENV", os.devnull))
    has_jax = any(environment.glob("lib/python*/site-packages/jax/__init__.py"))
    return str(environment / "bin" / "python") if has_jax else None


def _report(run: "Run", options: Namespace) -> None:
    from jitlint.report import render, summary

    with _output() as stream:
        render(options.output_format, run, stream, _color(stream, options))
    if options.quiet:
        return
    for note in run.notes:
        print(f"note: {note}", file=sys.stderr)
    with _output() as stream:
        print(summary(run), file=stream if options.output_format == "text" else sys.stderr)


def _fails(finding: "Finding[Span]", only_confirmed: bool) -> bool:
    outcome = finding.verdict.outcome if finding.verdict else ""
    stands = outcome == "confirmed" if only_confirmed else outcome != "refuted"
    return stands and finding.severity != "note"


def _color(stream: TextIO, options: Namespace) -> bool:
    plain = options.no_color or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return not plain and (stream.isatty() or bool(os.environ.get("FORCE_COLOR")))


def _explain(options: Namespace) -> int:
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
    with _output() as stream:
        for word in options.paths:
            explain(known[word.upper()], stream, _color(stream, options))
    return CLEAN


def _nearest(word: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(word.upper(), known, n=1, cutoff=0)
    name = near[0] if near and near[0].startswith("JIT") and near[0][-1:].isdigit() else ""
    return f"; the nearest is {name or near[0].lower()}" if near else ""


def _rules(options: Namespace) -> int:
    from jitlint.report import dump_rules, show_rules

    try:
        only = [prefix for word in options.paths for prefix in code_prefixes(word)]
    except ArgumentTypeError as error:
        complain(str(error))
        return MISUSE
    rules = _chosen((*options.select, *only) or ("",), tuple(options.ignore))
    with _output() as stream:
        if options.output_format == "json":
            dump_rules(rules, stream)
        else:
            show_rules(rules, stream, _color(stream, options))
    return CLEAN


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> "list[Rule]":
    from jitlint.rules import all_rules

    codes = ((rule, rule.code) for rule in all_rules())
    return [rule for rule, code in codes if code.startswith(select) and not code.startswith(ignore)]
