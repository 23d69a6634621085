"""Samples in a directory of their own, and what the command says of them there."""

import random
import re
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tools.fuzz.command import SECONDS, Hook, Outcome, forked
from tools.fuzz.sample import Sample, write_all

WORDS = ("--pedantic", "--extend-select", "JIT001", "--output-format", "json", "--traceback")
OWN = re.compile(r"[\w.]*\d\w*|`[^`]*`|\"[^\"]*\"|'[^']*'|\S*/\S*")


@dataclass(frozen=True, slots=True)
class Failure:
    """A violation: its kind, a sentence, and the samples that the sentence is about.

    `cause` is what failures have in common that are owed to the same, as far as can be told.
    """

    kind: str
    sentence: str
    suspects: frozenset[str] = frozenset()
    cause: str = ""

    @property
    def signature(self) -> str:
        """The kind and the cause: where none is given, what of the sentence others may have."""
        return f"{self.kind}: {self.cause or OWN.sub('…', self.sentence)[:120]}"


@dataclass(frozen=True)
class Bench:
    """A directory of samples: `tree` is what is linted, `seed` chooses orders and words.

    No run may take longer than `seconds` of a processor.
    """

    directory: Path
    samples: tuple[Sample, ...]
    seed: int = 0
    seconds: int = SECONDS

    @property
    def tree(self) -> Path:
        """The directory of the samples."""
        return self.directory / "tree"

    @cached_property
    def random(self) -> random.Random:
        """The choices of this bench."""
        return random.Random(self.seed)

    @cached_property
    def cold(self) -> Outcome:
        """The outcome of a run that starts with an empty cache and fills it."""
        return self.lint(".")

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files by their paths below the tree."""
        return {f"{s.name}/{path}": data for s in self.samples for path, data in s.files.items()}

    @property
    def shuffled(self) -> list[str]:
        """The paths of all files, in any order."""
        return self.random.sample(sorted(self.files), len(self.files))

    @property
    def cache(self) -> str:
        """The directory of the cache, as the command line has it."""
        return str(self.directory / "cache")

    def lint(self, *words: str) -> Outcome:
        """Returns what the command says with the cache."""
        return self.run([*WORDS, "-j", "1", "--cache-dir", self.cache, *words])

    def lint_anew(self, *words: str) -> Outcome:
        """Returns what the command says without a cache."""
        return self.run([*WORDS, "-j", "1", "--no-cache", *words])

    def run(self, words: Sequence[str], before: Hook = lambda: None) -> Outcome:
        """Returns what a command says whose process calls `before` first."""
        return forked(words, self.tree, before, self.seconds)

    def read(self) -> dict[str, bytes]:
        """Returns the files as they are now."""
        return {path: (self.tree / path).read_bytes() for path in self.files}

    @contextmanager
    def restored(self) -> Generator[None]:
        """Lets files change meanwhile."""
        try:
            yield
        finally:
            for path, data in self.read().items():
                if data != self.files[path]:
                    (self.tree / path).write_bytes(self.files[path])

    def names_in(self, text: str) -> frozenset[str]:
        """Returns the samples that a text is about."""
        words = set(re.findall(r"\w+", text))
        return frozenset(sample.name for sample in self.samples if sample.name in words)


@contextmanager
def bench(samples: Sequence[Sample], seed: int = 0, seconds: int = SECONDS) -> Generator[Bench]:
    """Yields samples in a directory that is there as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="jitlint-fuzz-") as name:
        made = Bench(Path(name), tuple(samples), seed, seconds)
        made.tree.mkdir()
        (made.tree / "jitlint.toml").write_text("")
        write_all(samples, made.tree)
        yield made
