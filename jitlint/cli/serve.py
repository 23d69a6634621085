"""The command for editors: `jitlint server`."""

import gc
import sys
from argparse import Namespace

from jitlint.cli.options import MISUSE, complain
from jitlint.cli.settings import settings_of

NEEDED = ("pygls", "lsprotocol")


def serve(options: Namespace) -> int:
    """Serves an editor on stdin and stdout, and returns the exit status."""
    if options.paths:
        complain("server takes no paths: the editor says what is open")
        return MISUSE
    try:
        from jitlint.server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        complain("server needs pygls, which comes with jitlint[server]")
        return MISUSE
    if None in (sys.stdin, sys.stdout):
        complain("server speaks on stdin and stdout, and one of them is closed")
        return MISUSE
    gc.enable()  # off where a command ends soon
    return serve(lambda: settings_of((), options))
