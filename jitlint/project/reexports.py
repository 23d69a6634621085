"""Names that a library re-exports: `jax._src.api.jit` is `jax.jit` in the stub of `jax`."""

from collections.abc import Iterator

from jitlint.frontend import ir
from jitlint.project.program import Program


class Facade:
    """The public names of the program's packages that have stubs, by where they are defined."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._packages: dict[str, dict[tuple[str, str], str]] = {}
        self._sources: dict[str, list[tuple[str, str]]] = {}

    def find(self, module: str, name: str) -> str | None:
        """Returns the dotted name under which a stub knows what a module calls `name`."""
        top = module.partition(".")[0]
        if not self._program.models.is_module(top):
            return None
        if top not in self._packages:
            self._packages[top] = {}  # so that reading the package does not ask again
            self._packages[top] = dict(self._exported(top))
            for source, shown in self._packages[top].items():
                self._sources.setdefault(shown, []).append(source)
        return self._packages[top].get((module, name))

    def defining(self, public: str) -> Iterator[tuple[str, str]]:
        """Yields the modules, with names there, that a public name may be defined in."""
        module, _, name = public.rpartition(".")
        self.find(module, name)
        yield from self._sources.get(public, ())

    def _exported(self, top: str) -> Iterator[tuple[tuple[str, str], str]]:
        """Yields the shortest public names last, so that they win."""
        for public in sorted(self._program.models.modules_of(top), key=len, reverse=True):
            facts = self._program.facts(public)
            for imported in _imports(facts.body) if facts else ():
                source = self._program.absolute(public, imported.module or "", imported.level)
                for each in imported.names:
                    shown = f"{public}.{each.alias or each.name}"
                    if self._program.models.knows(shown):
                        yield (source, each.name), shown


def _imports(body: tuple[ir.Statement, ...]) -> Iterator[ir.Import]:
    for statement in body:
        match statement:
            case ir.Import(module=module, level=level) if module is not None or level:
                yield statement
            case ir.If():
                yield from _imports((*statement.body, *statement.orelse))
            case ir.Try():
                yield from _imports(statement.body)
            case _:
                pass
