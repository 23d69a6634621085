"""Python without its spelling: what `lower` makes of a file, and all that `trace` reads.

Every node carries `at`, its ordinal in the file's lowering; `spans` turns it into rows and
columns when somebody asks. Nodes are msgspec structs, so that they can be cached safely.
"""

import msgspec

from jitlint.read.ir_expressions import (
    Argument as Argument,
)
from jitlint.read.ir_expressions import (
    Attribute as Attribute,
)
from jitlint.read.ir_expressions import (
    Await as Await,
)
from jitlint.read.ir_expressions import (
    Binary as Binary,
)
from jitlint.read.ir_expressions import (
    Boolean as Boolean,
)
from jitlint.read.ir_expressions import (
    Call as Call,
)
from jitlint.read.ir_expressions import (
    Collection as Collection,
)
from jitlint.read.ir_expressions import (
    Compare as Compare,
)
from jitlint.read.ir_expressions import (
    Comprehension as Comprehension,
)
from jitlint.read.ir_expressions import (
    Constant as Constant,
)
from jitlint.read.ir_expressions import (
    Dict as Dict,
)
from jitlint.read.ir_expressions import (
    Expression as Expression,
)
from jitlint.read.ir_expressions import (
    Format as Format,
)
from jitlint.read.ir_expressions import (
    Formatted as Formatted,
)
from jitlint.read.ir_expressions import (
    Lambda as Lambda,
)
from jitlint.read.ir_expressions import (
    Loop as Loop,
)
from jitlint.read.ir_expressions import (
    Name as Name,
)
from jitlint.read.ir_expressions import (
    Node as Node,
)
from jitlint.read.ir_expressions import (
    Opaque as Opaque,
)
from jitlint.read.ir_expressions import (
    Slice as Slice,
)
from jitlint.read.ir_expressions import (
    Starred as Starred,
)
from jitlint.read.ir_expressions import (
    Subscript as Subscript,
)
from jitlint.read.ir_expressions import (
    Ternary as Ternary,
)
from jitlint.read.ir_expressions import (
    Unary as Unary,
)
from jitlint.read.ir_expressions import (
    Walrus as Walrus,
)
from jitlint.read.ir_expressions import (
    Yield as Yield,
)
from jitlint.read.ir_statements import (
    Assert as Assert,
)
from jitlint.read.ir_statements import (
    Assign as Assign,
)
from jitlint.read.ir_statements import (
    Augment as Augment,
)
from jitlint.read.ir_statements import (
    Case as Case,
)
from jitlint.read.ir_statements import (
    Class as Class,
)
from jitlint.read.ir_statements import (
    Delete as Delete,
)
from jitlint.read.ir_statements import (
    Evaluate as Evaluate,
)
from jitlint.read.ir_statements import (
    For as For,
)
from jitlint.read.ir_statements import (
    Function as Function,
)
from jitlint.read.ir_statements import (
    Handler as Handler,
)
from jitlint.read.ir_statements import (
    If as If,
)
from jitlint.read.ir_statements import (
    Import as Import,
)
from jitlint.read.ir_statements import (
    ImportedName as ImportedName,
)
from jitlint.read.ir_statements import (
    Jump as Jump,
)
from jitlint.read.ir_statements import (
    Match as Match,
)
from jitlint.read.ir_statements import (
    Parameter as Parameter,
)
from jitlint.read.ir_statements import (
    Part as Part,
)
from jitlint.read.ir_statements import (
    Pattern as Pattern,
)
from jitlint.read.ir_statements import (
    Raise as Raise,
)
from jitlint.read.ir_statements import (
    Return as Return,
)
from jitlint.read.ir_statements import (
    Statement as Statement,
)
from jitlint.read.ir_statements import (
    Try as Try,
)
from jitlint.read.ir_statements import (
    While as While,
)
from jitlint.read.ir_statements import (
    With as With,
)
from jitlint.read.ir_statements import (
    WithItem as WithItem,
)
from jitlint.read.pieces import Shape


class Facts(msgspec.Struct, frozen=True):
    """All that is known of one file: a pure function of its text.

    `path` is as given; `cells` holds, for a notebook, the row of `text` (from 0) at which
    each code cell starts and the cell's number (from 1).
    """

    path: str
    body: tuple[Statement, ...]
    functions: int
    cells: tuple[tuple[int, int], ...] = ()
    shape: Shape = Shape()
