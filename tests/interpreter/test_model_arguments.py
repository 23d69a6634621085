"""Arguments that a library hands on stay unknown: NumPyro does not trace the data of a model."""

from pathlib import Path

from jitlint.check.pipeline import check

MODEL = """
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from numpyro.infer import MCMC, NUTS

def model(x: jnp.ndarray, y=None):
    tasks = len(np.unique(x[:, -1]))
    scale = numpyro.sample("scale", dist.HalfNormal(1.0))
    {line}
    numpyro.sample("y", dist.Normal(jnp.zeros(tasks), scale), obs=y)

MCMC(NUTS(model), num_warmup=1, num_samples=2).run(0, np.ones((2, 2)))
"""


def found(directory: Path, line: str) -> list[str]:
    file = directory / "model.py"
    file.write_text(MODEL.format(line=line))
    return [each.code for each in check([str(file)]).findings]


def test_the_data_of_a_model_are_what_they_were(tmp_path: Path) -> None:
    assert found(tmp_path, "pass") == []


def test_what_it_samples_is_traced(tmp_path: Path) -> None:
    assert found(tmp_path, "scale = float(scale)") == ["JIT102"]
