"""Rules of custom derivatives: JAX calls them in place of the function, with what it has there."""

from kinds import Agree


def test_a_forward_rule_sees_plain_values_and_a_traced_tangent_under_grad_alone(
    agree: Agree,
) -> None:
    agree("""
    @jax.custom_jvp
    def cube(x):
        return x ** 3

    @cube.defjvp
    def cube_rule(primals, tangents):
        x, = primals
        dx, = tangents
        if x > 0 and float(x) < 9.0:
            dx = dx * 1.0
        if dx > 0:  # raises
            return cube(x), dx
        return cube(x), 3 * x * x * dx

    def slope(x):
        return jax.grad(cube)(x)

    # call: slope(2.0)
    # run: slope(2.0)
    """)


def test_a_forward_rule_is_traced_where_the_whole_is_staged(agree: Agree) -> None:
    agree("""
    @jax.custom_jvp
    def cube(x):
        return x ** 3

    @cube.defjvp
    def cube_rule(primals, tangents):
        (x,), (dx,) = primals, tangents
        if x > 0:  # raises
            return cube(x), dx
        return cube(x), 3 * x * x * dx

    @jax.jit
    def slope(x):
        return jax.grad(cube)(x)

    # run: slope(2.0)
    """)


def test_a_rule_is_not_called_where_nothing_is_differentiated(agree: Agree) -> None:
    agree("""
    @jax.custom_jvp
    def cube(x):
        return x ** 3

    @cube.defjvp
    def cube_rule(primals, tangents):
        (x,), (dx,) = primals, tangents
        return (x ** 3, dx) if x > 0 else (x ** 3, 3 * x * x * dx)

    @jax.jit
    def value(x):
        return cube(x) + 1

    # run: value(2.0)
    """)


def test_rules_of_one_argument_each(agree: Agree) -> None:
    agree("""
    def on_x(dx, out, x, y):
        return dx * y

    def on_y(dy, out, x, y):
        if y > 1:  # raises
            return dy
        return dy * x

    @jax.custom_jvp
    def product(x, y):
        return x * y

    product.defjvps(on_x, on_y)

    @jax.jit
    def slope(x, y):
        return jax.grad(product)(x, y)

    # run: slope(2.0, 3.0)
    """)


def test_a_backward_rule_sees_what_the_forward_one_kept(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def clip(x, scale):
        return x * scale

    def forward(x, scale):
        return clip(x, scale), (x, x.ndim, scale)

    def backward(kept, cotangent):
        x, ndim, scale = kept
        if ndim:
            return cotangent, None
        if x > 0:  # raises
            return cotangent, None
        return cotangent * scale, None

    clip.defvjp(forward, backward)

    @jax.jit
    def slope(x):
        return jax.grad(lambda v: clip(v, 2.0))(x)

    # run: slope(2.0)
    """)


def test_a_cotangent_is_traced_where_the_whole_is_staged(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def same(x):
        return x * 1

    def forward(x):
        return x * 1, None

    def backward(_, cotangent):
        return (float(cotangent),)  # raises

    same.defvjp(fwd=forward, bwd=backward)

    def loss(x):
        return same(x) * 2

    @jax.jit
    def slope(x):
        return jax.value_and_grad(loss)(x)

    # run: slope(2.0)
    """)


def test_both_rules_see_plain_arrays_under_grad_alone(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def same(x):
        return x * 1

    def forward(x):
        assert float(x) > 0
        return x * 1, x

    def backward(x, cotangent):
        return (float(cotangent) if x > 1 else np.asarray(x),)

    same.defvjp(forward, backward)

    def slope(x):
        return jax.grad(same)(x)

    # run: slope(jnp.float32(2.0))
    """)


def test_a_forward_rule_is_staged_with_the_gradient_of_a_staged_function(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def same(x):
        return x * 1

    def forward(x):
        if x > 0:  # raises
            return x, x
        return x * 1, x

    same.defvjp(forward, lambda x, cotangent: (cotangent,))

    @jax.jit
    def inner(x):
        return same(x)

    def slope(x):
        return jax.grad(inner)(x)

    # run: slope(2.0)
    """)


def test_what_is_not_differentiated_stays_what_it_is_and_comes_first(agree: Agree) -> None:
    agree("""
    @partial(jax.custom_vjp, nondiff_argnums=(1,))
    def power(x, n):
        return x ** n

    def forward(x, n):
        if n > 1:
            x = x * 1
        return power(x, n), x

    def backward(n, x, cotangent):
        if n > 1:
            cotangent = cotangent * n
        if x > 1:  # raises
            return (cotangent,)
        return (cotangent * x ** (n - 1),)

    power.defvjp(forward, backward)

    @partial(jax.custom_jvp, nondiff_argnums=(0,))
    def scaled(n, x):
        return n * x if n else x

    @scaled.defjvp
    def scaled_rule(n, primals, tangents):
        if n:
            return scaled(n, primals[0]), n * tangents[0]
        return bool(primals[0]), tangents[0]

    @jax.jit
    def slope(x):
        return jax.grad(lambda v: power(v, 2))(x)

    @jax.jit
    def other(x):
        return jax.grad(lambda v: scaled(2, v))(x)

    # run: slope(2.0)
    # run: other(2.0)
    """)


def test_a_number_becomes_a_tracer_where_the_function_is_staged(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def scaled(x, n):
        if n:  # raises
            return x * n
        return x

    scaled.defvjp(lambda x, n: (x * n, n), lambda n, cotangent: (cotangent * n, None))

    @jax.jit
    def value(x):
        return scaled(x, 3)

    # run: value(2.0)
    """)


def test_a_number_stays_one_where_the_call_itself_is_differentiated(agree: Agree) -> None:
    agree("""
    @jax.custom_vjp
    def scaled(x, n):
        return x * n if n else x

    def forward(x, n):
        return (x * n, n) if n else (x, n)

    scaled.defvjp(forward, lambda n, cotangent: (cotangent * n if n else cotangent, None))

    @jax.jit
    def slope(x):
        return jax.grad(lambda v: scaled(v, 3))(x)

    # run: slope(2.0)
    """)
