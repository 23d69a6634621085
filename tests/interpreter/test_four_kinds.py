"""The kinds of arrays: known under grad, captured from outside, or known on no path at all."""

from kinds import Agree


def test_a_concrete_value_under_grad_may_be_asked(agree: Agree) -> None:
    agree("""
    def loss(w):
        if w > 0:
            return w * 2
        while w < -1:
            w = w + 1
        return int(w) * w

    def bad(w):
        return np.sin(w)  # raises

    def main():
        return jax.grad(loss)(-2.0), jax.value_and_grad(loss)(1.0)

    def worse():
        return jax.grad(bad)(1.0)

    def staged():
        return jax.grad(lambda w: jax.jit(third)(w))(1.0)

    def third(w):
        return w if w > 0 else -w  # raises

    # call: main()
    # call: worse()
    # call: staged()
    """)


def test_captured_arrays_may_be_asked_themselves(agree: Agree) -> None:
    agree("""
    A = jnp.array(2.0)
    B = np.array(2.0)

    @jax.jit
    def f(x):
        if A:
            x = x + float(A)
        if B > 1:
            x = x + 1
        return x * A

    @jax.jit
    def g(x):
        if A > 1:  # raises
            return x
        return -x

    # run: f(1.0)
    # run: g(1.0)
    """)


def test_type_checking_blocks_and_versions_are_harmless(agree: Agree) -> None:
    agree("""
    import sys, os
    from typing import TYPE_CHECKING

    if TYPE_CHECKING:
        from somewhere import Thing

    if sys.version_info >= (3, 8):
        def helper(x):
            return x * 2
    else:
        def helper(x):
            return x if x > 0 else -x

    @jax.jit
    def f(x, t: "Thing" = None):
        if os.environ.get("DEBUG") == "1" or jax.default_backend() == "tpu":
            x = x + 1
        if jax.config.jax_enable_x64 or jax.device_count() > 8:
            x = x + 2
        y = helper(x)
        return y if y > 0 else x  # raises

    # run: f(1.0)
    """)
