"""Real code to read: a spread of the packages installed beside the tests."""

import importlib.util
from pathlib import Path

PACKAGES = ("jax", "libcst", "rich", "_pytest", "msgspec", "numpy")
LARGEST = 30_000  # bytes: a spread of many files says more than a few large ones


def real_files(count: int) -> list[Path]:
    """Returns about this many Python files, the same ones on every run."""
    found: list[Path] = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        assert spec is not None
        assert spec.origin is not None
        found += sorted(Path(spec.origin).parent.rglob("*.py"))
    small = [path for path in found if 500 < path.stat().st_size < LARGEST]
    return small[:: max(len(small) // count, 1)]
