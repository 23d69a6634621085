"""The place where a function is jitted, and its options there."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jitlint.core.finding import Edit, Span
from jitlint.rewrite.document import WIDTH, Document, Function
from jitlint.rewrite.name_index import NameIndex
from jitlint.rewrite.names import imported, qualified

JIT, PARTIAL = "jax.jit", "functools.partial"
Edits = tuple[Edit[Span], ...]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A function, and the `jax.jit` around it: a decorator by its name, or a call with options."""

    document: Document
    function: Function
    site: ast.expr

    @classmethod
    def at(cls, document: Document, site: ast.expr | None) -> "Wrapped | None":
        """Returns what a decorator or a call of `jax.jit` is given."""
        if site is None:
            return None
        match next(document.around(site), None):
            case ast.FunctionDef() as function if site in function.decorator_list:
                return cls(document, function, site) if is_jit(document, site) else None
            case _:
                pass
        match site:
            case ast.Call(func=callee, args=[ast.Lambda() | ast.Name() as given]) if (
                qualified(document, callee) == JIT
            ):
                function = given if isinstance(given, ast.Lambda) else definition(document, given)
                return cls(document, function, site) if function else None
            case _:
                return None

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters that can be passed by position, in order."""
        arguments = self.function.args
        return [each.arg for each in (*arguments.posonlyargs, *arguments.args)]

    def with_static(self, names: Sequence[str]) -> Edits:
        """Returns the edits that make parameters static as well; none where they are not known."""
        every = {*self.parameters, *(each.arg for each in self.function.args.kwonlyargs)}
        if not names or not every.issuperset(names):
            return ()
        if isinstance(self.site, ast.Call):
            return self._more_options(self.site, names)
        partial, edits = imported(self.document, PARTIAL, self.site, safe=False)
        text = f"{partial}({self.document.text(self.site)}, static_argnames={_tuple(names)})"
        if len(text) + self.document.extent(self.site)[0][1] > WIDTH:
            return ()
        return (*edits, self.document.replace(self.site, text, safe=False)) if partial else ()

    def _more_options(self, call: ast.Call, names: Sequence[str]) -> Edits:
        options = {each.arg: each.value for each in call.keywords}
        if None in options:
            return ()
        by_name, by_number = options.get("static_argnames"), options.get("static_argnums")
        if by_number is None and by_name is None:
            end = self.document.extent(call)[1]
            given = (*call.args, *(each.value for each in call.keywords))
            last = max(self.document.extent(each)[1] for each in given) if given else end
            rest = self.document.between(last, end).strip()
            if rest != ")":
                return ()
            option = f", static_argnames={_tuple(names)}"
            row, _ = end
            said = self.document.comments.between((row, 0), (row, 10_000))
            line = self.document.lines[row - 1].removesuffix("".join(said)).rstrip()
            if len(line) + len(option) > WIDTH:
                return ()
            return (self.document.edit(last, last, option, safe=False),)
        edits: list[Edit[Span]] = []
        if by_name is not None:
            before = _texts(by_name)
            if before is None:
                return ()
            text = _tuple([*before, *(name for name in names if name not in before)])
            edits.append(self.document.replace(by_name, text, safe=False))
        if by_number is not None:
            numbers = _numbers(by_number)
            if numbers is None or not {*names} <= {*self.parameters}:
                return ()
            more = [self.parameters.index(name) for name in names]
            text = ", ".join(map(str, [*numbers, *more]))
            edits.append(self.document.replace(by_number, f"({text})", safe=False))
        return tuple(edits)


def is_jit(document: Document, site: ast.expr) -> bool:
    """Returns whether a decorator is `jax.jit`, or a call that makes one with options."""
    match site:
        case ast.Call(func=callee, args=[given]) if qualified(document, callee) == PARTIAL:
            return qualified(document, given) == JIT
        case ast.Call(func=callee, args=[]):
            return qualified(document, callee) == JIT
        case _:
            return qualified(document, site) == JIT


def definition(document: Document, name: ast.Name) -> ast.FunctionDef | None:
    """Returns the only definition of a function by a name that nothing else binds."""
    match NameIndex.of(document.tree).binds.get(name.id):
        case [ast.FunctionDef() as function]:
            return function
        case _:
            return None


def wrapper(document: Document, name: ast.Name) -> ast.expr | None:
    """Returns the place where a function that is called by a name is jitted."""
    match NameIndex.of(document.tree).binds.get(name.id):
        case [ast.FunctionDef(decorator_list=[site])]:
            return site
        case [ast.Name() as target]:
            match document.statement(target):
                case ast.Assign(targets=[only], value=value) if only is target:
                    return value
                case _:
                    return None
        case _:
            return None


def calls(document: Document, name: str) -> Iterator[ast.Call]:
    """Yields the calls of what has a name."""
    for node in ast.walk(document.tree):
        if isinstance(node, ast.Call) and _last(node.func) == name:
            yield node


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _tuple(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return quoted[0] if len(quoted) == 1 else f"({', '.join(quoted)})"


def _texts(node: ast.expr) -> list[str] | None:
    found = [each for each in _items(node) if isinstance(each, ast.Constant)]
    texts = [each.value for each in found if isinstance(each.value, str)]
    return texts if len(texts) == len(_items(node)) else None


def _numbers(node: ast.expr) -> list[int] | None:
    found = [each for each in _items(node) if isinstance(each, ast.Constant)]
    numbers = [each.value for each in found if isinstance(each.value, int)]
    return numbers if len(numbers) == len(_items(node)) else None


def _items(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
