"""The hand-written stubs say of each function's parameters what the installed library says."""

from pathlib import Path

import pytest
from signatures import WRITTEN, all_complaints, is_installed, named_in, package_of

from jitlint.models.registry import Models

HERE = [path for path in WRITTEN if is_installed(path)]


@pytest.fixture(scope="module")
def models() -> Models:
    return Models()


@pytest.mark.parametrize("path", HERE, ids=lambda path: path.stem)
def test_a_stub_has_the_parameters_of_the_installed_library(path: Path, models: Models) -> None:
    compared, complaints = all_complaints(path, models)
    assert compared
    assert not complaints, "\n".join(complaints)


def test_it_is_said_which_libraries_were_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    compared = sum(len(named_in(path)) for path in HERE)
    absent = sorted({package_of(path) for path in WRITTEN if path not in HERE})
    with capsys.disabled():
        print(f"\nsignatures: {compared} names compared; not installed: {', '.join(absent)}")
    assert "jax" not in absent
