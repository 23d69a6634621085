"""A dotted name finds its stub, whichever name the user's import gave it."""

import ast
from pathlib import Path

import pytest
from signatures import WRITTEN

from jitlint.models.parse import StubEntry, Table, own_stub, read_stub
from jitlint.models.registry import ModelError, Models
from jitlint.models.words import Model, ModelClass, ModelValue, Word

STUBS = [*WRITTEN, *sorted(WRITTEN[0].parent.glob("derived/*.pyi"))]


@pytest.fixture(scope="module")
def models() -> Models:
    return Models()


def house(tmp_path: Path, text: str, name: str = "house.train.pyi") -> str:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return str(path)


def words(models: Models, name: str) -> dict[str, str]:
    known = models.find(name)
    assert isinstance(known, Model)
    return {parameter.name: parameter.word.name for parameter in known.parameters}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_every_name_of_every_stub_can_be_read(path: Path, models: Models) -> None:
    names = [f"{module}.{name}" for module, table in read_stub(path).items() for name in table]
    unread = [name for name in names if models.find(name) is None and not models.is_module(name)]
    assert names
    assert not unread


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("jax.jit", "jax.jit"),
        ("jax.remat", "jax.checkpoint"),
        ("jax.jacobian", "jax.jacrev"),
        ("jax.tree_util.tree_map", "jax.tree.map"),
        ("jax.custom_derivatives.custom_jvp", "jax.custom_jvp"),
        ("jax.numpy.ndarray", "jax.Array"),
        ("os.environ.get", "os.environ.get"),
        ("datetime.datetime.now", "datetime.datetime.now"),
    ],
)
def test_a_known_thing_has_one_canonical_name(asked: str, canonical: str, models: Models) -> None:
    known = models.find(asked)
    assert known is not None
    assert known.name == canonical


@pytest.mark.parametrize(
    "name", ["jax.no_such_thing", "jax", "torch.jit.script", "jax.Array.sum", "jax.jit.lower", ""]
)
def test_what_no_stub_mentions_is_unknown(name: str, models: Models) -> None:
    assert models.find(name) is None


def test_a_module_is_no_function_and_a_function_no_module(models: Models) -> None:
    assert all(map(models.is_module, ["jax", "jax.lax", "jax.experimental.pjit", "math"]))
    assert not any(map(models.is_module, ["jax.lax.scan", "jax.jit", "jax.laxer", "torch"]))


def test_only_what_brings_tracing_is_worth_a_search(models: Models) -> None:
    assert {"jax", "flax", "equinox", "haiku", "optax"} <= models.packages
    assert models.packages.isdisjoint({"numpy", "python", "math", "builtins"})


def test_a_hand_written_stub_wins_over_a_derived_one(models: Models) -> None:
    assert words(models, "jax.numpy.vectorize")["pyfunc"] == "Maps"


def test_attributes_of_an_array_are_words_and_its_methods_models(models: Models) -> None:
    assert models.method("jax.Array", "shape") == Word("Static", (Word("tuple"),))
    assert models.method("jax.core.Tracer", "ndim") == Word("Static", (Word("int"),))
    total = models.method("jax.Array", "sum")
    assert isinstance(total, Model)
    assert total.returns == Word("Array")
    assert total.parameters[0].name == "axis"


def test_a_method_that_converts_its_array_says_so_of_self(models: Models) -> None:
    item = models.method("jax.Array", "item")
    assert isinstance(item, Model)
    assert [(p.name, p.word.name) for p in item.parameters] == [
        ("self", "Concrete"),
        ("args", "Any"),
    ]


def test_an_update_of_an_array_leads_through_two_instances(models: Models) -> None:
    at = models.method("jax.Array", "at")
    assert isinstance(at, Word)
    indexed = models.method(at.inside[0].name, "__getitem__")
    assert isinstance(indexed, Model)
    update = models.method(indexed.returns.inside[0].name, "add")
    assert isinstance(update, Model)
    assert update.returns == Word("Array")


def test_brackets_nest_and_name_other_parameters(models: Models) -> None:
    scan = models.find("jax.lax.scan")
    assert isinstance(scan, Model)
    assert scan.parameters[0].word == Word("Traces", (Word("init"), Word("Each", (Word("xs"),))))


def test_a_value_of_a_library_knows_its_class(models: Models) -> None:
    environ = models.find("os.environ")
    assert isinstance(environ, ModelValue)
    assert environ.word == Word("Instance", (Word("os._Environ"),))


def test_a_house_stub_teaches_a_wrapper(tmp_path: Path) -> None:
    path = house(
        tmp_path,
        """
from jax import jit as quick
def compiled(fun: Stages, *, static: StaticNames = None) -> Wrapped: ...
class State:
    step: Array
# module: house.metrics
def log(**values: Concrete) -> Effect[log]: ...
""",
    )
    models = Models(extra=(path,))
    assert words(models, "house.train.compiled") == {"fun": "Stages", "static": "StaticNames"}
    assert words(models, "house.train.quick")["static_argnums"] == "StaticNums"
    assert isinstance(models.find("house.train.State"), ModelClass)
    assert words(models, "house.metrics.log") == {"values": "Concrete"}
    assert "house" in models.packages


def test_a_house_stub_wins_over_ours(tmp_path: Path) -> None:
    path = house(tmp_path, "def jit(fun: Any) -> fun: ...\n", "jax.pyi")
    models = Models(extra=(path,))
    assert words(models, "jax.jit") == {"fun": "Any"}
    assert words(models, "jax.vmap")["fun"] == "Maps"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("def f(fun: Stage): ...", 1, "`Stage` is no word here; write `Stages`"),
        ("\ndef f(x) -> Arrays: ...", 2, "`Arrays` is no word here; write `Array`"),
        ("def f(a, b: Traces[c]): ...", 1, "`c` is no word here"),
        ("def f(fun: Stages[Tree]) -> Wrapped: ...", 1, "`Stages` takes no brackets"),
        ("def f(x) -> Filled[x]: ...", 1, "`Filled` takes 2 in its brackets, not `Filled[x]`"),
        ("def f(x, g: Traces[Each]): ...", 1, "`Each` takes 1 in its brackets"),
        ("def f() -> Impure[luck]: ...", 1, "`luck` is none of environment, input, random"),
        ("@cached\ndef f(): ...", 1, "a decorator is one of classmethod, staticmethod, varies"),
        ('@varies("y")\ndef f(x): ...', 2, "`y`, which is no parameter of `f`"),
        ("class A:\n    def f(): ...", 2, "the method `f` has no `self`"),
        ("if True: ...", 1, "a stub holds only a `def`, a `class`"),
        ("class A:\n    x = 1", 2, "a class holds only `def`"),
        ("def f(:", 1, "is no Python"),
    ],
)
def test_a_bad_stub_is_told_where_and_what_to_write(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = house(tmp_path, text)
    with pytest.raises(ModelError) as error:
        Models(extra=(path,))
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert says in str(error.value)


def test_a_stub_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        Models(extra=(str(tmp_path / "nowhere.pyi"),))


def test_aliases_in_a_circle_end(tmp_path: Path) -> None:
    path = house(tmp_path, "a = b\nb = a\nfrom house.train import c as c\n")
    models = Models(extra=(path,))
    assert models.find("house.train.a") is None
    assert models.find("house.train.c") is None
    assert not models.is_module("house.train.a")


@pytest.mark.parametrize("path", STUBS, ids=lambda path: path.stem)
def test_our_own_stubs_are_understood_without_being_parsed(path: Path) -> None:
    quick, thorough = own_stub(path), read_stub(path)
    assert {module: told(table) for module, table in quick.items()} == {
        module: told(table) for module, table in thorough.items()
    }


def told(table: Table) -> list[tuple[str, str, int]]:
    """Returns what a table says, in words that can be compared."""
    return [
        (name, ast.dump(entry.node), entry.line)
        if isinstance(entry, StubEntry)
        else (name, entry.target, 0)
        for name, entry in table.items()
    ]
