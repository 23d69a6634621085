"""A directory served to a real browser, which is in `build/browser` where npm has put it."""

import contextlib
import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BROWSER = ROOT / "build" / "browser"
needs_browser = pytest.mark.skipif(
    not (BROWSER / "node_modules").is_dir() or shutil.which("npm") is None,
    reason="no browser in build/browser: see .ci/run",
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, format: str, *args: Any) -> None:
        """Writes nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Yields the address of a server of a directory."""
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
