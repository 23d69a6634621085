"""Ten idioms of real programs, each with a bug two calls and one file away: found, and told whole.

What JAX does with them is compared in `tests/fixtures`, where the frameworks are installed.
"""

from pathlib import Path

import pytest

from jitlint.check.pipeline import check
from jitlint.core.finding import Finding, Span

FRAMEWORKS = Path(__file__).parents[1] / "fixtures" / "frameworks"
BUGS = {
    "flax_classifier": ("JIT101", "classifier/pooling.py", ["classifier/train.py"]),
    "equinox_regression": ("JIT102", "regression/stability.py", ["regression/train.py"]),
    "scan_filter": ("JIT104", "tracking/noise.py", ["tracking/filter.py", "tracking/model.py"]),
    "rl_rollout": ("JIT501", "envs/base.py", ["rollout.py"]),
    "numpyro_growth": ("JIT102", "growth/curves.py", ["growth/inference.py", "growth/model.py"]),
    "diffrax_infusion": ("JIT103", "pharmacokinetics/dosing.py", ["pharmacokinetics/simulate.py"]),
    "pallas_softmax": ("JIT101", "kernels/accumulate.py", ["kernels/row_sum.py"]),
    "optax_schedule": ("JIT101", "optim/phases.py", ["main.py", "optim/schedules.py"]),
    "haiku_denoiser": ("JIT203", "denoiser/corruption.py", ["train.py", "denoiser/network.py"]),
    "jitted_method": ("JIT202", "agents/base.py", ["agents/thompson.py"]),
    "nnx_recurrent": ("JIT104", "halting/pondering.py", ["train.py", "halting/model.py"]),
}


@pytest.mark.parametrize("name", BUGS)
def test_the_bug_is_found_and_nothing_else(name: str) -> None:
    code, path, _ = BUGS[name]
    found = check([str(FRAMEWORKS / name)]).findings
    assert code in {finding.code for finding in found}
    assert {(inside(name, f.at), f.at.row) for f in found} == {(path, bug(name).at.row)}


@pytest.mark.parametrize("name", BUGS)
def test_the_chain_leads_there_from_the_transformation(name: str) -> None:
    _, path, way = BUGS[name]
    chain = bug(name).chain
    files = list(dict.fromkeys(inside(name, step.at) for step in chain))
    assert "tracing starts" in chain[0].label
    assert len(chain) > 2
    assert files[0] != path
    assert [file for file in files if file in way] == way


@pytest.mark.parametrize("name", BUGS)
def test_the_corrected_twin_is_silent(name: str) -> None:
    assert check([str(FRAMEWORKS / f"{name}_fixed")]).findings == ()


def test_every_project_has_its_bug_and_its_twin() -> None:
    folders = {path.name for path in FRAMEWORKS.iterdir() if path.is_dir()}
    assert folders == {each for name in BUGS for each in (name, f"{name}_fixed")}


def bug(name: str) -> Finding[Span]:
    code = BUGS[name][0]
    (only,) = (f for f in check([str(FRAMEWORKS / name)]).findings if f.code == code)
    return only


def inside(name: str, at: Span) -> str:
    return Path(at.path).resolve().relative_to(FRAMEWORKS / name).as_posix()
