"""What the execution of a module leaves in another's state is seen by a third; calls leave nothing.

A run with a cache traces some modules of a program only, and says of it what a run without does.
"""

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from shared_state import BRANCH, BY_FUNCTIONS, CALL_EACH, HOOK, JAX, PROJECTS, UNUSED, Project

from jitlint.cache.store import CacheStore
from jitlint.check.pipeline import CheckRequest, check
from jitlint.core.finding import Finding, Span

Findings = tuple[Finding[Span], ...]
EVERY = PROJECTS | BY_FUNCTIONS
NAMES = {"fills first": ("a", "b"), "reads first": ("b", "a")}  # in the order of names


class House:
    """A directory with modules, and a cache of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cache = folder / "source", folder / "cache"
        self.folder.mkdir()
        (self.folder / "pyproject.toml").touch()
        self.texts: dict[str, str] = {}
        self.traced = self.counted = 0

    def write(self, texts: Mapping[str, str]) -> None:
        """Writes modules that have changed."""
        for name, text in texts.items():
            if self.texts.get(name) != text:
                (self.folder / f"{name}.py").write_text(text)
                self.texts[name] = text

    def delete(self, name: str) -> None:
        """Deletes a module."""
        (self.folder / f"{name}.py").unlink()
        del self.texts[name]

    def cold(self, *order: str) -> Findings:
        """Returns what a run without a cache finds, of files in an order."""
        paths = [str(self.folder / f"{name}.py") for name in order] or [str(self.folder)]
        return check(paths, CheckRequest()).findings

    def warm(self) -> Findings:
        """Returns what a run with the cache finds."""
        self.traced = self.counted = 0
        request = CheckRequest(cache=CacheStore(str(self.cache)))
        return check([str(self.folder)], request, self._count).findings

    def _count(self, stage: str, _: int, total: int) -> None:
        if stage == "tracing":
            self.traced = total
            self.counted += 1


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def edited(text: str) -> str:
    """Returns a text in which a function has changed that nobody calls."""
    return text.replace("return 1\n", "return 2\n")


def lengthened(text: str) -> str:
    """Returns a text in which a name is bound that nobody reads."""
    return f"{text}\nEDITED = 1\n"


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_what_an_execution_fills_in_matters(house: House, project: Project) -> None:
    text = project.texts()
    house.write({"house": text["house"], "a": text["fills"], "b": text["reads"]})
    filled = house.cold()
    house.write({"a": project.emptied()})
    assert house.cold() != filled


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("project", BY_FUNCTIONS.values(), ids=BY_FUNCTIONS)
def test_what_a_function_fills_in_matters_to_who_calls_it_only(
    house: House, project: Project, names: tuple[str, str]
) -> None:
    fills, reads = names
    text = project.texts()
    house.write({"house": text["house"], fills: text["fills"], reads: text["reads"]})
    filled = house.cold()
    house.write({fills: project.emptied()})
    assert codes(house.cold()) == codes(filled)
    for caller in project.callers:
        house.write({fills: text["fills"], caller: project.calls_both(fills, reads)})
        assert house.cold() != filled
        assert house.warm() == house.cold()
        house.write({caller: lengthened(house.texts[caller])})
        assert house.warm() == house.cold()
        house.delete(caller)
        assert house.warm() == house.cold() == filled


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("project", EVERY.values(), ids=EVERY)
def test_a_run_with_a_cache_finds_what_one_without_does(
    house: House, project: Project, names: tuple[str, str]
) -> None:
    fills, reads = names
    text = project.texts()
    texts = {"house": text["house"], fills: text["fills"], reads: text["reads"]}
    emptied = {**texts, fills: project.emptied()}
    house.write(texts)
    first = house.cold()
    assert house.warm() == house.warm() == first
    assert {house.cold(*order) for order in itertools.permutations(texts)} == {first}
    for name in texts:
        for change in (edited, lengthened):
            changed = {**texts, name: change(texts[name])}
            house.write(changed)
            assert house.warm() == house.cold()
            house.write(texts)
            assert house.warm() == first
    house.write(emptied)
    assert house.warm() == house.cold()
    house.write(texts)
    assert house.warm() == first


LIST = PROJECTS["a list"].texts()
ADDS = f"{JAX}{HOOK}house.hooks.append(hook)\n{UNUSED}"
SETS = {
    "house": "class Model:\n    def __init__(self):\n        self.rate = 1.0\n\nmodel = Model()\n",
    "a": f"{JAX}house.model.rate = jnp.ones(())\n",
    "b": f"{JAX}house.model.rate = jnp.ones(())\n",
    "reads": JAX + BRANCH.format("house.model.rate") + UNUSED,
}


def codes(findings: Findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_module_that_is_new_fills_what_others_read(house: House) -> None:
    house.write({name: LIST[name] for name in ("house", "reads")})
    assert codes(house.warm()) == []
    house.write({"fills": LIST["fills"]})
    assert codes(house.warm()) == ["JIT101"]
    house.delete("fills")
    assert codes(house.warm()) == []


def test_of_two_modules_that_set_the_same_one_may_stop(house: House) -> None:
    house.write(SETS)
    assert codes(house.warm()) == ["JIT101"]
    house.write({"a": JAX})
    assert codes(house.warm()) == ["JIT101"]
    house.write({"b": JAX})
    assert codes(house.warm()) == []


def test_of_two_modules_that_register_the_same_one_may_stop(house: House) -> None:
    registers = f"{JAX}jax.tree_util.register_pytree_node_class(house.Pair)\n"
    house.write(
        {
            "house": "class Pair:\n    def __init__(self, a):\n        self.a = a\n",
            "a": registers,
            "b": registers,
            "reads": f"{JAX}def use():\n    return jax.jit(lambda p: p.a)(house.Pair(1.0))\n",
        }
    )
    assert codes(house.warm()) == []
    house.write({"a": JAX})
    assert codes(house.warm()) == []
    house.write({"b": JAX})
    assert codes(house.warm()) == codes(house.cold()) == ["JIT403"]


def test_a_module_without_jax_fills_what_others_read(house: House) -> None:
    house.write(
        {
            "house": "hooks = []\n",
            "plain": f"import house\n{HOOK}house.hooks.append(hook)\n",
            "leads": "import jax\nimport plain\n\nfound = plain.hook\n",
            "reads": LIST["reads"],
        }
    )
    assert codes(house.warm()) == codes(house.cold()) == ["JIT101"]
    house.write({"reads": edited(LIST["reads"])})
    assert codes(house.warm()) == ["JIT101"]
    house.write({"leads": "import jax\n"})
    assert codes(house.warm()) == codes(house.cold()) == []


def test_a_module_without_jax_that_functions_import_fills_what_they_read(house: House) -> None:
    house.write(
        {
            "house": "hooks = []\n",
            "plain": f"import house\n{HOOK}house.hooks.append(hook)\n",
            "a": f"{JAX}def start():\n    import plain\n",
            "reads": f"{JAX}def use(x):\n    import plain\n"
            "    return jax.jit(lambda x: [hook(x) for hook in house.hooks])(x)\n",
        }
    )
    assert codes(house.cold()) == ["JIT101"]


def test_a_call_that_was_given_up_is_made_anew_for_others(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jitlint.interpreter.interpreter.EVALUATIONS", 400)
    step = "def step(x):\n" + 60 * "    x = x + 1\n" + "    return jax.jit(hook)(x)\n"
    run = "def run(x):\n" + 100 * "    x = x + 1\n" + "    return house.step(x)\n"
    house.write({"house": f"import jax\n\n{HOOK}{step}", "a": JAX + run})
    assert codes(house.cold()) == ["JIT101"]


def test_what_fills_may_itself_read_what_others_fill(house: House) -> None:
    middle = f"{JAX}import far\n\nfar.hooks.extend(house.hooks)\n{UNUSED}"
    reads = JAX + "import far\n" + CALL_EACH.format("far.hooks") + UNUSED
    texts = {"house": "hooks = []\n", "far": "hooks = []\n", "a": ADDS, "b": middle, "c": reads}
    house.write(texts)
    assert codes(house.warm()) == ["JIT101"]
    house.write({"c": edited(reads)})
    assert codes(house.warm()) == ["JIT101"]
    house.write({"a": JAX})
    assert codes(house.warm()) == codes(house.cold()) == []


@pytest.mark.parametrize(
    ("title", "module"),
    [("a list", "reads"), ("a list that a function fills", "reads"), ("a list", "fills")],
)
def test_only_those_are_traced_again_that_have_to_be(house: House, title: str, module: str) -> None:
    """Who fills a list by being executed is executed, and not traced."""
    texts: Callable[[], dict[str, str]] = EVERY[title].texts
    house.write(texts())
    house.warm()
    house.write({module: edited(texts()[module])})
    house.warm()
    assert house.traced == 1


def test_an_edit_that_most_rests_on_costs_no_more_than_one_run_without_a_cache(
    house: House,
) -> None:
    nothing = f"{JAX}{HOOK}pass\n"
    hands_on = "import other\n\nif 'a' in house.hooks:\n    other.later.append(house.hooks['a'])\n"
    calls = f"import jax\nimport other\n\n{CALL_EACH.format('other.later')}"
    house.write(
        {"house": "hooks = {}\n", "other": "later = []\n", "a": nothing}
        | {f"b{number}": JAX + hands_on for number in range(8)}
        | {f"c{number}": calls for number in range(3)}
    )
    assert house.warm() == house.cold() == ()
    house.write({"a": nothing.replace("pass", "house.hooks['a'] = hook")})
    found = house.warm()
    assert house.counted <= 1 + len(house.texts)
    assert found == house.cold() != ()
