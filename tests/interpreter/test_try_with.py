"""Guards: what a program asks on purpose before it asks a value for its numbers."""

from kinds import Agree


def test_isinstance_of_tracer_guards_what_follows(agree: Agree) -> None:
    agree("""
    def check(x):
        if not isinstance(x, jax.core.Tracer):
            if x < 0:
                raise ValueError("negative")
        return x

    def check_early(x):
        if isinstance(x, jax.core.Tracer):
            return x
        if x < 0:
            raise ValueError("negative")
        return x

    def check_both(x):
        if not isinstance(x, jax.core.Tracer) and x < 0:
            raise ValueError("negative")
        assert isinstance(x, jax.core.Tracer) or x > 0
        return x

    @jax.jit
    def f(x):
        return check(x) + check_early(x) + check_both(x * 2)

    # call: f(1.0)
    """)


def test_isinstance_of_array_divides_arrays_from_the_rest(agree: Agree) -> None:
    agree("""
    def total(x):
        if isinstance(x, (int, float)):
            return x if x > 0 else -x
        if isinstance(x, (np.ndarray, np.generic)):
            return float(x.sum())
        if isinstance(x, jax.Array):
            return x.sum()
        if isinstance(x, dict):
            return sum(total(v) for v in x.values())
        raise TypeError(x)

    @jax.jit
    def f(x, t):
        return total(x * 1) + total(2.0) + total({"a": x}) + total(t)

    @jax.jit
    def g(x):
        if isinstance(x, jax.Array):
            if x > 0:  # raises
                return x
        return -x

    # run: f(1.0, {"b": 2.0})
    # run: g(1.0)
    """)


def test_none_is_asked_for_before_the_value(agree: Agree) -> None:
    agree("""
    def scale(x, by=None, axis=None):
        if by is None:
            by = 2.0
        if axis is None or axis > 0:
            x = x + 1
        if by is not None and axis is not None and axis < 0:
            x = x - 1
        by = 1.0 if by is None else by
        if not (axis is None):
            x = jnp.sum(x, axis=axis)
        return x * by

    @jax.jit
    def f(x, y=None):
        return scale(x) + scale(x, x) + scale(x, axis=0) + scale(x, y)

    @jax.jit
    def g(x, mask):
        if mask is not None and mask.any():  # raises
            return x
        return -x

    @jax.jit
    def h(x, y=None):
        if y is None or y > 0:  # raises
            return x
        return -x

    # run: f(jnp.ones(2))
    # run: g(jnp.ones(2), None)
    # call: g(jnp.ones(2), jnp.ones(2))
    # call: h(1.0)
    # call: h(1.0, 2.0)
    """)


def test_hasattr_and_getattr_ask_for_the_class_of_a_value(agree: Agree) -> None:
    agree("""
    def to_number(x):
        if hasattr(x, "shape"):
            return x.sum()
        return x if x > 0 else -x

    def ready(x):
        if hasattr(x, "block_until_ready"):
            return float(x)
        return x

    def dims(x):
        return getattr(x, "ndim", 0)

    @jax.jit
    def f(x):
        y = to_number(x) + to_number(2.0) + ready(x * 2)
        if dims(x) > 0:
            y = y + 1
        return y

    # run: f(1.0)
    """)


def test_an_error_of_jax_may_be_caught_on_purpose(agree: Agree) -> None:
    agree("""
    def static_or(x, default):
        try:
            return int(x)
        except (jax.errors.ConcretizationTypeError, TypeError):
            return default

    def positive(x):
        try:
            return bool(x > 0)
        except jax.errors.TracerBoolConversionError:
            return True

    def broad(x):
        try:
            if x > 0:
                return x
        except Exception:
            return -x
        return x

    @jax.jit
    def f(x):
        n = static_or(x, 3)
        if n > 2 and positive(x):
            x = x + 1
        return x + broad(x)

    @jax.jit
    def g(x):
        try:
            n = int(x)  # raises
        except KeyError:
            n = 0
        return n

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_compile_time_evaluation_is_eager(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        with jax.ensure_compile_time_eval():
            n = jnp.prod(jnp.array(x.shape))
            if n > 1:
                m = int(n)
            else:
                m = 1
        for _ in range(m):
            x = x + 1
        return x

    @jax.jit
    def g(x):
        n = jnp.prod(jnp.array(x.shape))
        if n > 1:  # raises
            return x
        return -x

    # run: f(jnp.ones(3))
    # run: g(jnp.ones(3))
    """)


def test_disabled_jit_calls_plain_functions(agree: Agree) -> None:
    agree("""
    def relu(x):
        return x if x > 0 else 0.0

    def debug(x):
        with jax.disable_jit():
            return jax.jit(relu)(x)

    # call: debug(1.0)
    """)


def test_a_guard_by_type_name_or_callable_is_undecided(agree: Agree) -> None:
    agree("""
    def lr_at(lr, step):
        if callable(lr):
            return lr(step)
        return lr

    def pick(x, fn=None):
        if callable(fn):
            x = fn(x)
        if type(x) is float:
            return x if x > 0 else -x
        if type(x).__name__ == "str":
            return x
        return x

    @jax.jit
    def f(x):
        return pick(x) + pick(x, jnp.sin) + lr_at(0.1, x) + lr_at(lambda s: s * 2, x)

    @jax.jit
    def g(x):
        return x if lr_at(lambda s: s * 2, x) > 0 else -x  # raises

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_a_hash_that_is_thrown_away_is_a_question_also_where_its_error_is_worded_anew(
    agree: Agree,
) -> None:
    agree("""
    def checked(x):
        try:
            hash(x)
        except TypeError:
            raise TypeError("pass it as a dynamic argument") from None  # missed
        return x

    @jax.jit
    def f(x):
        return checked(x)

    @jax.jit
    def g(x):
        return x + hash(x)  # raises

    # call: f(1.0)
    # call: g(1.0)
    """)
