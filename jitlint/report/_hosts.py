"""Paths, fingerprints and severities, as the services that read reports need them."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from jitlint.core.finding import Finding, Severity, Span
from jitlint.core.result import CheckResult
from jitlint.suppression.fingerprint import identities, slashed

CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def project_path(path: str) -> str:
    """Returns the path as the checkout has it, with slashes; absolute where it lies outside."""
    inside = slashed(path, _checkout(path))
    return os.path.abspath(path) if inside.startswith("..") else inside


def fingerprints(run: CheckResult) -> Iterator[str]:
    """Yields for each finding a name that stays when its lines move."""
    for identity in identities(run.findings, run.sources, _checkout(os.getcwd())):
        words = (identity.path, identity.code, identity.function, identity.text)
        text = "\0".join((*words, str(identity.number)))
        yield hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def severity(finding: Finding[Span]) -> Severity:
    """Returns the severity of a finding after its verdict: a refuted one is only a note."""
    return "note" if finding.is_refuted else finding.severity


def with_verdict(finding: Finding[Span]) -> str:
    """Returns the message with the verdict of JAX."""
    verdict = finding.verdict
    said = f" [{verdict.outcome} by jax {verdict.jax}]" if verdict and verdict.jax else ""
    return f"{finding.message}{said}"


def with_verdict_and_cell(finding: Finding[Span]) -> str:
    """Returns the message with its verdict, and the cell where a service shows only the file."""
    at = finding.at
    where = "" if at.cell is None else f" (cell {at.cell}, line {at.row})"
    return f"{with_verdict(finding)}{where}"


def percent_encoded(text: str, characters: str) -> str:
    """Returns a text with each of these characters as `%` and its hexadecimal number."""
    return re.sub(f"[{re.escape(characters)}]", lambda match: f"%{ord(match[0]):02X}", text)


def _checkout(path: str) -> str:
    absolute = os.path.abspath(path)
    given = (os.environ.get(name, "") for name in CHECKOUTS)
    above = (top for top in given if top and Path(absolute).is_relative_to(os.path.abspath(top)))
    return next(above, os.getcwd())
