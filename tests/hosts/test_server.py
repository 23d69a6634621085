"""The language server, spoken to by a real client: texts that nobody has saved are checked."""

import subprocess
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_lsp
from command import BAD, GOOD, NOISY, environment
from editor import EDITOR, Editor, make_client
from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from jitlint.config.settings import Settings
from jitlint.core.source import Source
from jitlint.server.checks import Checks
from jitlint.server.documents import Opened
from jitlint.server.hover import typed

COMMAND = [sys.executable, "-m", "jitlint", "server"]
RULE = "def relu(x):\n    return x if x > 0 else 0.0\n"
USE = "import jax\nfrom lib.rule import relu\n\nstep = jax.jit(relu)\n"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND, client_factory=make_client))
async def client(lsp_client: LanguageClient) -> AsyncGenerator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities(EDITOR))
    )
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def editor(client: LanguageClient) -> Editor:
    return Editor(client)


@pytest.mark.asyncio
async def test_what_is_typed_is_checked_and_not_what_is_saved(
    editor: Editor, tmp_path: Path
) -> None:
    file = tmp_path / "step.py"
    file.write_text(GOOD)
    uri = await editor.open(file)
    assert await editor.settled(uri) == []
    await editor.write(uri, BAD)
    [found] = await editor.settled(uri)
    assert (found.code, found.source) == ("JIT101", "jitlint")
    assert found.severity == types.DiagnosticSeverity.Error
    assert found.range == types.Range(types.Position(5, 7), types.Position(5, 12))
    assert found.message.startswith("`if` needs a concrete bool")
    await editor.write(uri, GOOD)
    assert await editor.settled(uri) == []
    assert file.read_text() == GOOD


@pytest.mark.asyncio
async def test_a_change_in_one_file_is_seen_in_another(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    for name, text in {"__init__": "", "rule": RULE, "use": "import jax\n"}.items():
        (tmp_path / "lib" / f"{name}.py").write_text(text)
    rule = await editor.open(tmp_path / "lib" / "rule.py")
    use = await editor.open(tmp_path / "lib" / "use.py")
    assert await editor.settled(rule) == []
    await editor.write(use, USE)
    [found] = await editor.settled(rule)
    assert found.code == "JIT101"
    [hop, *_] = found.related_information or []
    assert found.code_description
    assert found.code_description.href.endswith("/rules/JIT101/")
    assert (hop.location.uri, hop.location.range.start.line) == (use, 3)
    assert hop.message.startswith("tracing starts here")


@pytest.mark.asyncio
async def test_columns_count_as_the_editor_does(editor: Editor, tmp_path: Path) -> None:
    wide = BAD.replace("    if x > 0:", '    if len("😀") and x > 0:')
    uri = await editor.open(tmp_path / "new.py", wide)
    [found] = await editor.settled(uri)
    line = wide.splitlines()[5].encode("utf-16-le")
    begin, end = found.range.start.character, found.range.end.character
    assert line[2 * begin : 2 * end].decode("utf-16-le") in ('len("😀") and x > 0', "x > 0")
    assert end == len(line) // 2 - 1


@pytest.mark.asyncio
async def test_severities_are_those_of_the_configuration(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "jitlint.toml").write_text('severity = {JIT201 = "note"}\nignore = ["JIT101"]\n')
    noisy = await editor.open(tmp_path / "noisy.py", NOISY)
    bad = await editor.open(tmp_path / "bad.py", BAD)
    [found] = await editor.settled(noisy)
    assert found.severity == types.DiagnosticSeverity.Information
    assert await editor.settled(bad) == []


@pytest.mark.asyncio
async def test_a_wrong_configuration_is_said_once_and_then_forgotten(
    editor: Editor, tmp_path: Path
) -> None:
    file = tmp_path / "jitlint.toml"
    file.write_text('selct = ["JIT1"]')
    uri = await editor.open(tmp_path / "bad.py", BAD)
    assert await editor.settled(uri) == []
    await editor.write(uri, f"{BAD}\n")
    assert await editor.settled(uri) == []
    [said] = editor.client.messages
    assert said.type == types.MessageType.Error
    assert said.message.startswith("jitlint: ")
    assert said.message.endswith("jitlint.toml: selct: unknown key; the nearest is select")
    file.write_text('select = ["JIT1"]')
    await editor.write(uri, BAD)
    assert len(await editor.settled(uri)) == 1
    assert len(editor.client.messages) == 1


@pytest.mark.asyncio
async def test_a_file_changed_by_others_is_read_again(editor: Editor, tmp_path: Path) -> None:
    uri = await editor.open(tmp_path / "bad.py", BAD)
    assert len(await editor.settled(uri)) == 1
    assert editor.client.registered == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    (tmp_path / "jitlint.toml").write_text('ignore = ["JIT1"]')
    made = types.FileEvent((tmp_path / "jitlint.toml").as_uri(), types.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([made]))
    assert await editor.settled(uri) == []


@pytest.mark.asyncio
async def test_what_does_not_parse_yet_is_one_diagnostic(editor: Editor, tmp_path: Path) -> None:
    uri = await editor.open(tmp_path / "half.py", f"{BAD}\n\ndef g(")
    [found] = await editor.settled(uri)
    assert found.code == "JIT000"


@pytest.mark.asyncio
async def test_hovering_shows_the_manual_and_the_chain(editor: Editor, tmp_path: Path) -> None:
    uri = await editor.open(tmp_path / "bad.py", BAD)
    await editor.settled(uri)
    shown = await editor.hover(uri, 5, 8)
    assert shown.startswith("**JIT101** `if` needs a concrete bool")
    assert "bad.py#L4): tracing starts here" in shown
    assert "**JIT101 branch-on-traced-value** (error)" in shown
    assert "Good:\n\n```python\n" in shown
    assert await editor.hover(uri, 0, 0) == ""


@pytest.mark.asyncio
async def test_hovering_over_a_name_shows_the_type_that_jax_gives_it(
    editor: Editor, tmp_path: Path
) -> None:
    text = (
        "import jax\nimport jax.numpy as jnp\n\n\n@jax.jit\ndef f(größe):\n    y = größe @ größe\n"
    )
    text += "    return y, unknown\n\n\nf(jnp.ones((3, 3)))\n"
    uri = await editor.open(tmp_path / "layer.py", text)
    await editor.settled(uri)
    assert await editor.hover(uri, 6, 4) == "```python\ny: f32[3,3]\n```"
    assert await editor.hover(uri, 6, 16) == "```python\ngröße: f32[3,3]\n```"
    assert await editor.hover(uri, 7, 16) == await editor.hover(uri, 6, 0) == ""
    await editor.write(uri, text.replace("größe @ größe", "größe[0] @ größe"))
    await editor.settled(uri)
    assert await editor.hover(uri, 6, 4) == "```python\ny: f32[3]\n```"
    await editor.write(uri, "x = (\n")
    await editor.settled(uri)
    assert await editor.hover(uri, 0, 0) == ""


@pytest.mark.asyncio
async def test_a_line_that_was_written_since_the_check_has_no_types(tmp_path: Path) -> None:
    text, path = "import jax.numpy as jnp\n\ny = jnp.ones(3)\n", str(tmp_path / "row.py")
    uri = (tmp_path / "row.py").as_uri()
    opened = Opened({path: Source(path, text)}, {(path, None): uri})
    checks = Checks(lambda: opened, lambda: Settings([]), lambda checked: None)
    checks.request()
    await checks.settled()
    codec, at = PositionCodec(), types.Position(2, 0)
    shown = await typed(TextDocument(uri, text), at, checks, codec)
    assert shown == types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, "```python\ny: f32[3]\n```"),
        types.Range(at, types.Position(2, 1)),
    )
    assert await typed(TextDocument(uri, text.replace("y =", "y  =")), at, checks, codec) is None


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["# noqa: JIT101", "# jitlint: ignore[JIT101]"])
async def test_a_finding_can_be_silenced(editor: Editor, tmp_path: Path, form: str) -> None:
    uri = await editor.open(tmp_path / "bad.py", BAD)
    [found] = await editor.settled(uri)
    [action] = [
        each for each in await editor.actions(uri, found.range) if each.title.endswith(form)
    ]
    after = _edited(BAD, uri, action)
    assert after == BAD.replace("x > 0:", f"x > 0:  {form}")
    await editor.write(uri, after)
    assert await editor.settled(uri) == []


@pytest.mark.asyncio
async def test_an_idle_comment_can_be_removed(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "jitlint.toml").write_text('extend-select = ["JIT001"]')
    idle = GOOD.replace("ndim > 0:", "ndim > 0:  # noqa: JIT101")
    uri = await editor.open(tmp_path / "good.py", idle)
    [found] = await editor.settled(uri)
    assert list(found.tags or ()) == [types.DiagnosticTag.Unnecessary]
    [action] = await editor.actions(uri, found.range)
    assert action.is_preferred
    assert _edited(idle, uri, action) == GOOD


@pytest.mark.asyncio
async def test_a_fix_is_offered_and_all_of_them_at_once(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "jitlint.toml").write_text('extend-select = ["JIT001"]')
    idle = "import jax  # noqa: JIT101\n\na = jax.tree_map\nb = jax.tree_leaves  # noqa: JIT2\n"
    uri = await editor.open(tmp_path / "old.py", idle)
    first, *others = await editor.settled(uri)
    assert [each.code for each in (first, *others)] == ["JIT001", "JIT412", "JIT412", "JIT001"]
    [action] = await editor.actions(uri, first.range)
    assert _edited(idle, uri, action) == idle.replace("  # noqa: JIT101", "")
    [whole] = await editor.actions(uri, first.range, types.CodeActionKind.SourceFixAll)
    assert _edited(idle, uri, whole) == "import jax\n\na = jax.tree.map\nb = jax.tree.leaves\n"


@pytest.mark.asyncio
async def test_a_branch_is_offered_as_what_jax_computes(editor: Editor, tmp_path: Path) -> None:
    text = BAD.replace("return 0.0", "return 0.0 * x")
    uri = await editor.open(tmp_path / "bad.py", text)
    [found] = await editor.settled(uri)
    [action, *_] = await editor.actions(uri, found.range)
    assert action.title.endswith(" (changes what the code means)")
    assert not action.is_preferred
    body = "    if x > 0:\n        return x\n    return 0.0 * x\n"
    where = "    return jax.numpy.where(x > 0, x, 0.0 * x)\n"
    assert _edited(text, uri, action) == text.replace(body, where)
    assert await editor.actions(uri, found.range, types.CodeActionKind.SourceFixAll) == []
    (tmp_path / "jitlint.toml").write_text('unfixable = ["JIT101"]')
    await editor.write(uri, text)
    titles = [each.title for each in await editor.actions(uri, found.range)]
    assert titles
    assert all("silence" in title for title in titles)


def _edited(text: str, uri: str, action: types.CodeAction) -> str:
    """Returns a text of ASCII after the edits of an action."""
    assert action.edit
    lines = text.splitlines(keepends=True)
    changes = (action.edit.changes or {})[uri]
    for edit in sorted(changes, key=lambda edit: edit.range.start, reverse=True):
        begin, end = (
            sum(len(line) for line in lines[: at.line]) + at.character
            for at in (edit.range.start, edit.range.end)
        )
        text = text[:begin] + edit.new_text + text[end:]
    return text


@pytest.mark.asyncio
async def test_each_cell_of_a_notebook_has_its_findings(editor: Editor, tmp_path: Path) -> None:
    cells = [
        ("markdown", "# A title"),
        ("python", "%matplotlib inline\nimport jax"),
        ("python", "def relu(x):\n    return x if x > 0 else -x"),
        ("python", "step = jax.jit(relu)"),
    ]
    names = await editor.open_notebook(tmp_path / "study.ipynb", cells)
    [found] = await editor.settled(names[2])
    assert (found.code, found.range.start) == ("JIT101", types.Position(1, 16))
    [hop, *_] = found.related_information or []
    assert hop.location == types.Location(
        names[3], types.Range(types.Position(0, 7), types.Position(0, 20))
    )
    for action in await editor.actions(names[2], found.range):
        assert list((action.edit and action.edit.changes) or {}) == [names[2]]
    [rewrite, *_] = await editor.actions(names[2], found.range)
    after = "def relu(x):\n    return jax.numpy.where(x > 0, x, -x)"
    assert _edited(cells[2][1], names[2], rewrite) == after
    assert await editor.settled(names[3]) == []


@pytest.mark.asyncio
async def test_a_closed_document_has_no_diagnostics(editor: Editor, tmp_path: Path) -> None:
    uri = await editor.open(tmp_path / "bad.py", BAD)
    assert len(await editor.settled(uri)) == 1
    editor.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
    )
    assert await editor.settled(uri) == []


@pytest.mark.asyncio
async def test_what_is_excluded_stays_so(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "jitlint.toml").write_text('exclude = ["bad.py"]')
    uri = await editor.open(tmp_path / "bad.py", BAD)
    assert await editor.settled(uri) == []


def test_without_pygls_the_server_is_one_clear_line(tmp_path: Path) -> None:
    program = """
import sys
sys.modules["pygls"] = None
from jitlint.cli import main
raise SystemExit(main(["server"]))
"""
    done = _python(tmp_path, "-c", program)
    assert done.returncode == 2
    assert done.stderr == "jitlint: error: server needs pygls, which comes with jitlint[server]\n"


def test_the_server_takes_no_paths(tmp_path: Path) -> None:
    done = _python(tmp_path, "-m", "jitlint", "server", "x.py")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def _python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment(),
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
