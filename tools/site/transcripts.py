"""Runs the code blocks of a page, or writes what they print: `python -m tools.site.transcripts`.

A block with a title is a file, and replaces an earlier one of that name. A `console` block has
commands after `$`, each followed by all that it prints; `...` stands for anything in its line,
and alone on a line for any lines.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"^```(\w*)(.*)\n((?:(?!```).*\n)*)```$", re.MULTILINE)
TITLE = re.compile(r'title="([^"]+)"')
ANY, LINES = "...", r"(?:.*\n)*?.*"
IGNORED = ("JITLINT_CACHE_DIR", "JITLINT_DOCS_URL", "FORCE_COLOR", "TERM", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A block that a reader saves under a name."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A line that a reader types, and what the page says that it prints."""

    line: str
    output: str


@dataclass(frozen=True, slots=True)
class Loose:
    """A block that is neither a file nor typed, and so cannot be run."""

    text: str


Part = WrittenFile | Command | Loose


def main() -> None:
    """Writes anew what the commands of the named pages print."""
    for name in sys.argv[1:]:
        page = Path(name)
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(_with_outputs(page.read_text("utf-8"), Path(folder)), "utf-8")


def differences(text: str, folder: Path, settings: Mapping[str, str]) -> Iterator[str]:
    """Runs the blocks of a page in a directory, and yields what is not as the page says."""
    for part in parts(text):
        match part:
            case WrittenFile(name, content):
                write(folder, name, content)
            case Command(line, output):
                printed = run(line, folder, settings)
                if not agrees(output, printed):
                    yield f"$ {line}\n{printed}\nthe page says:\n{output}"
            case Loose(content):
                yield f"neither a file nor a command:\n{content}"


def parts(text: str) -> Iterator[Part]:
    """Yields what a page has to be written and typed, from its top to its end."""
    for language, options, content in FENCE.findall(text):
        if title := TITLE.search(options):
            yield WrittenFile(title[1], content)
        elif language == "console":
            yield from _commands(content)
        elif language != "text":
            yield Loose(content)


def run(line: str, folder: Path, settings: Mapping[str, str] = {}) -> str:
    """Returns what a command prints on both streams, as a shell shows it."""
    kept = {name: value for name, value in os.environ.items() if name not in IGNORED}
    path = os.pathsep.join([str(Path(sys.executable).parent), kept["PATH"]])
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=kept | {"PATH": path, "NO_COLOR": "1"} | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout


def agrees(said: str, printed: str) -> bool:
    """Returns whether a page says what is printed, but for the lines that it leaves out."""
    lines = (line.rstrip() for line in said.strip().splitlines())
    pattern = "\n".join(LINES if line == ANY else _in_line(line) for line in lines)
    shown = "\n".join(line.rstrip() for line in printed.strip().splitlines())
    return re.fullmatch(pattern, shown) is not None


def write(folder: Path, name: str, text: str) -> None:
    """Writes a file of a page."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _in_line(line: str) -> str:
    return ".*".join(re.escape(piece) for piece in line.split(ANY))


def _commands(content: str) -> Iterator[Command]:
    for typed in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        line, _, output = typed.partition("\n")
        yield Command(line, output)


def _with_outputs(text: str, folder: Path) -> str:
    """Runs a page, and returns it with what its commands print."""

    def printed(block: re.Match[str]) -> str:
        language, options, content = block.groups()
        if title := TITLE.search(options):
            write(folder, title[1], content)
        if language != "console":
            return block[0]
        outputs = ((each, run(each.line, folder)) for each in _commands(content))
        lines = (f"$ {each.line}\n{_kept(each.output, output)}" for each, output in outputs)
        return f"```console{options}\n{''.join(lines)}```"

    return FENCE.sub(printed, text)


def _kept(said: str, printed: str) -> str:
    """Returns what a page says where it is so, else what was printed."""
    text = printed.strip("\n")
    return said if said.strip() and agrees(said, printed) else f"{text}\n" if text else ""


if __name__ == "__main__":
    main()
