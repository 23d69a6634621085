"""Tricks with what steers a run: its configuration, its cache, what Git has been told.

A trick is a function that changes the repository of a sandbox: write one, and it is tested.
"""

import os

from command import BAD
from sandbox import OLD, TAG, Sandbox, trick

CACHE = ".jitlint_cache"
REFUSED_OR_NOT_USED = (1, 2)
STARS = "*a" * 40 + "*b"
LONG_NAME = "a" * 240 + ".py"
STUB = """\
class Round(Round): ...
class One(Other): ...
class Other(One): ...
here = there
there = here
"""


def configured(sandbox: Sandbox, text: str) -> None:
    sandbox.write("jitlint.toml", text)


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_above_the_repository(sandbox: Sandbox) -> None:
    configured(sandbox, 'cache-dir = ".."\n')


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_in_a_directory_of_somebody_else(sandbox: Sandbox) -> None:
    configured(sandbox, 'cache-dir = "../victims"\n')


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_by_an_absolute_path(sandbox: Sandbox) -> None:
    configured(sandbox, f'cache-dir = "{sandbox.victims}"\n')


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_at_home(sandbox: Sandbox) -> None:
    configured(sandbox, 'cache-dir = "~"\n')


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_behind_a_link(sandbox: Sandbox) -> None:
    sandbox.link("inside", "../victims")
    configured(sandbox, 'cache-dir = "inside"\n')


@trick(2, apart=True, said="extends itself")
def files_that_extend_each_other(sandbox: Sandbox) -> None:
    configured(sandbox, 'extend = "other.toml"\n')
    sandbox.write("other.toml", 'extend = "jitlint.toml"\n')


@trick(2, apart=True, said="cannot be read: is not a file")
def file_that_extends_a_device(sandbox: Sandbox) -> None:
    configured(sandbox, 'extend = "/dev/zero"\n')


@trick(2, apart=True)
def file_that_extends_a_secret(sandbox: Sandbox) -> None:
    configured(sandbox, 'extend = "../victims/secret"\n')


@trick(2, apart=True, said="cannot be read")
def models_that_are_devices(sandbox: Sandbox) -> None:
    sandbox.pipe("pipe.pyi")
    configured(sandbox, 'models = ["pipe.pyi", "/dev/zero", "../victims/secret"]\n')


@trick(1, 2, apart=True)
def models_that_go_round_in_circles(sandbox: Sandbox) -> None:
    sandbox.write("circle.pyi", STUB)
    names = "Round().x, One().x, circle.here(1)"
    sandbox.write("use.py", f"import jax, circle\nfrom circle import *\n\nx = {names}\n")
    configured(sandbox, 'models = ["circle.pyi"]\n')


@trick(apart=True)
def patterns_that_take_for_ever(sandbox: Sandbox) -> None:
    sandbox.write(LONG_NAME, BAD)
    configured(sandbox, f'exclude = ["{STARS}"]\n[per-file-ignores]\n"{STARS}" = ["JIT1"]\n')


@trick(2, apart=True)
def patterns_that_are_none(sandbox: Sandbox) -> None:
    configured(sandbox, 'exclude = ["[z-a]"]\n[per-file-ignores]\n"[z-a]" = ["JIT1"]\n')


@trick(2, apart=True, said="is longer than 1 million bytes")
def configuration_that_is_huge(sandbox: Sandbox) -> None:
    os.truncate(sandbox.write("jitlint.toml", ""), 1 << 40)


@trick(2, apart=True, said="has a key of more than 64 parts")
def configuration_with_an_endless_key(sandbox: Sandbox) -> None:
    configured(sandbox, f"a{'.a' * 400_000} = 1\n")


@trick(2, apart=True, said="is no TOML")
def configuration_that_is_nested_deeply(sandbox: Sandbox) -> None:
    configured(sandbox, "ignore = " + "[" * 100_000)


@trick(2, apart=True, said="must be a list of strings")
def configuration_of_wrong_types(sandbox: Sandbox) -> None:
    configured(sandbox, "select = 1\n")


@trick(2, apart=True, said="holds a NUL")
def configuration_with_a_nul(sandbox: Sandbox) -> None:
    configured(sandbox, 'models = ["\\u0000"]\n')


@trick()
def configurations_that_are_no_files(sandbox: Sandbox) -> None:
    sandbox.pipe("pipes/jitlint.toml")
    sandbox.pipe("more/pyproject.toml")
    sandbox.link("links/pyproject.toml", "/dev/zero")
    sandbox.link("links/setup.cfg", "/dev/zero")
    for name in ("pipes", "more", "links"):
        sandbox.write(f"{name}/bug.py", BAD)


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_that_is_a_link(sandbox: Sandbox) -> None:
    sandbox.link(CACHE, "../victims")


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_that_is_a_file(sandbox: Sandbox) -> None:
    sandbox.write(CACHE, "no directory\n")


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_that_is_a_pipe(sandbox: Sandbox) -> None:
    sandbox.pipe(CACHE)


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_with_links_in_it(sandbox: Sandbox) -> None:
    sandbox.write(f"{CACHE}/CACHEDIR.TAG", TAG)
    for name in ("runs", "facts", "traces", "extents", "installed", "verdicts"):
        sandbox.link(f"{CACHE}/{name}", "../../victims/runs")


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_with_the_tag_of_somebody_else(sandbox: Sandbox) -> None:
    sandbox.link("caches", "../victims")
    sandbox.write(f"{CACHE}/CACHEDIR.TAG", TAG)
    sandbox.link(f"{CACHE}/victims", "../../victims")
    sandbox.link(f"{CACHE}/.gitignore", "../../victims/secret")


@trick(*REFUSED_OR_NOT_USED, apart=True)
def cache_with_forged_entries(sandbox: Sandbox) -> None:
    assert sandbox.run(".").returncode == 1
    entries = [path for path in (sandbox.repository / CACHE).rglob("*") if path.is_file()]
    for number, path in enumerate(sorted(path for path in entries if path.parent.name != CACHE)):
        path.unlink()
        if number % 3 == 0:
            os.mkfifo(path)
        elif number % 3 == 1:
            path.symlink_to("/dev/zero")
        else:
            path.write_bytes(b"\xdf\xff\xff\xff\xff" + os.urandom(500))


@trick()
def git_that_is_elsewhere(sandbox: Sandbox) -> None:
    sandbox.write("elsewhere/.git", f"gitdir: {sandbox.victims}\n")
    sandbox.write("elsewhere/bug.py", BAD)


@trick()
def git_that_is_told_to_run_programs(sandbox: Sandbox) -> None:
    sandbox.program("run me", "exit 1\n")
    program = sandbox.repository / "run me"
    for name in ("pre-commit", "post-checkout", "fsmonitor-watchman", "post-index-change"):
        sandbox.program(f".git/hooks/{name}", "exit 1\n")
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n")
    keys = ("fsmonitor", "pager", "editor", "sshCommand", "askPass", "hooksPath")
    lines = "".join(f'\t{key} = "{program}"\n' for key in keys)
    sandbox.write(".git/config", f'[core]\n{lines}[filter "x"]\n\tclean = "{program}"\n')
    sandbox.write(".gitattributes", "*.py filter=x\n")


@trick(apart=True)
def ignores_that_are_a_pipe(sandbox: Sandbox) -> None:
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n")
    sandbox.pipe(".gitignore")
    sandbox.pipe(".git/info/exclude")


@trick(apart=True)
def ignores_that_are_links(sandbox: Sandbox) -> None:
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n")
    sandbox.link(".gitignore", "/dev/zero")
    sandbox.link(".git/info/exclude", "../../../victims/secret")


@trick(apart=True)
def ignores_that_take_for_ever(sandbox: Sandbox) -> None:
    sandbox.write(".git/HEAD", "ref: refs/heads/main\n")
    sandbox.write(LONG_NAME, BAD)
    sandbox.write(".gitignore", f"{STARS}\n[z-a]\n!\n{'**/a/' * 40}b\n")


@trick(apart=True)
def baseline_that_is_a_link(sandbox: Sandbox) -> None:
    sandbox.link("known.json", "../victims/secret")


@trick(apart=True)
def report_that_is_a_link(sandbox: Sandbox) -> None:
    sandbox.link("report.json", "../victims/secret")


@trick(apart=True)
def programs_that_are_links_in_a_package(sandbox: Sandbox) -> None:
    sandbox.write("package/__init__.py", "from .old import doubled\n")
    sandbox.link("package/old.py", "../../victims/program.py")
    sandbox.write("package/other.py", OLD)
