# What jax.scipy.stats.wrapcauchy does with traced values: derived by experiment, not to be edited.
# Derived by `python -m tools.derive` with
#     jax 0.6.0, numpy 2.2.6
#     jax 0.10.2, numpy 2.4.6
#     jax 0.12.0.1, numpy 2.5.5

def logpdf(x: Any, c: Any) -> Array: ...
def pdf(x: Any, c: Any) -> Array: ...
