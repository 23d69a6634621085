"""Arguments that somebody shows: examples, call sites in this file and others, docstrings."""

from pathlib import Path

from asked import Program, program

from jitlint.core.finding import Verdict
from jitlint.verify import VerifyOptions, verify

COMMENT = """
    import jax

    # jitlint: example scale(jnp.ones((3, 5)), by=2.0)

    @jax.jit
    def scale(x, by):
        return x[2, 4] * by
    """


@program(COMMENT, "x[2, 4]", "traces", function="scale")
def test_an_example_in_a_comment_comes_first(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "scale(jnp.ones((3, 5)), by=2.0)  # the example in a comment"
    assert verdict.evidence == ("traced at attempt 1",)


METHOD_COMMENT = """
    import functools
    import jax

    class Net:
        def __init__(self, size):
            self.size = size

        # jitlint: example Net(3).apply(jnp.ones(3))
        @functools.partial(jax.jit, static_argnums=0)
        def apply(self, x):
            assert x.shape == (self.size,)
            return x
    """


@program(METHOD_COMMENT, "return x", "traces", function="Net.apply", static=("self",))
def test_an_example_of_a_method_brings_its_instance_along(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.startswith("Net.apply(Net(3), jnp.ones(3))")


LISTED = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def project(x):
        assert x.shape == (7, 2)
        return x

    def jitlint_examples():
        return ["other(1)", (project, [jnp.ones((7, 2))])]
    """


@program(LISTED, "return x", "traces", function="project")
def test_the_module_may_list_examples(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.endswith("# an example of jitlint_examples()")


BROKEN = """
    import jax

    # jitlint: example f(missing_name)
    # jitlint: example f(1.0

    @jax.jit
    def f(x):
        return x
    """


@program(BROKEN, "return x", "traces", function="f")
def test_an_example_that_has_no_value_is_passed_over(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "f(1.0)"


ELSEWHERE = """
    import jax

    @jax.jit
    def blend(image, layer):
        assert image.shape == (8, 6)
        return image + layer
    """
TEST = """
    import numpy as np
    from tutorial import blend

    def test_blend():
        layer = np.ones((8, 6))
        assert blend(np.zeros((8, 6)), layer).sum() == 48
    """


@program(
    ELSEWHERE,
    "return image",
    "traces",
    function="blend",
    helpers=(("tests/test_blend.py", TEST),),
)
def test_a_call_in_the_projects_tests_is_taken(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments.endswith("# as called at test_blend.py:6")


DOCSTRING = '''
    import jax

    @jax.jit
    def corner(x):
        """Returns a corner.

        >>> import numpy as np
        >>> grid = np.ones((9, 9, 9, 9))
        >>> corner(grid)
        """
        assert x.shape == (9, 9, 9, 9)
        return x[0, 0, 0, 0]
    '''


@program(DOCSTRING, "return x[0", "traces", function="corner")
def test_a_doctest_is_an_example(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "corner(grid)  # the example in the docstring"


WHILE_IMPORTING = """
    import jax
    import jax.numpy as jnp

    @jax.jit
    def step(x):
        assert x.shape == (6, 1)
        return x

    for size in (6,):
        step(jnp.ones((size, 1)))
    """


@program(WHILE_IMPORTING, "return x", "traces", function="step")
def test_a_call_that_the_import_made_is_recorded(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.arguments == "step(jnp.ones((6, 1)))  # as seen while importing"


CONFIGURED = """
    import jax

    @jax.jit
    def gather(table, rows):
        assert table.shape == (11, 2)
        return table[rows]
    """


def test_an_example_of_the_configuration_is_taken(tmp_path: Path, python: str) -> None:
    asked = Program(CONFIGURED, "return table", "traces", function="gather")  # type: ignore[arg-type]
    examples = ("other:f(1)", "tutorial:gather(jnp.ones((11, 2)), rows=jnp.arange(3))")
    options = VerifyOptions(python=python, examples=examples)
    [answer] = verify([asked.finding(tmp_path)], options)
    assert answer.verdict is not None
    assert answer.verdict.outcome == "confirmed"
    assert answer.verdict.arguments.endswith("# the example in the configuration")
