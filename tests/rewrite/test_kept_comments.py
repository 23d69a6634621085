"""No fix writes over a comment: where it would replace one, it is not offered."""

from pathlib import Path

import pytest
from mending import HEAD, mended_text

TRACED = "@jax.jit\ndef f(x, y):\n"

HOLDING = {
    "a callee": "return (np\n        # inner\n        .cos(x))",
    "a call that waits": "return (x + y\n        # why\n        ).block_until_ready()",
    "a print": "print(\n        x,  # the first\n        y,\n    )",
    "an f-string's call": 'jax.debug.print(\n        f"{x}"  # shown\n        f"{y}"\n    )',
    "an item": "x = jnp.sin(x)\n    x[\n        0  # first\n    ] = (\n        1  # one\n    )",
}


@pytest.mark.parametrize("name", HOLDING)
def test_each_comment_is_there_after_all_fixes(name: str, tmp_path: Path) -> None:
    text = f"{HEAD}{TRACED}    {HOLDING[name]}\n    return x\n"
    after = mended_text(text, tmp_path, unsafe=True)
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.splitlines() if "#" in line] == comments


def test_a_comment_beside_what_is_replaced_is_no_obstacle(tmp_path: Path) -> None:
    text = f"{HEAD}{TRACED}    return np.cos(  # why\n        x\n    )\n"
    assert mended_text(text, tmp_path) == text.replace("np.cos", "jnp.cos")


def test_a_comment_that_is_written_again_is_no_obstacle(tmp_path: Path) -> None:
    value = "(\n        x  # why\n        + y\n    )"
    text = f"{HEAD}{TRACED}    x = jnp.sin(x)\n    x[0] = {value}\n    return x\n"
    after = mended_text(text, tmp_path)
    assert after.count("# why\n") == 1


def test_a_number_sign_in_a_string_is_no_comment(tmp_path: Path) -> None:
    text = f'{HEAD}{TRACED}    x = jnp.sin(x)\n    x["# no".index("n")] = 1\n    return x\n'
    assert '.at["# no".index("n")].set(1)' in mended_text(text, tmp_path)
