"""Writes a fault into a function, as its first statement, and says on which rows it lies."""

import ast
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from benchmarks.faults.caller import caller

HEAD = "import jax as planted_jax, time as planted_time\nPLANTED = []\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: its statements, of a parameter `{0}`, and the rules that are to see it.

    Without statements it stands in a new function, which calls the one that works.
    """

    name: str
    text: str
    codes: tuple[str, ...]


FAULTS = (
    Fault("branch", "if ({0} > 0).any():\n    pass\n", ("JIT101",)),
    Fault("conversion", "float({0}.sum())\n", ("JIT102",)),
    Fault("print", 'print("planted", {0})\n', ("JIT201",)),
    Fault("impure read", "planted = planted_time.time()\n", ("JIT203",)),
    Fault("leak", "PLANTED.append({0})\n", ("JIT501", "JIT202")),
    Fault("jit in a loop", "", ("JIT301",)),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A module's text with a fault in it, and the rows of the fault."""

    text: str
    rows: range


def plant(text: str, qualname: str, row: int, fault: Fault, parameter: str) -> Planted:
    """Returns the text with a fault in the function of a name that is defined at a row."""
    if not fault.text:
        return _with_caller(text, qualname, row, parameter)
    wrapper = MetadataWrapper(cst.parse_module(text))
    planter = _Planter(qualname.rpartition(".")[2], row, fault.text.format(parameter))
    module = _with_head(wrapper.visit(planter))
    if not planter.is_done:
        raise LookupError(f"no function {qualname} at row {row}")
    lines = module.code.splitlines()
    first = fault.text.format(parameter).splitlines()[0]
    start = next(n for n, line in enumerate(lines, 1) if line.strip() == first)
    return Planted(module.code, range(start, start + fault.text.count("\n")))


def _with_caller(text: str, qualname: str, row: int, parameter: str) -> Planted:
    written = caller(ast.parse(text), qualname, row, parameter)
    before = _with_head(cst.parse_module(text)).code.rstrip("\n") + "\n\n\n"
    first = before.count("\n") + 1
    return Planted(before + written, range(first, first + written.count("\n")))


class _Planter(cst.CSTTransformer):
    """Puts statements behind the docstring of one function."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, name: str, row: int, statements: str) -> None:
        super().__init__()
        self.name, self.row = name, row
        self.body = cst.parse_module(statements).body
        self.is_done = False

    def leave_FunctionDef(
        self, original_node: cst.FunctionDef, updated_node: cst.FunctionDef
    ) -> cst.FunctionDef:
        """Changes the function whose name stands at the row."""
        position = self.get_metadata(PositionProvider, original_node.name)
        if original_node.name.value != self.name or position.start.line != self.row:  # type: ignore[union-attr]
            return updated_node
        self.is_done = True
        return updated_node.with_changes(body=_with_first(updated_node.body, self.body))


def _with_first(body: cst.BaseSuite, statements: object) -> cst.IndentedBlock:
    block = body if isinstance(body, cst.IndentedBlock) else cst.IndentedBlock(body=[])
    old = list(block.body) if block is body else [cst.SimpleStatementLine(list(body.body))]  # type: ignore[list-item]
    at = int(_is_text(old[0]))
    return block.with_changes(body=[*old[:at], *statements, *old[at:]])  # type: ignore[misc]


def _with_head(module: cst.Module) -> cst.Module:
    """Imports for the fault, behind the module's docstring and what must be first."""
    at = 0
    for number, statement in enumerate(module.body):
        if _is_text(statement) or _is_future(statement):
            at = number + 1
    head = cst.parse_module(HEAD).body
    return module.with_changes(body=[*module.body[:at], *head, *module.body[at:]])


def _is_text(statement: cst.CSTNode) -> bool:
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString())]
        ):
            return True
        case _:
            return False


def _is_future(statement: cst.CSTNode) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.ImportFrom(module=cst.Name(value="__future__"))]):
            return True
        case _:
            return False
