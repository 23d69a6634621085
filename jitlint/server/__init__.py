"""A host beside the command: a language server, which reports findings while code is written.

An editor sends texts that are not saved yet. All open texts are checked together, in one run,
whenever one of them has changed.
"""

import os
import signal
import sys

from jitlint.server.checks import MakeSettings
from jitlint.server.features import make_session
from jitlint.server.transport import Frames

__all__ = ["MakeSettings", "serve"]


def serve(settings: MakeSettings) -> int:
    """Serves one editor on stdin and stdout until it leaves; `settings` holds for a run.

    Returns the exit status. Nothing waits for a check that is still under way.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # else reading stdin would be waited for
    session = make_session(settings)
    session.server.start_io(Frames(sys.stdin.buffer))  # pyright: ignore[reportArgumentType]
    if session.checks.are_under_way:
        sys.stderr.flush()
        os._exit(session.status)
    return session.status
