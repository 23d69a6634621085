"""The module search path while jitlint lints: installed packages, not the project it reads.

A process that is started with `-m` looks in the current directory first, and every process in
those of `PYTHONPATH`: a file `warnings.py` there would be run by the next `import warnings`.
Therefore this module imports only what every interpreter has imported before.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

PATH, SAFE = "PYTHONPATH", "PYTHONSAFEPATH"
REPOSITORY = (".git",)
PROJECT = ("pyproject.toml", "jitlint.toml", "setup.py", "setup.cfg")
PACKAGES = ("site-packages", "dist-packages")
STANDARD_LIBRARY = os.path.realpath(os.path.dirname(os.__file__))
HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


class Outside:
    """While it is entered, Python looks for modules outside of where `paths` and we are."""

    def __init__(self, paths: "Iterable[str]" = ()) -> None:
        self._paths = paths
        self._whole: list[str] = []

    def __enter__(self) -> None:
        self._whole = keep_out(self._paths)

    def __exit__(self, *_: object) -> None:
        sys.path[:] = self._whole


def keep_out(paths: "Iterable[str]" = ()) -> list[str]:
    """Has Python look for no module in the projects of paths, nor in that of where we are.

    Returns where it has looked until now. Directories of installed packages stay, and so does
    that of jitlint itself.
    """
    whole = sys.path[:]
    doubtful = {entry: os.path.realpath(entry) for entry in whole if not _is_installed(entry)}
    if doubtful:
        read = dict.fromkeys([os.curdir, *(_directory(p) for p in paths if os.path.exists(p))])
        real = dict.fromkeys(os.path.realpath(directory) for directory in read)
        own = {entry for entry, directory in doubtful.items() if _is_of(directory, real)}
        sys.path[:] = [entry for entry in whole if entry not in own]
    return whole


def environment() -> dict[str, str]:
    """Returns the variables with which a new interpreter looks nowhere where this one does not."""
    kept = [entry for entry in given() if entry in sys.path]
    return {name: value for name, value in os.environ.items() if name != PATH} | {
        SAFE: "1",
        **({PATH: os.pathsep.join(kept)} if kept else {}),
    }


def given() -> list[str]:
    """Returns the directories of `PYTHONPATH`, as an interpreter started here takes them."""
    value = os.environ.get(PATH)
    return [os.path.abspath(entry) for entry in value.split(os.pathsep)] if value else []


def _is_installed(entry: str) -> bool:
    if os.path.basename(entry) in PACKAGES:
        return True
    real = os.path.realpath(entry)
    return real == HOME or _is_in(real, STANDARD_LIBRARY)


def _is_of(entry: str, directories: "Iterable[str]") -> bool:
    """Returns whether a directory belongs to a project that one of the others lies in, or holds."""
    root = _root(entry)
    return any(_is_in(each, root) or _is_in(entry, each) for each in directories)


def _root(directory: str) -> str:
    """Returns the nearest directory above that is a repository, or else a project, or else this."""
    return _above(directory, REPOSITORY) or _above(directory, PROJECT) or directory


def _above(directory: str, names: tuple[str, ...]) -> str:
    while not any(os.path.lexists(os.path.join(directory, name)) for name in names):
        above = os.path.dirname(directory)
        if above == directory:
            return ""
        directory = above
    return directory


def _directory(path: str) -> str:
    return path if os.path.isdir(path) else os.path.dirname(path) or os.curdir


def _is_in(path: str, directory: str) -> bool:
    return path == directory or path.startswith(os.path.join(directory, ""))
