"""A function knows its `__qualname__`, its own names, and whether it is a generator."""

import inspect
import sys
import textwrap

import pytest
from shapes import functions, lowered, parsed

from jitlint.frontend.lower import lower

NAMES = {
    "def f(a, /, b, *c, d=1, **e): pass": {"a", "b", "c", "d", "e"},
    "def f(): x = y = 1; z.w = 2; v[0] = u": {"x", "y"},
    "def f(): (a, [b, *c]), d.e = g": {"a", "b", "c"},
    "def f():\n x: int\n y: int = 1\n z += 1": {"x", "y", "z"},
    "def f():\n for a, b in c: d = 1\n else: e = 1": {"a", "b", "d", "e"},
    "def f():\n with a as b, c as (d, e): pass": {"b", "d", "e"},
    "def f():\n try: pass\n except E as e: pass": {"e"},
    "def f():\n import a.b, c.d as e\n from m import g as h": {"a", "e", "h"},
    "def f():\n def g(x): y = 1\n class A: z = 1": {"g", "A"},
    "def f(): del a": {"a"},
    "def f(): [x for y in z for x in y]": set[str](),
    "def f(): [(w := x) for x in y]": {"w"},
    "def f(): return lambda x: (y := x)": set[str](),
    "def f(a=(b := 1)): pass": {"a"},
    "def f():\n match a:\n  case [b, *c] | {'k': d, **e} | C(x=g) as h: pass": set("bcdegh"),
    "def f():\n global a\n a = b = 1": {"b"},
    "def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2": {"x", "g"},
}
GENERATORS = {
    "def f(): yield": True,
    "def f(): x = yield from y": True,
    "async def f(): yield 1": True,
    "def f(): return (x for x in y)": False,
    "def f():\n def g(): yield": False,
    "def f(): return lambda: (yield)": False,
    "def f(): await x": False,
}


@pytest.mark.parametrize(("text", "names"), NAMES.items(), ids=NAMES)
def test_a_function_owns_the_names_bound_in_its_scope(text: str, names: set[str]) -> None:
    assert functions(lowered(f"{text}\n"))["f"].locals == names


@pytest.mark.parametrize(("text", "yields"), GENERATORS.items(), ids=GENERATORS)
def test_a_generator_yields_in_its_own_scope(text: str, yields: bool) -> None:
    assert functions(lowered(f"{text}\n"))["f"].is_generator is yields


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
def test_a_type_parameter_is_no_name_of_the_module() -> None:
    assert functions(lowered("def f[T, *Ts](x): pass\n"))["f"].locals == {"T", "Ts", "x"}


def test_declarations_are_kept() -> None:
    text = "def f():\n    def g():\n        global a, b\n        nonlocal c\n    c = 1\n"
    inner = functions(lowered(text))["f.<locals>.g"]
    assert (inner.globals, inner.nonlocals) == (("a", "b"), ("c",))


class Outer:
    """Definitions whose `__qualname__` Python itself is asked for."""

    step = lambda self: None  # noqa: E731

    class Inner:
        def method(self) -> list[object]:
            def local() -> object:
                return lambda: 0

            class Local:
                def run(self) -> None:
                    global made_here  # noqa: PLW0603

                    def made_here() -> None: ...

            Local().run()
            of_generator = next((lambda: 0) for _ in [1])
            return [local, local(), Local.run, made_here, of_generator]


def test_a_qualname_is_what_python_says() -> None:
    made = [Outer.step, Outer.Inner.method, *Outer.Inner().method()]
    asked = {getattr(each, "__qualname__") for each in made}  # noqa: B009
    assert set(functions(lowered(textwrap.dedent(inspect.getsource(Outer))))) == asked


def test_lambdas_of_comprehensions_are_named_as_python_names_them_from_3_12_on() -> None:
    text = "def f(): [lambda: 0 for x in y]; (lambda: 0 for x in (lambda: 1)())\n"
    inside = {"f.<locals>.<lambda>", "f.<locals>.<genexpr>.<lambda>"}
    assert set(functions(lowered(text))) == {"f", *inside}


def test_defs_are_counted_and_lambdas_are_not() -> None:
    text = "def f():\n def g(): pass\nclass A:\n async def h(self): return lambda: 0\n"
    assert lower(parsed(text)).functions == 3
