"""Every report leads to the page of the rule, at the address of the site or of another one."""

import io
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from handmade import CLIP, TRAIN, run

from jitlint.core.rule_pages import BASE, VARIABLE
from jitlint.report import render

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def addresses(name: str) -> list[str]:
    """Returns the addresses that the report of one finding gives in a format."""
    stream = io.StringIO()
    render(name, run(TRAIN, CLIP), stream, color=False)
    document: Any = json.loads(stream.getvalue())
    match name:
        case "json":
            return [each["url"] for each in document]
        case "rdjson":
            return [each["code"]["url"] for each in document["diagnostics"]]
        case _:
            return [each["helpUri"] for each in document["runs"][0]["tool"]["driver"]["rules"]]


@pytest.mark.parametrize("name", ["json", "rdjson", "sarif"])
def test_a_report_gives_the_address_of_the_page(name: str, monkeypatch: Any) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert addresses(name) == [f"{BASE}rules/JIT101/"]


@pytest.mark.parametrize("name", ["json", "rdjson", "sarif"])
def test_a_site_of_ones_own_is_named_in_the_environment(name: str, monkeypatch: Any) -> None:
    monkeypatch.setenv(VARIABLE, "https://docs.example.org/lint")
    assert addresses(name) == ["https://docs.example.org/lint/rules/JIT101/"]


def test_the_address_is_the_one_that_the_package_names() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    assert project["urls"]["Documentation"] == BASE
