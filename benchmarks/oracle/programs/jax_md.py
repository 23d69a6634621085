"""Energies, neighbour lists and simulations of particles."""

import jax
from jax_md import energy, minimize, quantity, simulate, space

key = jax.random.PRNGKey(0)
displacement, shift = space.periodic(4.0)
R = jax.random.uniform(key, (16, 2)) * 4
for make in (energy.soft_sphere_pair, energy.lennard_jones_pair, energy.morse_pair):
    f = make(displacement)
    jax.jit(f)(R)
    jax.jit(quantity.force(f))(R)
f = energy.soft_sphere_pair(displacement)
init, step = minimize.fire_descent(f, shift)
state = jax.jit(step)(init(R))
for init, step in (
    simulate.nve(f, shift, 1e-3),
    simulate.nvt_langevin(f, shift, 1e-3, 0.1, 0.1),
):
    state = init(key, R, kT=0.1)
    jax.jit(step)(state)
init, step = simulate.nvt_nose_hoover(f, shift, 1e-3, 0.1)
jax.jit(step)(init(key, R))
neighbors, g = energy.lennard_jones_neighbor_list(displacement, 4.0)
near = neighbors.allocate(R)
jax.jit(lambda R, near: g(R, near.update(R)))(R, near)
