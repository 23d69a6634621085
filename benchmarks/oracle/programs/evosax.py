"""Strategies ask and tell, in a scan."""

import jax
import jax.numpy as jnp
import optax
from evosax import algorithms
from evosax.core.fitness_shaping import centered_rank_fitness_shaping_fn
from evosax.problems import BBOBProblem

key = jax.random.key(0)
start = jnp.zeros(3)


def run(strategy, params, state):
    def step(state, key):
        asked, state = strategy.ask(key, state, params)
        fitness = (asked**2).sum(-1)
        state, metrics = strategy.tell(key, asked, fitness, state, params)
        return state, metrics["best_fitness"]

    return jax.lax.scan(step, state, jax.random.split(key, 2))


for name in (
    "CMA_ES",
    "Sep_CMA_ES",
    "SNES",
    "xNES",
    "Rm_ES",
    "SimpleES",
    "iAMaLGaM_Full",
    "CR_FM_NES",
):
    strategy = getattr(algorithms, name)(population_size=4, solution=start)
    params = strategy.default_params
    state = jax.jit(strategy.init)(key, start, params)
    jax.jit(lambda s, e=strategy, p=params: run(e, p, s))(state)
for name in ("Open_ES", "PGPE", "ARS"):
    strategy = getattr(algorithms, name)(
        population_size=4,
        solution=start,
        optimizer=optax.adam(0.1),
        fitness_shaping_fn=centered_rank_fitness_shaping_fn,
    )
    params = strategy.default_params
    jax.jit(lambda s, e=strategy, p=params: run(e, p, s))(strategy.init(key, start, params))
for name in ("DifferentialEvolution", "PSO", "SimpleGA", "GESMR_GA", "DiffusionEvolution"):
    strategy = getattr(algorithms, name)(population_size=8, solution=start)
    params = strategy.default_params
    state = strategy.init(key, jnp.zeros((8, 3)), jnp.ones(8), params)
    jax.jit(lambda s, e=strategy, p=params: run(e, p, s))(state)
for function in ("sphere", "rastrigin", "rosenbrock", "katsuura"):
    problem = BBOBProblem(function, num_dims=3)
    state = problem.init(key)
    jax.jit(lambda x, p=problem, s=state: p.eval(key, x, s))(jnp.ones((4, 3)))
