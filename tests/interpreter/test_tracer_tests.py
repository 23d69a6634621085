"""Programs that ask whether they are traced, and choose what to do: they know what they do."""

from pathlib import Path

from kinds import Agree
from readers import chosen

from jitlint.check.pipeline import CheckRequest, check

HELPERS = """
    def any_traced(*values):
        for value in values:
            if isinstance(value, jax.core.Tracer):
                return True
        return False

    def all_plain(values):
        return not any(isinstance(value, jax.core.Tracer) for value in values)
"""


def test_a_helper_that_looks_for_tracers_guards_what_follows_a_return(agree: Agree) -> None:
    agree(f"""{HELPERS}
    @jax.jit
    def check(x, y):
        if any_traced(x, y):
            return x
        if bool(np.any(np.asarray(x))):
            raise ValueError
        return y

    # run: check(1.0, 2.0)
    """)


def test_its_answer_may_be_kept_passed_on_and_turned_around(agree: Agree) -> None:
    agree(f"""{HELPERS}
    def largest(x, plain):
        if plain:
            return int(x.max())
        return 3

    @jax.jit
    def check(x, y):
        traced = any_traced(x, y)
        if not traced and int(x) > 3:
            return y
        return y if traced else float(x) + largest(x, all_plain((x, y)))

    # run: check(1.0, 2.0)
    """)


def test_it_guards_nothing_after_the_function_that_asked(agree: Agree) -> None:
    agree(f"""{HELPERS}
    def check(x):
        if any_traced(x):
            return x
        return float(x)

    @jax.jit
    def bad(x):
        y = check(x + 1)
        return float(y)  # raises

    # run: bad(1.0)
    """)


def test_an_array_is_no_container_and_of_no_class_of_the_program(agree: Agree) -> None:
    agree("""
    class Own:
        pass

    def put(array, value):
        if not isinstance(array, Own):
            raise ValueError
        array[0] = value

    def convert(tree):
        if isinstance(tree, dict):
            for key, leaf in tree.items():
                tree[key] = np.array(leaf)
        return tree

    def fill():
        try:
            put(jnp.ones(3), 1.0)
        except ValueError:
            return convert(jnp.ones(3))

    # run: fill()
    """)


def test_a_sum_of_one_over_an_axis_is_its_size(agree: Agree) -> None:
    agree("""
    def mean(x):
        n = jax.lax.psum(1, "i")
        if n == 1:
            return x
        return jax.lax.psum(x, "i") / n

    @jax.jit
    @partial(jax.vmap, axis_name="i")
    def bad(x):
        return x if jax.lax.psum(x, "i") > 1 else -x  # raises

    # run: jax.vmap(mean, axis_name="i")(jnp.ones(3))
    # run: bad(jnp.ones(3))
    """)


def test_numpy_or_jax_by_what_the_argument_is(agree: Agree) -> None:
    agree("""
    def backend(x):
        return np if isinstance(x, np.ndarray) or x is None else jnp

    @jax.jit
    def spread(w, x):
        both = jnp.einsum(w, [0, 1], x, [1], [0])
        return backend(w).broadcast_to(x, (3, 2)).sum() + both

    # run: spread(jnp.ones((2, 2)), jnp.ones(2))
    """)


def test_a_module_knows_whether_it_was_given_numpy(agree: Agree) -> None:
    agree("""
    def magnitude(z):
        return np.abs(z)

    def safe(z):
        if "jax" in np.__name__:
            return jax.vmap(magnitude)(z)
        return z

    # run: safe(jnp.ones(3))
    """)


def test_a_test_that_chooses_nothing_at_all(agree: Agree) -> None:
    agree("""
    @jax.jit
    def check(x):
        if isinstance(x, np.ndarray):
            pass
        return int(x)  # raises

    # run: check(1.0)
    """)


def test_what_a_class_of_the_program_claims_is_no_plain_array(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        """
import jax.numpy as jnp
from units import CustomArray

class Array(CustomArray):
    pass

def fills(target, source):
    if not isinstance(target, Array):
        raise ValueError("no array of ours")
    target[:] = source

def fills_any(target, source):
    target[:] = source

fills(jnp.zeros(3), 1.0)
fills_any(jnp.zeros(3), 1.0)
"""
    )
    found = check([str(tmp_path)], CheckRequest(reader=chosen)).findings
    assert [(finding.code, finding.at.row) for finding in found] == [("JIT406", 14)]


def test_a_question_that_is_asked_of_too_many_kinds_to_follow_is_still_one(agree: Agree) -> None:
    agree(
        {
            "asking.py": """
        def is_known(x):
            return not isinstance(x, jax.core.Tracer)
        """,
            "main.py": """
        from asking import is_known

        @jax.jit
        def f(x, y):
            first = is_known(x), is_known((x, 1)), is_known((x, 2.0)), is_known([x])
            then = is_known({"a": x}), is_known((x, x)), is_known([x, 1]), is_known({"b": x})
            x = x + len(first) + len(then) + is_known((y, x, 1))
            flag = y > 1
            if is_known(flag):
                if flag:
                    x = x + 1
            return x

        # run: f(1.0, 2.0)
        """,
        }
    )
