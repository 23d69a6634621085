"""Hilbert spaces, operators, samplers and states."""

import jax
import jax.numpy as jnp
import netket as nk

key = jax.random.key(0)
graph = nk.graph.Chain(4)
hilbert = nk.hilbert.Spin(s=0.5, N=4)
ising = nk.operator.IsingJax(hilbert, graph=graph, h=1.0)
for model in (
    nk.models.RBM(alpha=1),
    nk.models.Jastrow(),
    nk.models.RBMSymm(symmetries=graph.translation_group(), alpha=1),
    nk.models.GCNN(symmetries=graph, layers=1, features=2),
):
    sampler = nk.sampler.MetropolisLocal(hilbert, n_chains=4)
    state = nk.vqs.MCState(sampler, model, n_samples=8, n_discard_per_chain=1, seed=0)
    state.expect_and_grad(ising)
model = nk.models.ARNNDense(hilbert=hilbert, layers=1, features=2)
state = nk.vqs.MCState(nk.sampler.ARDirectSampler(hilbert), model, n_samples=8, seed=0)
state.expect(ising)
state = nk.vqs.MCState(
    nk.sampler.MetropolisExchange(hilbert, graph=graph, n_chains=4), nk.models.RBM(), n_samples=8
)
driver = nk.driver.VMC(
    ising,
    nk.optimizer.Sgd(0.1),
    variational_state=state,
    preconditioner=nk.optimizer.SR(diag_shift=0.1),
)
driver.run(2, show_progress=False, out=nk.logging.RuntimeLog())
full = nk.vqs.FullSumState(hilbert, nk.models.RBM(alpha=1), seed=0)
full.expect_and_grad(ising)
jax.jit(lambda k: hilbert.random_state(k, 3))(key)
jax.jit(lambda x: ising.get_conn_padded(x))(jnp.ones((2, 4)))
jax.jit(nk.jax.logsumexp_cplx)(jnp.ones(3))
fock = nk.hilbert.Fock(2, N=2)
jax.jit(lambda k: fock.random_state(k, 2))(key)
