"""Changes of a text that know its syntax: decorators, expressions, statements, names, tokens."""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
Token = tuple[int, int, int]
"""The kind of a token, where it starts, and where it ends."""

DECORATORS = (
    "@jax.jit",
    "@jax.vmap",
    "@jax.grad",
    "@jax.value_and_grad",
    "@jax.checkpoint",
    "@jax.custom_vjp",
    "@jax.custom_jvp",
    "@functools.partial(jax.jit, static_argnums=0)",
    "@functools.partial(jax.jit, static_argnames=('self',))",
    "@functools.lru_cache",
    "@functools.cached_property",
    "@property",
    "@staticmethod",
    "@classmethod",
    "@dataclasses.dataclass",
    "@contextlib.contextmanager",
    "@jax.tree_util.register_pytree_node_class",
)
WRAPPERS = (
    "float({})", "jax.jit({})", "jax.grad({})", "not {}", "[{} for _ in range(3)]", "({}, *{})",
    "lambda: {}", "lambda x: {}", "f'{{{}:.2f}}'", "max({}, 0)", "np.asarray({})", "({} := {})",
    "jax.vmap(lambda x: {})({})", "jax.lax.scan(lambda c, x: ({}, x), {}, None, 3)", "await {}",
    "{}.shape[0]", "{}[{}]", "{}.at[0].set({})", "({} if {} else {})", "-{}", "{} @ {}",
)  # fmt: skip
STATEMENTS = (
    "if {0} > 0: return {0}", "while {0}: break", "print({0})", "assert {0}", "{0} += 1",
    "self.{0} = {0}", "{0}[0] = {0}", "float({0})", "for _ in range({0}): {0} = {0} * 2",
    "global {0}", "nonlocal {0}", "del {0}", "return {0}", "yield {0}", "import jax, functools",
    "{0} = jax.jit({0})({0})", "lax.fori_loop(0, 3, lambda i, c: {0}, {0})", "raise {0}",
    "with {0} as {0}: pass", "match {0}:\n{1}    case [{0}, *_]: pass", "from x import *",
    "def {0}({0}): return {0}", "class {0}({0}): pass", "try: {0}\n{1}except Exception: pass",
)  # fmt: skip


def decorated(text: str, donor: str, random: Random) -> str:
    """Puts a decorator above a function or class."""
    found = [*_nodes(text, ast.FunctionDef), *_nodes(text, ast.ClassDef)]
    if not found:
        return text
    node = random.choice(found)
    row = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return _with_line(text, row, node.col_offset, random.choice(DECORATORS))


def expression_replaced(text: str, donor: str, random: Random) -> str:
    """Puts an expression of one of the two files in the place of another."""
    found = [*_nodes(text, ast.expr)]
    source = random.choice((text, donor))
    others = [*_nodes(source, ast.expr)]
    if not found or not others:
        return text
    other = random.choice(others)
    return _replaced(text, random.choice(found), f"({_segment(source, other)})")


def expression_wrapped(text: str, donor: str, random: Random) -> str:
    """Makes an expression a part of another."""
    found = [*_nodes(text, ast.expr)]
    if not found:
        return text
    node = random.choice(found)
    wrapper = random.choice(WRAPPERS)
    part = _segment(text, node)
    return _replaced(text, node, f"({wrapper.format(*[part] * wrapper.count('{}'))})")


def statement_inserted(text: str, donor: str, random: Random) -> str:
    """Puts a statement in about a parameter, at the start of a function."""
    found = [node for node in _nodes(text, ast.FunctionDef) if node.args.args]
    if not found:
        return text
    node = random.choice(found)
    name, at = random.choice(node.args.args).arg, random.choice(node.body)
    line = random.choice(STATEMENTS).format(name, " " * at.col_offset)
    return _with_line(text, at.lineno, at.col_offset, line)


def statement_gone(text: str, donor: str, random: Random) -> str:
    """Leaves a statement out."""
    found = [*_nodes(text, ast.stmt)]
    return _replaced(text, random.choice(found), "pass") if found else text


def statement_again(text: str, donor: str, random: Random) -> str:
    """Writes a statement twice."""
    return _with_statement(text, text, random)


def statement_of_another(text: str, donor: str, random: Random) -> str:
    """Puts a statement of another file in."""
    return _with_statement(text, donor, random)


def name_changed(text: str, donor: str, random: Random) -> str:
    """Calls something by a name that something else has, once or everywhere."""
    names = sorted(set(re.findall(r"\b[a-z_]\w*\b", text)))
    if len(names) < 2:
        return text
    old, new = random.sample(names, 2)
    return re.sub(rf"\b{old}\b", new, text, count=random.choice((0, 1)))


def token_gone(text: str, donor: str, random: Random) -> str:
    """Leaves a token out."""
    found = [*_tokens(text)]
    return _cut(text, random.choice(found), "") if found else text


def token_again(text: str, donor: str, random: Random) -> str:
    """Writes a token twice."""
    found = [*_tokens(text)]
    if not found:
        return text
    kind, start, end = random.choice(found)
    return _cut(text, (kind, start, end), f"{text[start:end]} {text[start:end]}")


def token_of_another(text: str, donor: str, random: Random) -> str:
    """Puts a token of the other file in the place of one of its kind."""
    found, others = [*_tokens(text)], [*_tokens(donor)]
    if not found or not others:
        return text
    token = random.choice(found)
    alike = [each for each in others if each[0] == token[0]] or others
    _, start, end = random.choice(alike)
    return _cut(text, token, donor[start:end])


def is_python(text: str) -> bool:
    """Returns whether a text can be parsed."""
    return _tree(text) is not None


def _with_statement(text: str, source: str, random: Random) -> str:
    """Returns a text with a statement of a source before one of its own, as deep as that."""
    found, others = [*_nodes(text, ast.stmt)], [*_nodes(source, ast.stmt)]
    if not found or not others:
        return text
    at, other = random.choice(found), random.choice(others)
    rows = _segment(source, other).split("\n")
    cut = " " * other.col_offset
    moved = f"\n{' ' * at.col_offset}".join(row.removeprefix(cut) for row in rows)
    return _with_line(text, at.lineno, at.col_offset, moved)


@lru_cache(maxsize=4)
def _tree(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _nodes(text: str, kind: type[Node]) -> list[Node]:
    """Returns the nodes of a kind in a text, but for those in formatted texts."""
    tree = _tree(text)
    if tree is None:
        return []
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    found = (node for node in ast.walk(tree) if isinstance(node, kind) and hasattr(node, "lineno"))
    return [node for node in found if id(node) not in inside]


def _segment(text: str, node: ast.AST) -> str:
    start, end = _extent(text, node)
    return text.encode()[start:end].decode()


def _replaced(text: str, node: ast.AST, by: str) -> str:
    start, end = _extent(text, node)
    data = text.encode()
    return f"{data[:start].decode()}{by}{data[end:].decode()}"


def _extent(text: str, node: ast.AST) -> tuple[int, int]:
    """Returns where a node starts and ends, in bytes of UTF-8."""
    assert isinstance(node, ast.stmt | ast.expr)
    before = [0]
    for row in text.encode().split(b"\n"):
        before.append(before[-1] + len(row) + 1)
    end_row, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return before[node.lineno - 1] + node.col_offset, before[end_row - 1] + end


def _with_line(text: str, row: int, indentation: int, line: str) -> str:
    rows = text.split("\n")
    rows.insert(row - 1, " " * indentation + line)
    return "\n".join(rows)


def _tokens(text: str) -> Iterator[Token]:
    """Yields the tokens that can be read."""
    starts = [0]
    for row in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.string.strip():
                start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
                yield token.type, start, end
    except (tokenize.TokenError, SyntaxError, IndexError):
        return


def _cut(text: str, token: Token, by: str) -> str:
    return text[: token[1]] + by + text[token[2] :]
