"""The address of the page of each rule, which every report gives in its own form."""

import os

BASE = "https://jitlint.readthedocs.io/"
VARIABLE = "JITLINT_DOCS_URL"


def rule_page(code: str) -> str:
    """Returns the address of the page of a rule on the site, or on the one that is named."""
    return f"{site().rstrip('/')}/rules/{code}/"


def site() -> str:
    """Returns the address of the site: that in `JITLINT_DOCS_URL`, or else the public one."""
    return os.environ.get(VARIABLE, "").strip() or BASE
