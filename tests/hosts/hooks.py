"""The hooks of this repository, served from one with what is shipped, in the real pre-commit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from command import environment

ROOT = Path(__file__).parents[2]
SHIPPED = ("jitlint", "plugins", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
WHO = {"NAME": "a", "EMAIL": "a@example.org"}


def git(folder: Path, *words: str) -> str:
    who = {f"GIT_{role}_{key}": WHO[key] for role in ("AUTHOR", "COMMITTER") for key in WHO}
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment() | who,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def ship(folder: Path) -> str:
    """Fills a repository with what is shipped of this one, and returns its revision."""
    for name in SHIPPED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    git(folder, "init", "-q", ".")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "all")
    return git(folder, "rev-parse", "HEAD")


def use_hook(folder: Path, where: Path, revision: str, name: str) -> None:
    """Makes a folder a repository that uses a hook, with all that lies in it committed."""
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {where}\n  rev: {revision}\n  hooks:\n  - id: {name}\n"
    )
    git(folder, "init", "-q", ".")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "good")


def pre_commit(folder: Path, home: Path, *words: str) -> tuple[int, str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [str(Path(sys.executable).with_name("pre-commit")), "run", *words],
        cwd=folder,
        env=environment() | {"PRE_COMMIT_HOME": str(home), "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr
