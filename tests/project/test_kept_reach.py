"""Which modules tracing reaches is kept as long as no text says anything else of it."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jitlint.cache.store import CacheStore
from jitlint.project import kept_reach, outline, relevance
from jitlint.project.kept_reach import KeptReach
from jitlint.project.program import Unit
from jitlint.project.relevance import relevant
from jitlint.project.units import pattern_of

WORDS = pattern_of(["jax"])
NAMES = ("b", "c", "d", "e")
FIRST = "import jax\n\ndef use(f):\n    return jax.jit(f)\n\ndef plain(x):\n    return x\n"
IMPORTS = (
    "import a, b\n",
    "import a\nimport importlib\n",
    "import b\nimport c\n",
    "from b import *\n",
    "from c import use as used\n",
    "from a import use, plain\n",
)
BODIES = (
    "def use(x):\n    return a.use(x)\n",
    "def use(x):\n    return a.plain(x)\n",
    "def use(x):\n    return used(x)\n",
    "def plain(x):\n    return use(x)\n",
    "def plain(x):\n    return x\n",
    "def plain(x):\n    return state\n",
    "def call(x):\n    return b.use(x)\n",
    "def call(x):\n    return b.plain(x)\n",
    "def call(x):\n    return c.state\n",
    "def load(x):\n    return importlib.import_module('jax').jit(x)\n",
    "def load(x):\n    return importlib.import_module('json').loads(x)\n",
    "state = use\n",
    "state = plain\n",
    "use = state\n",
    "plain.state = 1\n",
    "a.state = 1\n",
    "b.state = 1\n",
    "# jax\n",
)
CHAIN = {
    "a": "import jax\n\ndef use(f):\n    return jax.jit(f)\n",
    "b": "import a\n\ndef uses(f):\n    return a.use(f)\n",
    "c": "import b\n\ndef call(f):\n    return b.uses(f)\n",
    "d": "def plain(x):\n    return x\n",
}


def reached(texts: Mapping[str, str], kept: KeptReach | None = None) -> list[str]:
    units = [Unit(name, f"/project/{name}.py", "/project") for name in texts]
    return relevant(units, texts, WORDS, kept)


@pytest.fixture
def kept(tmp_path: Path) -> KeptReach:
    return KeptReach(CacheStore(str(tmp_path / "cache")))


@pytest.fixture
def outlined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules whose outlines are made from now on."""
    made: list[str] = []

    def counted(unit: Unit, *rest: object) -> outline.Outline:
        made.append(unit.name)
        return outline.outline_of(unit, *rest)  # type: ignore[reportArgumentType]

    monkeypatch.setattr(kept_reach, "outline_of", counted)
    monkeypatch.setattr(relevance, "outline_of", counted)
    return made


def some(of: Sequence[str], chosen: random.Random) -> str:
    return "".join(chosen.sample(of, 2))


@pytest.mark.parametrize("seed", range(60))
def test_edit_after_edit_what_is_kept_is_what_would_be_found(seed: int, kept: KeptReach) -> None:
    chosen = random.Random(seed)
    heads = {name: some(IMPORTS, chosen) for name in NAMES}
    texts = {"a": FIRST} | {name: head + some(BODIES, chosen) for name, head in heads.items()}
    for _ in range(30):
        assert reached(texts, kept) == reached(texts)
        edited = chosen.choice(NAMES)
        if not chosen.randrange(9):
            heads[edited] = some(IMPORTS, chosen)
        texts[edited] = heads[edited] + some(BODIES, chosen)


def test_an_edit_within_a_function_asks_for_no_other_outline(
    kept: KeptReach, outlined: list[str]
) -> None:
    before = reached(CHAIN, kept)
    outlined.clear()
    edited = CHAIN | {"b": CHAIN["b"].replace("return", "x = 1\n    return")}
    assert reached(edited, kept) == before == ["a", "b", "c"]
    assert outlined == ["b"]


def test_nor_does_the_next_run(kept: KeptReach, outlined: list[str]) -> None:
    reached(CHAIN, kept)
    edited = CHAIN | {"b": CHAIN["b"] + "# more\n"}
    reached(edited, kept)
    outlined.clear()
    reached(edited, kept)
    assert outlined == []


def test_a_module_that_nothing_looked_into_is_looked_into_once_it_imports_what_is_reached(
    kept: KeptReach,
) -> None:
    assert reached(CHAIN, kept) == ["a", "b", "c"]
    edited = CHAIN | {"d": "import c\n\ndef plain(x):\n    return c.call(x)\n"}
    assert reached(edited, kept) == ["a", "b", "c", "d"]
    assert reached(CHAIN, kept) == ["a", "b", "c"]


def test_other_words_and_other_modules_are_asked_for_anew(kept: KeptReach) -> None:
    reached(CHAIN, kept)
    units = [Unit(name, f"/project/{name}.py", "/project") for name in CHAIN]
    assert relevant(units, CHAIN, pattern_of(["flax"]), kept) == []
    fewer = {name: text for name, text in CHAIN.items() if name != "a"}
    assert reached(fewer, kept) == []
