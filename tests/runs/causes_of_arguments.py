"""Causes that lie in the arguments of a call and in the function."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from constructed import another, cause, named, ones


class Opaque:
    """An object that is equal only to itself."""


class Config:
    """An object that is equal to others of its kind."""

    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"Config({self.n})"


@cause()
def the_same_call(body):
    f = jax.jit(body)
    for _ in range(3):
        f(ones(3))


@cause("shape")
def another_shape(body):
    f = jax.jit(body)
    f(ones(3)), f(ones(4)), f(ones(3))


@cause("shape")
def short_last_batch(body):
    f = jax.jit(body)
    for size in (32, 32, 32, 17):
        f({"x": ones((size, 4))})


@cause("shape", "shape")
def growing_sequence(body):
    f = jax.jit(body)
    for size in (1, 2, 3):
        f(ones((1, size)))


@cause("shape")
def another_rank(body):
    f = jax.jit(body)
    f(ones(3)), f(ones((3, 1)))


@cause("dtype")
def another_dtype(body):
    f = jax.jit(body)
    f(ones(3)), f(np.ones(3, "int32"))


@cause()
def numpy_double_is_single_without_x64(body):
    f = jax.jit(body)
    f(np.ones(3, "float64")), f(ones(3))


@cause("dtype")
def python_int_after_float(body):
    f = jax.jit(body)
    f(1.0), f(1)


@cause("dtype")
def half_precision(body):
    f = jax.jit(body)
    f(ones(3)), f(jnp.ones(3, "bfloat16"))


@cause("weak type")
def weak_type(body):
    f = jax.jit(body)
    f(1.0), f(np.float32(1.0))


@cause("weak type")
def weak_type_in_a_tree(body):
    f = jax.jit(body)
    f({"loss": 0.0}), f({"loss": jnp.zeros(())})


@cause("tree structure")
def a_new_key(body):
    f = jax.jit(body)
    f({"a": ones(3)}), f({"a": ones(3), "b": ones(3)})


@cause("tree structure")
def list_and_tuple(body):
    f = jax.jit(body)
    f([ones(3)]), f((ones(3),))


@cause("tree structure")
def none_and_array(body):
    f = jax.jit(body)
    f({"a": None}), f({"a": ones(3)})


@cause("tree structure", "tree structure")
def growing_list(body):
    f = jax.jit(body)
    for size in (1, 2, 3):
        f([ones(2)] * size)


@cause()
def order_of_a_dict(body):
    f = jax.jit(body)
    f({"a": ones(3), "b": ones(2)}), f({"b": ones(2), "a": ones(3)})


@cause()
def order_of_keywords(body):
    f = jax.jit(body)
    f(a=ones(3), b=ones(2)), f(b=ones(2), a=ones(3))


@cause("arguments")
def one_argument_more(body):
    f = jax.jit(body)
    f(ones(3)), f(ones(3), ones(3))


def _xy(body):
    def f(x, y=1.0):
        return x + y

    f.__name__ = f.__qualname__ = body.__name__
    return f


@cause("arguments")
def a_default_given(body):
    f = jax.jit(_xy(body))
    f(ones(3)), f(ones(3), 1.0)


@cause("call form")
def by_place_and_by_name(body):
    f = jax.jit(_xy(body))
    f(ones(3), 1.0), f(ones(3), y=1.0)


@cause("static value", "static value")
def static_number(body):
    f = jax.jit(_xy(body), static_argnames="y")
    for y in (1, 2, 3):
        f(ones(3), y=y)


@cause("static value")
def static_by_place(body):
    f = jax.jit(_xy(body), static_argnums=1)
    f(ones(3), 1), f(ones(3), 2)


@cause("static value")
def static_string(body):
    f = jax.jit(named(body, lambda x, how: x + 1), static_argnames="how")
    f(ones(3), how="fast"), f(ones(3), how="slow")


@cause("static value", "static value")
def static_object_without_equality(body):
    f = jax.jit(named(body, lambda x, how: x + 1), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=Opaque())


@cause()
def static_object_with_equality(body):
    f = jax.jit(named(body, lambda x, how: x + 1), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=Config(1))


@cause("static value")
def static_object_that_differs(body):
    f = jax.jit(named(body, lambda x, how: x + 1), static_argnames="how")
    f(ones(3), how=Config(1)), f(ones(3), how=Config(2))


@cause("static value", "static value")
def static_lambda(body):
    f = jax.jit(named(body, lambda x, how: how(x)), static_argnames="how")
    for _ in range(3):
        f(ones(3), how=lambda x: x + 1)


@cause("new function", "new function")
def new_function_each_time(body):
    for _ in range(3):
        jax.jit(another(body))(ones(3))


@cause()
def same_function_jitted_again(body):
    for _ in range(3):
        jax.jit(body)(ones(3))


@cause("new function", "new function")
def new_partial_each_time(body):
    for _ in range(3):
        jax.jit(functools.partial(body))(ones(3))
