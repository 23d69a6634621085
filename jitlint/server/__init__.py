"""A host beside the command: a language server, which tells findings while code is written.

An editor sends texts that are not saved yet. They are checked together, as one run of the
engine over all that is open, whenever one of them has changed and no check is under way.
"""

from jitlint.server.checks import MakeSettings
from jitlint.server.features import make_server

__all__ = ["MakeSettings", "serve"]


def serve(settings: MakeSettings) -> None:
    """Serves one editor on stdin and stdout until it says goodbye; `settings` holds for a run."""
    make_server(settings).start_io()
