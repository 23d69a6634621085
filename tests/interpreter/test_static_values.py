"""Static values: texts, numbers and indices that Python knows while tracing."""

from kinds import Agree


def test_a_python_list_wants_a_python_index(agree: Agree) -> None:
    agree("""
    TABLE = [1.0, 2.0, 3.0]
    NAMES = {"a": 1.0}
    ARR = np.arange(3.0)

    @jax.jit
    def good(x, xs):
        for i in range(len(TABLE)):
            x = x + TABLE[i] + xs[i] + ARR[i]
        i = x.ndim
        return x * TABLE[i] + TABLE[-1] * ARR[i:].sum()

    @jax.jit
    def bad(i):
        return TABLE[i]  # raises

    @jax.jit
    def worse(i):
        return ARR[i]  # raises

    @jax.jit
    def worst(x):
        i = jnp.argmax(x)
        stack = [x, x + 1]
        return stack[i]  # raises

    @jax.jit
    def loops(n):
        x = 0.0
        for i in range(n):  # raises
            x = x + i
        return x

    # run: good(1.0, jnp.ones(3))
    # run: bad(1)
    # run: worse(1)
    # run: worst(jnp.ones(2))
    # run: loops(3)
    """)


def test_string_handling_stays_static(agree: Agree) -> None:
    agree("""
    @partial(jax.jit, static_argnames="spec")
    def f(x, spec):
        parts = spec.split("->")
        left, right = parts
        if len(parts) == 2 and right in left:
            x = x + 1
        for ch in left:
            if ch.isalpha() and left.count(ch) > 0:
                x = x + 1
        mode = "a" if spec.endswith("b") else "c"
        if mode == "a" or f"{mode}_x" == "a_x" or mode.upper() == "A":
            x = x + 1
        index = {"a": 0, "c": 1}[mode]
        if index == 0:
            x = x + 1
        return x if x > 0 else -x  # raises

    # run: f(1.0, "ab->b")
    """)


def test_numbers_of_numpy_and_math_stay_static(agree: Agree) -> None:
    agree("""
    import math

    CONST = np.linspace(0.0, 1.0, 5)

    @jax.jit
    def f(x):
        n = int(np.log2(x.shape[0]))
        if np.sqrt(n) > 0.5 and math.ceil(n / 2) == 1:
            x = x + 1
        weights = np.ones(3)
        weights[0] = 2.0
        if weights.sum() > 2 and weights.shape[0] == 3:
            x = x + weights[0]
        for w in weights:
            if w > 1:
                x = x + w
        if CONST[1] > 0 and (CONST > 0).any() and np.all(CONST >= 0):
            x = x + CONST[0]
        pad = [(0, 0)] * x.ndim
        pad[0] = (1, 1)
        x = jnp.pad(x, pad)
        if pad[0][0] == 1:
            x = x + 1
        eps = jnp.finfo(x.dtype).eps
        if eps > 0:
            x = x + eps
        if jnp.issubdtype(x.dtype, jnp.floating) and x.dtype == jnp.float32:
            x = x + 1
        if jnp.ndim(x) == 1 and np.ndim(x) == 1 and jnp.shape(x)[0] > 1:
            x = x + 1
        return x

    # run: f(jnp.ones(4))
    """)


def test_a_shape_polymorphic_helper_asks_only_shapes(agree: Agree) -> None:
    agree("""
    def broadcast(x, y):
        if x.shape != y.shape:
            if x.ndim < y.ndim:
                x = x.reshape((1,) * (y.ndim - x.ndim) + x.shape)
            elif x.size == 1:
                x = jnp.broadcast_to(x, y.shape)
        if jnp.result_type(x, y) != x.dtype or not x.size or np.issubdtype(x.dtype, np.integer):
            x = x.astype(jnp.float32)
        assert x.shape[-1] in (1, y.shape[-1]), f"{x.shape} {y.shape}"
        if any(a != b for a, b in zip(x.shape, y.shape)):
            x = x + 0
        if len(set(x.shape)) > 1 or tuple(x.shape) == (3,):
            x = x + 0
        return x + y

    @jax.jit
    def f(x, y):
        z = broadcast(x, y)
        if z[0] > 0:  # raises
            return z
        return x

    # run: f(jnp.ones(3), jnp.ones(3))
    """)


def test_a_config_read_from_a_module_is_static(agree: Agree) -> None:
    agree(
        {
            "config.py": """
        WIDTH = 3
        FLAGS = {"deep": True, "depth": 2}
        USE_X64 = False
        RATES = (0.1, 0.2)
        """,
            "main.py": """
        import config
        from config import FLAGS, WIDTH as W

        @jax.jit
        def f(x):
            if config.USE_X64:
                return x if x > 0 else -x
            for _ in range(W):
                x = x + config.RATES[0]
            if FLAGS["deep"] and config.FLAGS["depth"] > 1:
                x = x + 1
            return x if x > W else -x  # raises

        # run: f(1.0)
        """,
        }
    )


def test_what_only_a_type_checker_reads_hands_back_its_argument(agree: Agree) -> None:
    agree("""
    import typing
    from typing import cast

    @jax.jit
    def step(x):
        if cast("jax.Array", x) > 0:  # raises
            return x
        return -x

    @jax.jit
    def asserted(x):
        y = typing.assert_type(x, jax.Array)
        return y if y > 0 else -y  # raises

    @jax.jit
    def counted(x):
        return x if cast(int, x.ndim) > 0 else -x

    # run: step(1.0)
    # run: asserted(1.0)
    # run: counted(1.0)
    """)


def test_a_raveled_pytree_is_an_array(agree: Agree) -> None:
    agree("""
    from jax.flatten_util import ravel_pytree

    @jax.jit
    def step(tree):
        flat, restored = ravel_pytree(tree)
        if flat.ndim == 1 and flat.sum() > 0:  # raises
            return tree
        return restored(-flat)

    # run: step({"w": 1.0})
    """)


def test_what_an_older_jax_takes_by_name_gives_a_size_as_well(agree: Agree) -> None:
    agree("""
    @jax.jit
    def named(x):
        return jnp.where(x == 0, x=0.0, y=x)  # missed

    @jax.jit
    def all_named(x):
        return jnp.where(condition=x == 0, x=0.0, y=x)  # missed

    @jax.jit
    def by_position(x):
        return jnp.where(x == 0, 0.0, x)

    @jax.jit
    def alone(x):
        return jnp.where(x == 0)  # raises

    # run: named(jnp.ones(3))
    # run: all_named(jnp.ones(3))
    # run: by_position(jnp.ones(3))
    # run: alone(jnp.ones(3))
    """)
