"""A bug in a helper, two calls and one file away: found there, told from where tracing starts."""

from pathlib import Path

import pytest

from jitlint.check.pipeline import check
from jitlint.core.finding import Finding, Span

PROJECTS = Path(__file__).parents[1] / "fixtures" / "projects"
BUGS = {
    "rollout": ("JIT101", "rollout/contact.py", ["rollout/simulate.py", "rollout/dynamics.py"]),
    "training": ("JIT102", "src/training/metrics.py", ["src/training/loop.py"]),
    "facade": ("JIT103", "filters/windows.py", ["app.py", "filters/_smooth.py"]),
    "methods": ("JIT101", "integrators/base.py", ["integrators/euler.py"]),
    "namespaces": ("JIT101", "orbit/forces/softening.py", ["orbit/runs/simulate.py"]),
    "wrappers": ("JIT104", "crystal/shells.py", ["main.py", "crystal/energy.py"]),
}


@pytest.mark.parametrize("name", BUGS)
def test_the_bug_is_found_in_the_helper(name: str) -> None:
    code, path, _ = BUGS[name]
    only = bug(name)
    assert (only.code, inside(name, only.at)) == (code, path)


@pytest.mark.parametrize("name", BUGS)
def test_the_chain_leads_there_from_where_tracing_starts(name: str) -> None:
    _, _, way = BUGS[name]
    chain = bug(name).chain
    files = list(dict.fromkeys(inside(name, step.at) for step in chain))
    assert [file for file in files if file in way] == way
    assert "tracing starts" in chain[0].label


@pytest.mark.parametrize("name", BUGS)
def test_the_corrected_twin_is_silent(name: str) -> None:
    assert check([str(PROJECTS / f"{name}_fixed")]).findings == ()


@pytest.mark.parametrize("name", BUGS)
def test_naming_only_the_helper_still_links_the_whole_project(name: str) -> None:
    code, path, _ = BUGS[name]
    assert [f.code for f in check([str(PROJECTS / name / path)]).findings] == [code]


@pytest.mark.parametrize("name", BUGS)
def test_naming_only_the_entry_reports_nothing_of_the_helper(name: str) -> None:
    _, path, way = BUGS[name]
    others = [str(PROJECTS / name / file) for file in way if file != path]
    assert check(others).findings == ()


def bug(name: str) -> Finding[Span]:
    (only,) = check([str(PROJECTS / name)]).findings
    return only


def inside(name: str, at: Span) -> str:
    return Path(at.path).resolve().relative_to(PROJECTS / name).as_posix()


def test_a_file_is_told_as_it_was_named_though_imports_lead_to_it_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").touch()
    (inner := tmp_path / "pack" / "inner").mkdir(parents=True)
    bug = "import jax\n\n@jax.jit\ndef f(x):\n    return float(x)\n"
    (inner / "deep.py").write_text(bug)
    (inner.parent / "__init__.py").touch()
    (inner.parent / "last.py").write_text(f"from pack.inner import deep\n{bug}\ndeep.f(1)\n")
    monkeypatch.chdir(tmp_path)
    found = [finding.at.path for finding in check(["pack"]).findings]
    assert found == ["pack/inner/deep.py", "pack/last.py"]
