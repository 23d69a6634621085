"""Cells and networks are integrated, and their parameters are fitted."""

import jax
import jax.numpy as jnp
import jaxley as jx
from jaxley.channels import HH, Leak
from jaxley.connect import connect
from jaxley.synapses import IonotropicSynapse

branch = jx.Branch(jx.Compartment(), ncomp=2)
cell = jx.Cell(branch, parents=[-1, 0, 0])
cell.insert(HH())
cell.branch(0).loc(0.0).record()
cell.branch(0).loc(0.0).stimulate(jx.step_current(0.1, 0.2, 0.5, 0.025, 0.5))
cell.branch(1).make_trainable("radius")
params = cell.get_parameters()


def loss(params):
    return jnp.mean(jx.integrate(cell, params=params, t_max=0.5))


jax.jit(jax.value_and_grad(loss))(params)
cells = [jx.Cell(branch, parents=[-1]) for _ in range(2)]
net = jx.Network(cells)
net.insert(Leak())
connect(net.cell(0).branch(0).loc(0.0), net.cell(1).branch(0).loc(1.0), IonotropicSynapse())
net.cell(1).branch(0).loc(0.0).record()
net.IonotropicSynapse.set("IonotropicSynapse_gS", 1e-3)
jax.jit(lambda v: jx.integrate(net, data_stimuli=None, params=[{"v": v}], t_max=0.3))
net.make_trainable("Leak_gLeak")
trained = net.get_parameters()
for solver in ("bwd_euler", "crank_nicolson", "fwd_euler"):
    f = lambda p, s=solver: jx.integrate(net, params=p, t_max=0.3, solver=s).sum()
    jax.jit(jax.grad(f))(trained)
