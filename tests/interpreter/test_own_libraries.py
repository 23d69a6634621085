"""Libraries with stubs in the program: stubs say what comes back, their code what happens."""

from pathlib import Path

from kinds import Agree, alarms, texts_of, write
from readers import chosen

from jitlint.check.pipeline import CheckRequest, check


def test_a_program_has_names_of_its_library_that_the_stub_lacks(agree: Agree) -> None:
    agree(
        {
            "chex/__init__.py": """
        from chex.checks import limited, Limit
        """,
            "chex/checks.py": """
        def limited(x):
            return x if x < 1 else x * 0  # raises

        class Limit:
            def __init__(self, most):
                self.most = most
            def __call__(self, x):
                if self.most > 1 and x.ndim == 0:
                    x = x + 1
                return x if x < self.most else x * 0  # raises
        """,
            "main.py": """
        import chex
        from chex import Limit

        f = jax.jit(lambda x: chex.limited(x))
        g = jax.jit(lambda x: Limit(3)(x))

        # run: f(1.0)
        # run: g(1.0)
        """,
        }
    )


def test_the_code_of_a_function_is_run_where_a_stub_does_not_say_what_it_returns(
    agree: Agree,
) -> None:
    agree(
        {
            "lineax/__init__.py": """
        from lineax.solve import linear_solve
        """,
            "lineax/solve.py": """
        def linear_solve(operator, vector, solver=None):
            if solver is None and vector.ndim == 1:
                vector = vector * 2
            if vector.sum() > 0:  # raises
                return operator, vector
            return operator, -vector
        """,
            "main.py": """
        import lineax

        @jax.jit
        def f(x):
            _, solved = lineax.linear_solve(x, x)
            return solved

        @jax.jit
        def g(x):
            size, _ = lineax.linear_solve(3, x)
            return x if size > 2 else -x

        # run: f(jnp.ones(2))
        # run: g(jnp.ones(2))
        """,
        }
    )


def test_a_layer_that_a_stub_knows_is_the_one_of_the_program(tmp_path: Path) -> None:
    files = {
        "equinox/__init__.py": """
        from equinox import nn as nn
        from equinox._module import Module as Module
        """,
        "equinox/_module.py": """
        class Module:
            pass
        """,
        "equinox/nn/__init__.py": """
        from ._linear import Linear as Linear
        """,
        "equinox/nn/_linear.py": """
        from equinox._module import Module

        class Linear(Module):
            weight: jax.Array
            size: int

            def __init__(self, size):
                self.weight = jnp.ones(size)
                self.size = size

            def __call__(self, x):
                if self.size > 2:
                    x = x + 1
                return x if x > 0 else -x  # raises
        """,
        "main.py": """
        import equinox as eqx

        layer = eqx.nn.Linear(3)
        f = jax.jit(lambda x: layer(x))
        """,
    }
    write(tmp_path, texts_of(files))
    assert [*alarms(tmp_path)] == [("equinox/nn/_linear.py", 16)]


def test_what_an_object_keeps_of_its_first_call_a_constructor_has_not_traced(
    tmp_path: Path,
) -> None:
    files = {
        "main.py": """
    from numpyro.infer import SVI

    class Guide:
        def __init__(self):
            self.size = None
        def __call__(self, x):
            if self.size is None:
                self.size = x.shape[0]
            return x * self.size

    svi = SVI(lambda x: x, Guide(), None, None)
    """
    }
    write(tmp_path, texts_of(files))
    assert not check([str(tmp_path)], CheckRequest(reader=chosen, select=("JIT2", "JIT5"))).findings


def test_an_object_that_its_code_is_handed_is_of_the_class_that_it_has(agree: Agree) -> None:
    agree(
        {
            "lineax/__init__.py": """
        from lineax.solve import linear_solve, Direct, Iterative
        """,
            "lineax/solve.py": """
        import abc

        class Solver(abc.ABC):
            @abc.abstractmethod
            def compute(self, vector):
                ...

        class Direct(Solver):
            def compute(self, vector):
                return vector if vector.sum() > 0 else -vector  # raises

        class Iterative(Solver):
            def compute(self, vector):
                return vector * 2 if vector.sum() > 0 else vector

        def linear_solve(operator, vector, solver: Solver):
            return operator, solver.compute(vector)
        """,
            "main.py": """
        import lineax

        @jax.jit
        def f(x):
            return lineax.linear_solve(x, x, lineax.Direct())

        # run: f(jnp.ones(2))
        """,
        }
    )


_OPTIMIZERS = {
    "optax/__init__.py": """
from optax._src.alias import sgd
from optax._src.base import GradientTransformation
from optax._src.combine import chain
""",
    "optax/_src/base.py": """
from typing import NamedTuple

class GradientTransformation(NamedTuple):
    init: object
    update: object
""",
    "optax/_src/combine.py": """
from optax._src import base

def chain(*args):
    inits, updates = zip(*args)

    def init(params):
        return tuple(each(params) for each in inits)

    def update(grads, state, params=None):
        states = []
        for each, held in zip(updates, state):
            grads, new = each(grads, held, params)
            states.append(new)
        return grads, tuple(states)

    return base.GradientTransformation(init, update)
""",
    "optax/_src/alias.py": """
from typing import NamedTuple
from optax._src import base
from optax._src import combine

class Count(NamedTuple):
    count: object

def clipped():
    def update(grads, state, params=None):
        return (grads if grads.sum() > 1 else -grads), state  # raises
    return base.GradientTransformation(lambda params: (), update)

def counted():
    def update(grads, state, params=None):
        return grads * state.count, Count(state.count + 1)
    return base.GradientTransformation(lambda params: Count(params.sum()), update)

def sgd(rate):
    return combine.chain(counted(), clipped())
""",
}


def test_an_object_of_a_library_in_the_program_holds_its_own_functions(agree: Agree) -> None:
    main = """
    import optax

    optimizer = optax.sgd(0.1)

    @jax.jit
    def step(params):
        state = optimizer.init(params)
        return optimizer.update(params, state, params)[0]

    # run: step(jnp.ones(2))
    """
    agree({**_OPTIMIZERS, "main.py": main})


def test_what_implements_a_primitive_is_run_where_the_primitive_is_bound(tmp_path: Path) -> None:
    main = """
    import equinox.internal as eqxi

    class Solver:
        def compute(self, x, times):
            for _ in range(times):
                x = x * 2
            return x if x > 0 else -x

    @eqxi.filter_primitive_def
    def solve(x, solver, times):
        return solver.compute(x, times)

    def shape(x, solver, times):
        return x

    @eqxi.filter_primitive_jvp
    def solve_jvp(primals, tangents):
        return primals, tangents

    solve_p = eqxi.create_vprim("solve", solve, shape, solve_jvp, solve_jvp)

    @jax.jit
    def f(x):
        return eqxi.filter_primitive_bind(solve_p, x, Solver(), 3)
    """
    write(tmp_path, texts_of(main))
    assert [(each.at.row, each.code) for each in check([str(tmp_path)]).findings] == [(9, "JIT101")]
