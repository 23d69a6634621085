"""Paths: what a name holds where paths part, meet or are left early."""

from kinds import Agree


def test_a_flag_assigned_on_both_paths_stays_static(agree: Agree) -> None:
    agree("""
    @partial(jax.jit, static_argnames="mode")
    def f(x, mode):
        if mode == "a":
            flag, n = True, 1
        else:
            flag, n = False, 2
        if flag and n > 1:
            x = x + 1
        for _ in range(n):
            x = x + 1
        if mode == "a":
            y = x
        else:
            y = -x
        if y > 0:  # raises
            return y
        return x

    # run: f(1.0, "a")
    """)


def test_a_name_that_is_an_array_on_one_path_only_is_not_alarmed(agree: Agree) -> None:
    agree("""
    @partial(jax.jit, static_argnames="mode")
    def f(x, mode):
        scale = None
        if mode == "scaled":
            scale = x * 2
        if scale is not None:
            x = x * scale
        bound = 3 if mode == "plain" else x
        if mode == "plain" and bound > 2:
            x = x + 1
        return x

    # run: f(1.0, "plain")
    # run: f(1.0, "scaled")
    """)


def test_an_early_return_leaves_the_rest_to_the_other_path(agree: Agree) -> None:
    agree("""
    def helper(x, axis=None):
        if axis is None:
            return x
        if axis > 0:  # raises
            return x + 1
        return x

    def kind(x):
        if isinstance(x, (int, float)):
            return "number"
        if isinstance(x, str):
            raise ValueError(x)
        return "array"

    @jax.jit
    def f(x):
        y = helper(x) + helper(x, 1) + helper(x, axis=0)
        if kind(x) == "array":
            y = y + 1
        return y

    @jax.jit
    def g(x):
        return helper(x, x)

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_try_except_else_finally(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        try:
            n = int(x.shape[0])
        except IndexError:
            n = 1
        else:
            n = n + 1
        finally:
            m = 3
        if n > m:
            x = x + 1
        try:
            import nothing_there
            have = True
        except ImportError:
            have = False
        if have:
            x = x + 1
        try:
            y = x * 2
        finally:
            z = x + 1
        if y.sum() > 0:  # raises
            return y
        return z

    @jax.jit
    def g(x):
        try:
            return x * 2
        finally:
            if x.sum() > 0:  # raises
                pass

    @jax.jit
    def h(x):
        try:
            if x.sum() > 0:  # raises
                return x
        except KeyError:
            pass
        return -x

    # run: f(jnp.ones(4))
    # run: g(jnp.ones(4))
    # run: h(jnp.ones(4))
    """)


def test_with_blocks_bind_and_run(agree: Agree) -> None:
    agree("""
    from contextlib import contextmanager, nullcontext

    @contextmanager
    def scope(name):
        yield name

    class Managed:
        def __init__(self, x):
            self.x = x
        def __enter__(self):
            return self
        def __exit__(self, *args):
            return None

    @jax.jit
    def f(x):
        with jax.named_scope("a"), nullcontext():
            x = x + 1
        with scope("b") as name:
            if name == "b":
                x = x + 1
        with Managed(x) as m:
            if m.x is not None:
                x = x + 1
        with jax.default_matmul_precision("float32"):
            if x > 0:  # raises
                return x
        return -x

    # run: f(1.0)
    """)


def test_match_on_static_subjects_is_silent(agree: Agree) -> None:
    agree("""
    from dataclasses import dataclass

    @dataclass(frozen=True)
    class Linear:
        n: int

    @partial(jax.jit, static_argnames=("mode", "act", "layer"))
    def f(x, mode, act, layer):
        match mode:
            case "relu" | "gelu":
                x = jax.nn.relu(x)
            case "none":
                pass
            case other:
                raise ValueError(other)
        match act:
            case None:
                x = x + 1
            case int(n) if n > 1:
                x = x + n
            case (a, b):
                if a > b:
                    x = x + 1
            case {"k": k}:
                if k:
                    x = x + 1
        match layer:
            case Linear(n=n):
                for _ in range(n):
                    x = x + 1
        match x.ndim:
            case 0:
                return x
            case 1:
                return x[0]
        return x

    @jax.jit
    def g(x):
        match x:
            case 0:  # raises
                return x
            case _:
                return -x

    @jax.jit
    def h(x):
        match (x, 2):
            case (y, 2):
                return y if y > 0 else x  # raises
        return x

    # run: f(1.0, "relu", 2, Linear(2))
    # run: f(1.0, "none", (1, 2), Linear(2))
    # run: g(1)
    # run: h(1.0)
    """)


def test_a_del_unbinds_and_a_rebinding_forgets_the_array(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x):
        n = x * 2
        y = n + 1
        n = 3
        if n > 2:
            y = y + 1
        del n
        n = "a"
        if n == "a":
            y = y + 1
        x = x.shape
        if x:
            y = y + 1
        return y

    # run: f(1.0)
    """)


def test_assertions_and_conditional_expressions(agree: Agree) -> None:
    agree("""
    @jax.jit
    def f(x, y):
        assert x.ndim == y.ndim, f"bad {x.shape}"
        assert isinstance(x, jax.Array)
        assert x is not None and y is not None
        n = x.shape[0] if x.ndim else 1
        a = x if n > 1 else y
        assert n
        return a

    @jax.jit
    def g(x):
        assert x.sum() > 0, "bad"  # raises
        return x

    @jax.jit
    def h(x):
        return 1.0 if x else 0.0  # missed

    @jax.jit
    def k(x):
        y = x or 1.0  # missed
        return y

    # run: f(jnp.ones(2), jnp.ones(2))
    # run: g(jnp.ones(2))
    # run: h(1.0)
    # run: k(1.0)
    """)
