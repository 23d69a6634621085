"""The extension in a real kernel of Jupyter: cells are linted before they run, and watched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

IMPORTS = "import jax\nimport numpy as np"
RELU = "@jax.jit\ndef relu(x):\n    if x > 0:\n        return x\n    return 0.0"
DOUBLE = "def double(x):\n    return 2 * x\n"


class Kernel:
    """A kernel, and what it answers to each cell."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, cell: str) -> tuple[str, str, str]:
        """Returns how a cell ended, and what it wrote to stdout and stderr, without colours."""
        written = {"stdout": "", "stderr": ""}

        def hears(message: dict[str, Any]) -> None:
            if message["msg_type"] == "stream":
                written[message["content"]["name"]] += message["content"]["text"]

        reply = self._client.execute_interactive(cell, output_hook=hears, timeout=120)
        plain = {name: re.sub(r"\x1b\[[0-9;]*m", "", text) for name, text in written.items()}
        return reply["content"]["status"], plain["stdout"], plain["stderr"]


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    folder = tmp_path_factory.mktemp("notebook")
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(folder))
    kernel = Kernel(client)
    kernel.run(IMPORTS)  # before the extension is there
    assert kernel.run("%load_ext jitlint") == ("ok", "", "")
    yield kernel
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_cell_is_linted_before_it_runs_with_the_earlier_ones_in_mind(kernel: Kernel) -> None:
    status, out, said = kernel.run(f"{RELU}\nprint('runs')")
    assert (status, out) == ("ok", "runs\n")
    assert said.startswith("notebook.ipynb:cell 3:3:")
    assert ": JIT101 " in said.splitlines()[0]


def test_what_was_told_is_not_told_again(kernel: Kernel) -> None:
    assert kernel.run("answer = 42")[2] == ""


def test_a_call_brings_out_what_is_wrong_in_an_earlier_cell(kernel: Kernel) -> None:
    assert kernel.run("def clipped(x):\n    return x if x > 0 else 0 * x")[2] == ""
    said = kernel.run("fast = jax.jit(clipped)\nwith_it = 1")[2]
    assert "JIT101" in said


def test_a_broken_cell_is_left_to_python(kernel: Kernel) -> None:
    status, _, said = kernel.run("def f(:")
    assert status == "error"
    assert "JIT" not in said
    assert "JIT101" in kernel.run(RELU.replace("relu", "relu_again"))[2]


def test_a_magic_tells_what_a_cell_compiles(kernel: Kernel) -> None:
    call = "for size in (3, 3, 4):\n    twice(np.ones(size))"
    status, told, _ = kernel.run(f"%%compilations\n{DOUBLE}twice = jax.jit(double)\n{call}\n2 + 2")
    assert status == "ok"
    row = next(line for line in told.splitlines() if line.startswith("double"))
    assert re.match(r"double +In\[\d+\]:6 +2 +2 +2 ", row)
    assert "`x` went from f32[3] to f32[4]" in told
    assert kernel.run("twice(np.ones(3))[0].item()")[0] == "ok"


def test_a_cell_that_fails_gives_its_table_too(kernel: Kernel) -> None:
    status, told, _ = kernel.run("%%compilations\ntwice(np.ones(5))\n1 / 0")
    assert status == "error"
    assert "In[" in told
    assert "double" in told


def test_the_extension_can_be_taken_back(kernel: Kernel) -> None:
    kernel.run("%unload_ext jitlint")
    assert kernel.run(RELU.replace("relu", "relu_at_last"))[2] == ""
    kernel.run("%load_ext jitlint")


def test_a_wrong_configuration_is_one_line(tmp_path: Path) -> None:
    from jitlint.ipython.cells import Linter

    (tmp_path / "jitlint.toml").write_text("select = 3\n", "utf-8")
    said = Linter().said_of(["x = 1"], str(tmp_path / "n.ipynb"), color=False)
    assert said.startswith("jitlint: error: ")
    assert said.count("\n") == 1
