"""Tricks with what lies in a repository: links, pipes, devices, names, and files themselves.

A trick is a function that changes the repository of a sandbox: write one, and it is tested.
"""

import os
import socket
import stat
from pathlib import Path

from command import BAD
from sandbox import OLD, Sandbox, trick

PIECE = "d" * 200
FEW_BYTES_OF_MEMORY = 1 << 40
CODECS = (
    "undefined",
    "punycode",
    "utf-7",
    "idna",
    "unicode_escape",
    "rot13",
    "zlib",
    "mbcs",
    "oem",
)


@trick()
def link_to_a_program_outside(sandbox: Sandbox) -> None:
    sandbox.link("linked.py", "../victims/program.py")


@trick()
def link_to_a_directory_outside(sandbox: Sandbox) -> None:
    sandbox.link("package", "../victims")
    sandbox.link("absolute", sandbox.victims)


@trick(said="nowhere.py:1:1: JIT000")
def link_that_leads_nowhere(sandbox: Sandbox) -> None:
    sandbox.link("nowhere.py", "../victims/no such file")


@trick(said="itself.py:1:1: JIT000")
def link_to_itself(sandbox: Sandbox) -> None:
    sandbox.link("itself.py", "itself.py")
    sandbox.link("one.py", "other.py")
    sandbox.link("other.py", "one.py")


@trick()
def links_in_a_circle(sandbox: Sandbox) -> None:
    sandbox.write("deep/er/module.py", BAD)
    sandbox.link("deep/er/up", "../..")
    sandbox.link("deep/here", ".")


@trick()
def link_to_the_root_of_the_system(sandbox: Sandbox) -> None:
    sandbox.link("root", "/")
    sandbox.link("above", "../../../../../../../..")


@trick(said="zero.py:1:1: JIT000 is not a file")
def links_to_devices(sandbox: Sandbox) -> None:
    sandbox.link("devices", "/dev")
    for name in ("zero", "random", "full", "tty", "stdin"):
        sandbox.link(f"{name}.py", f"/dev/{name}")


@trick()
def links_to_what_the_kernel_tells(sandbox: Sandbox) -> None:
    for name in ("kmsg", "kcore", "self/mem", "self/environ", "sys/kernel/hostname"):
        sandbox.link(f"{Path(name).name}.py", f"/proc/{name}")


@trick(said="pipe.py:1:1: JIT000 is not a file")
def pipes(sandbox: Sandbox) -> None:
    for name in ("pipe.py", "pipe.ipynb", "piped/__init__.py", "beside/pipe.pyi"):
        sandbox.pipe(name)
    sandbox.write("piped/module.py", BAD)


@trick(said="socket.py:1:1: JIT000 is not a file")
def sockets(sandbox: Sandbox) -> None:
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(sandbox.repository)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket.py")
    finally:
        os.fchdir(here)
        os.close(here)


@trick(said="node.py:1:1: JIT000 is not a file")
def device_nodes(sandbox: Sandbox) -> None:
    """Raises PermissionError for who is not root."""
    os.mknod(sandbox.repository / "node.py", stat.S_IFCHR | 0o666, os.makedev(1, 5))


@trick()
def names_with_newlines(sandbox: Sandbox) -> None:
    sandbox.write("a\n::error file=b.py::forged\n.py", BAD)
    sandbox.write("new\rline\n/package\n/__init__.py", BAD)


@trick()
def names_that_are_no_text(sandbox: Sandbox) -> None:
    sandbox.write(os.fsdecode(b"caf\xe9.py"), BAD)
    sandbox.write(os.fsdecode(b"\xff\xfe/\x80/__init__.py"), BAD)
    sandbox.write(os.fsdecode(b"\xed\xa0\x80.ipynb"), "{}")


@trick()
def names_that_are_options(sandbox: Sandbox) -> None:
    for name in ("-dash.py", "--fix.py", "--config=x.py", "-", "@words.py", "~", "$HOME.py"):
        sandbox.write(name, BAD)


@trick()
def names_that_move_the_cursor(sandbox: Sandbox) -> None:
    sandbox.write("\x1b[2J\x1b]0;title\x07.py", BAD)
    sandbox.write("\u202eyp.exe.py", BAD)


@trick()
def names_that_are_expressions(sandbox: Sandbox) -> None:
    for name in ("(a+)+$.py", "a(b.py", "[z-a].py", "*.py", "\\.py", "{x}.py", "%s.py", "x.y.py"):
        sandbox.write(name, BAD)


@trick()
def names_of_installed_packages(sandbox: Sandbox) -> None:
    for name in ("jax/__init__.py", "numpy.py", "builtins.py", "typing/__init__.py", "__init__.py"):
        sandbox.write(name, BAD)


@trick()
def very_long_names(sandbox: Sandbox) -> None:
    sandbox.write("n" * 252 + ".py", BAD)
    here = os.open(".", os.O_RDONLY)
    try:
        os.chdir(sandbox.repository)
        for _ in range(30):  # together longer than any path may be
            os.mkdir(PIECE)
            os.chdir(PIECE)
        Path("deep.py").write_text(BAD)
    finally:
        os.fchdir(here)
        os.close(here)


@trick()
def directories_with_the_names_of_files(sandbox: Sandbox) -> None:
    for name in ("folder.py", "folder.ipynb", "pyproject.toml", "setup.cfg", ".gitignore"):
        (sandbox.repository / name).mkdir()


@trick(said="huge.py:1:1: JIT000 is longer than 16 million bytes")
def huge_files_with_nothing_in_them(sandbox: Sandbox) -> None:
    for name in ("huge.py", "huge.ipynb", "huge/__init__.py"):
        os.truncate(sandbox.write(name, ""), FEW_BYTES_OF_MEMORY)


@trick(said="nul.py:1:1: JIT000")
def empty_files_and_files_of_nul(sandbox: Sandbox) -> None:
    for name in ("empty.py", "empty.ipynb", "void/__init__.py"):
        sandbox.write(name, "")
    sandbox.write("nul.py", b"\0" * 10_000)
    sandbox.write("nul.ipynb", b"\0" * 10_000)


@trick()
def lines_without_end(sandbox: Sandbox) -> None:
    sandbox.write("line.py", "import jax; x = 1" + "; x = 1" * 100_000)
    sandbox.write("comment.py", "import jax\n#" + " noqa:" * 100_000)
    sandbox.write("blank.py", BAD + "\n" * 100_000)


@trick()
def codings_that_are_no_codings_of_text(sandbox: Sandbox) -> None:
    for name in CODECS:
        sandbox.write(f"coding_{name}.py", f"# coding: {name}\n{BAD}")


@trick()
def programs_that_are_nested_deeply(sandbox: Sandbox) -> None:
    for name, text in {"not": "not " * 20_000, "list": "[" * 5_000, "minus": "-" * 20_000}.items():
        sandbox.write(f"deep_{name}.py", f"import jax\nx = {text}1\n")
    sandbox.write("deep_else.py", "import jax\nif x: pass\n" + "elif x: pass\n" * 3_000)


@trick()
def notebooks_that_are_none(sandbox: Sandbox) -> None:
    texts = {
        "deep": "[" * 100_000,
        "deep_cell": '{"cells": ' + "[" * 100_000 + "]" * 100_000 + "}",
        "numbers": '{"cells": [1e999, -0, ' + "9" * 10_000 + "]}",
        "types": '{"cells": [{"cell_type": 1, "source": {}}, null, [], "x"]}',
        "surrogate": '{"cells": [{"cell_type": "code", "source": "\\ud800"}]}',
        "twice": '{"cells": [], "cells": {"cells": 1}}',
    }
    for name, text in texts.items():
        sandbox.write(f"{name}.ipynb", text)


@trick()
def what_nobody_may_read(sandbox: Sandbox) -> None:
    """Holds nobody back who is root."""
    sandbox.write("closed/inside.py", BAD)
    sandbox.write("closed.py", BAD).chmod(0)
    (sandbox.repository / "closed").chmod(0)


@trick()
def what_nobody_may_write(sandbox: Sandbox) -> None:
    """Holds nobody back who is root."""
    sandbox.write("fixed/old.py", OLD).chmod(0o444)
    (sandbox.repository / "fixed").chmod(0o555)


@trick()
def recorded_calls_that_are_none(sandbox: Sandbox) -> None:
    sandbox.pipe(".jitlint-calls.json")
    sandbox.link("part/.jitlint-calls.json", "/dev/zero")
    sandbox.write("part/bug.py", BAD)
