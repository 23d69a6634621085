"""Modules, packages and notebooks are imported as the user would, and may fail."""

from asked import program

from jitlint.core.finding import Verdict

BOOL = ("TracerBoolConversionError",)
CONCRETE = ("ConcretizationTypeError",)

USES_A_HELPER = """
    import jax
    from helpers import clip

    @jax.jit
    def step(x):
        return clip(x * 2)
    """
HELPER = """
    def clip(value):
        low = 0.0
        return value if value > low else low
    """


@program(
    USES_A_HELPER, "value > low", "raises", errors=BOOL, function="step",
    helpers=(("helpers.py", HELPER),), at_file="helpers.py",
)  # fmt: skip
def test_an_error_in_a_helper_of_another_module_is_found_there(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "helpers.py:3, while tracing `step(f32[])`" in verdict.evidence[0]


@program(
    USES_A_HELPER, "clip(x * 2)", "raises", errors=BOOL, function="step",
    helpers=(("helpers.py", HELPER),),
)  # fmt: skip
def test_the_line_that_calls_the_helper_does_not_count(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


IN_A_PACKAGE = """
    import jax
    from .parts.clip import clip

    step = jax.jit(clip)
    """


@program(
    IN_A_PACKAGE, "value > low", "raises", errors=BOOL, function="clip",
    name="pack/train.py", at_file="pack/parts/clip.py", defined_file="pack/parts/clip.py",
    helpers=(
        ("pack/__init__.py", ""), ("pack/parts/__init__.py", ""), ("pack/parts/clip.py", HELPER),
    ),
)  # fmt: skip
def test_a_module_of_a_package_is_imported_under_its_real_name(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "clip.py:3, while tracing `clip(f32[])`" in verdict.evidence[0]


AT_IMPORT = """
    import jax

    @jax.jit
    def f(x):
        if x > 0:
            return x
        return -x

    f(1.0)
    """


@program(AT_IMPORT, "x > 0", "raises", errors=BOOL, function="f")
def test_the_claimed_error_at_import_confirms(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while importing `tutorial`")


BROKEN_IMPORT = """
    import jax
    import no_such_module_anywhere

    @jax.jit
    def f(x):
        return float(x)
    """


@program(BROKEN_IMPORT, "float(x)", "raises", errors=CONCRETE, function="f")
def test_an_import_that_raises_is_inconclusive(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"
    assert verdict.reason == (
        "import_failed: ModuleNotFoundError: No module named 'no_such_module_anywhere'"
    )


STOPS_LATER = """
    import jax

    @jax.jit
    def f(x):
        return float(x)

    raise SystemExit("usage: tutorial.py DATA")
    """


@program(STOPS_LATER, "float(x)", "raises", errors=CONCRETE, function="f")
def test_what_was_defined_before_the_import_failed_is_still_tested(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


BACKEND_UP = """
    import jax
    import jax.numpy as jnp

    TABLE = jnp.arange(3.0)

    @jax.jit
    def f(x):
        return TABLE[0] if x > 0 else x
    """


@program(BACKEND_UP, "x > 0", "raises", errors=BOOL, function="f")
def test_a_module_that_starts_a_backend_is_no_obstacle(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


CELL = """
    %matplotlib inline
    @jax.jit
    def f(x):
        return float(x)
    f(2.0)
    """


@program(CELL, "float(x)", "raises", errors=CONCRETE, function="f", name="intro.ipynb")
def test_a_notebook_runs_cell_by_cell_and_survives_a_failing_one(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "intro.ipynb:cell 3:4" in verdict.evidence[0]
