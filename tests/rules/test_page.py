"""docs/rules.md says of every rule what the rule says of itself."""

from jitlint.rules import all_rules
from tools import rules


def test_the_page_of_all_rules_is_not_stale() -> None:
    assert rules.PAGE.read_text("utf-8") == rules.page(), "run python -m tools.rules"


def test_the_page_has_a_row_for_every_rule_in_order() -> None:
    rows = [line.split(" | ") for line in rules.page().splitlines() if line.startswith("| JIT")]
    assert [row[0].strip("| ") for row in rows] == [rule.code for rule in all_rules()]
    assert [row[1].strip("`") for row in rows] == [rule.name for rule in all_rules()]
    assert {len(row) for row in rows} == {7}
