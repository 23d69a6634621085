"""Plants faults where JAX had tracers, and says how many jitlint finds.

python -m benchmarks.oracle.planted [--seed SEED] [--number NUMBER]
"""

import argparse
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.oracle.compare import recorded
from benchmarks.oracle.fetch import sources
from benchmarks.oracle.packages import Package, packages
from benchmarks.oracle.plant import FAULTS, Fault, Spot, chosen, planted, spots
from jitlint.check.pipeline import check

ROW = "{:28} {:8} {:>12} {:>12}"


def main() -> int:
    """Prints the share found for each package and each half."""
    options = _options()
    homes = {each: sources(each, options.site) for each in packages() if each.record.is_file()}
    found = [s for each, home in homes.items() for s in spots(each, home, recorded(each.record))]
    made, seen = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for offset, fault in enumerate(FAULTS):
        picked = chosen(found, options.number, options.seed + offset)
        for package, home in homes.items():
            mine = [each for each in picked if each.package == package]
            for spot, is_found in _found(package, home, fault, mine).items():
                for row in (package.requirement, package.half):
                    made[row, fault.name] += 1
                    seen[row, fault.name] += is_found
                if options.verbose and package.half == "develop" and not is_found:
                    print(
                        f"    missed: {fault.name} {package.directory}/{spot.path}:{spot.row}"
                        f" {spot.qualname} {spot.name}"
                    )
    _show(homes, made, seen)
    return 0


def _found(package: Package, home: Path, fault: Fault, mine: Sequence[Spot]) -> dict[Spot, bool]:
    if not mine:
        return {}
    with TemporaryDirectory() as scratch:
        copy = Path(scratch, "project")
        shutil.copytree(home, copy)
        rows: dict[Spot, int] = {}
        for path in sorted({each.path for each in mine}):
            file = copy / package.directory / path
            here = [each for each in mine if each.path == path]
            text, added = planted(file.read_text("utf-8"), fault, here)
            file.write_text(text, "utf-8")
            rows |= added
        said = {(each.at.path, each.at.row, each.code) for each in check([str(copy)]).findings}
        return {
            spot: any(
                (str(copy / package.directory / spot.path), row, code) in said
                for code in fault.codes
            )
            for spot, row in rows.items()
        }


def _show(
    homes: dict[Package, Path], made: Counter[tuple[str, str]], seen: Counter[tuple[str, str]]
) -> None:
    print(ROW.format("package", "half", *(each.name for each in FAULTS)))
    rows = [(each.requirement, each.half) for each in homes]
    for name, half in [*rows, ("develop", "all"), ("held", "all")]:
        cells = (f"{seen[name, f.name]} of {made[name, f.name]}" for f in FAULTS)
        print(ROW.format(name, half, *cells))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.oracle.planted")
    parser.add_argument("--seed", type=int, default=0, help="of what is chosen")
    parser.add_argument("--number", type=int, default=200, help="of each kind of fault")
    parser.add_argument("--site", type=Path, help="a site-packages with the pinned versions")
    parser.add_argument("--verbose", action="store_true", help="list what develop packages miss")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
