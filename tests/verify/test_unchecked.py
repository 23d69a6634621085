"""An index is used that NumPy says is out of range; JAX has to raise nothing at the span."""

from asked import program

from jitlint.core.finding import Verdict

OUTSIDE = """
    import jax
    import jax.numpy as jnp
    from jax import lax

    TABLE = jnp.arange(8.0).reshape(4, 2)
    ROW = (TABLE[4])
    INSIDE = TABLE[-4, 1]
    KEY = jax.random.split(jax.random.key(0), 3)[3]
    NESTED = TABLE[jnp.array([9, 0])[1]]
    GIVEN = TABLE.at[7].get(mode="fill")
    LAST = TABLE[jnp.argmax(TABLE[:, 0])]

    def updated():
        return (
            TABLE.at[5]
            .set(1.0)
        )

    def added():
        return TABLE.at[1, 2].add(1.0)

    def taken():
        return jnp.take(TABLE, 2, axis=-1), jnp.take(TABLE, 7)

    @jax.jit
    def traced(x):
        return x[3] + x[x.shape[0]]

    traced(jnp.ones(4))

    def total():
        return lax.scan(lambda t, row: (t + row[2], None), 0.0, TABLE)[0]

    @jax.jit
    def chosen(x, i):
        return x[i]

    chosen(jnp.ones(4), 9)

    def made_inside(scale):
        table = jnp.arange(3.0)
        return scale * table[7]

    def made_up(x: jax.Array):
        return x.sum() + x[100]

    def refused():
        try:
            return TABLE[0, 0, 7]
        except IndexError:
            return None
    """


@program(OUTSIDE, "TABLE[4]", "unchecked")
def test_an_item_that_the_import_reads(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("tutorial.py:6, while importing `tutorial`")
    assert "IndexError for [4] of the same shape, (4, 2)" in verdict.evidence[1]
    assert "index 4 is out of bounds for axis 0 with size 4" in verdict.evidence[1]


@program(OUTSIDE, "TABLE[-4, 1]", "unchecked")
def test_an_index_in_range_is_refuted(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(OUTSIDE, "jax.random.split(jax.random.key(0), 3)[3]", "unchecked")
def test_an_array_of_keys(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(OUTSIDE, "TABLE[jnp.array([9, 0])[1]]", "unchecked")
def test_an_index_within_the_index_is_another(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(OUTSIDE, 'TABLE.at[7].get(mode="fill")', "unchecked")
def test_a_call_that_says_what_it_wants_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")


@program(OUTSIDE, "TABLE[jnp.argmax(TABLE[:, 0])]", "unchecked")
def test_an_array_as_index(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(
    OUTSIDE, "TABLE.at[5]\n            .set(1.0)".replace("            ", " " * 8), "unchecked"
)
def test_an_update_on_two_lines(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "IndexError for [5]" in verdict.evidence[1]


@program(OUTSIDE, "TABLE.at[1, 2].add(1.0)", "unchecked")
def test_a_sum_in_place(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert verdict.evidence[0].endswith("while running `added()`")


@program(OUTSIDE, "jnp.take(TABLE, 2, axis=-1)", "unchecked")
def test_what_is_taken_along_an_axis(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "axis 1 with size 2" in verdict.evidence[1]


@program(OUTSIDE, "jnp.take(TABLE, 7)", "unchecked")
def test_what_is_taken_of_all_elements(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(OUTSIDE, "x[x.shape[0]]", "unchecked", function="traced")
def test_traced_code(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"
    assert "IndexError for [4] of the same shape, (4,)" in verdict.evidence[1]


@program(OUTSIDE, "x[3]", "unchecked", function="traced")
def test_traced_code_in_range(verdict: Verdict) -> None:
    assert verdict.outcome == "refuted"


@program(OUTSIDE, "row[2]", "unchecked")
def test_the_body_of_a_loop(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(OUTSIDE, "x[i]", "unchecked", function="chosen")
def test_a_traced_index_is_not_known(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")


@program(OUTSIDE, "table[7]", "unchecked")
def test_an_array_of_its_own_with_a_made_up_argument(verdict: Verdict) -> None:
    assert verdict.outcome == "confirmed"


@program(OUTSIDE, "x[100]", "unchecked")
def test_an_array_of_a_made_up_size_shows_nothing(verdict: Verdict) -> None:
    assert verdict.reason.startswith("not_reproduced")


@program(OUTSIDE, "TABLE[0, 0, 7]", "unchecked")
def test_an_index_that_jax_refuses(verdict: Verdict) -> None:
    assert verdict.outcome != "confirmed"


OF_NUMPY = """
    import numpy as np

    def caught():
        try:
            return np.zeros(3)[5]
        except IndexError:
            return 0
    """
REPLACED = """
    import jax
    import jax.numpy as jnp

    X = jnp.arange(4)
    CLASS = type(X)
    READ = CLASS.__getitem__

    def checked(self, index):
        if isinstance(index, int) and index >= self.shape[0]:
            raise IndexError(index)
        return READ(self, index)

    CLASS.__getitem__ = checked

    def beyond():
        try:
            return X[7]
        except IndexError:
            return None

    def within():
        return X[3]
    """


@program(OF_NUMPY, "np.zeros(3)[5]", "unchecked")
def test_an_array_of_numpy_is_none_of_jax(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(REPLACED, "X[7]", "unchecked")
def test_a_program_that_checks_the_range_itself_is_not_confirmed(verdict: Verdict) -> None:
    assert verdict.outcome == "inconclusive"


@program(REPLACED, "X[3]", "unchecked")
def test_a_program_that_replaces_what_reads_items_is_not_believed(verdict: Verdict) -> None:
    assert verdict.reason.startswith("unobserved")
