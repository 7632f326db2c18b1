"""Alert rules and Grafana's board ask for what there is, and the guide knows each alert."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml

from webapp import metrics
from webapp.metrics.instruments import Duration
from webapp.readiness import CONFIRMED, READY, Parts

PROMETHEUS_OWN = {"up": {"job", "instance"}}
ADDED_BY_PROMETHEUS = {"job", "instance"}
RULES = Path("deploy/alerts.yml")
BOARD = Path("deploy/grafana-dashboard.json")


def known() -> dict[str, set[str]]:
    """Every name that can be asked for, with its labels."""
    names = {
        name: {*one.labels, *ADDED_BY_PROMETHEUS, *({"le"} if isinstance(one, Duration) else ())}
        for one in metrics.ALL
        for name in one.sample_names
    }
    seen = {READY: {"part", *ADDED_BY_PROMETHEUS}, CONFIRMED: ADDED_BY_PROMETHEUS}
    return names | PROMETHEUS_OWN | seen


def rules() -> list[dict[str, Any]]:
    (group,) = yaml.safe_load(RULES.read_text())["groups"]
    found: list[dict[str, Any]] = group["rules"]
    return found


def asked() -> Iterator[tuple[str, str]]:
    """Where an expression stands, and the expression."""
    for rule in rules():
        yield rule["alert"], rule["expr"]
    for panel in json.loads(BOARD.read_text())["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]


def selectors(expression: str) -> list[Any]:
    """Each name with its matchers. Raises ValueError for what Prometheus would not take."""
    found: list[Any] = []

    def keep(node: Any) -> None:
        if isinstance(node, promql_parser.VectorSelector):
            found.append(node)
        if isinstance(node, promql_parser.MatrixSelector):
            found.append(node.vector_selector)

    promql_parser.walk(promql_parser.parse(expression), keep)
    return found


@pytest.mark.parametrize(("where", "expression"), list(asked()))
def test_an_expression_asks_for_metrics_and_labels_that_there_are(
    where: str, expression: str
) -> None:
    there = known()
    found = selectors(expression)

    assert found
    for selector in found:
        assert selector.name in there, f"{where}: no such metric"
        named = set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", str(selector.matchers)))
        assert named <= there[selector.name], f"{where}: no such label"
    grouped = set(re.findall(r"\w+", " ".join(re.findall(r"by \(([^)]*)\)", expression))))
    assert grouped <= set().union(*(there[selector.name] for selector in found)), where


def asked_lately(node: Any) -> set[str]:
    """What must have grown lately for this to be true, whichever of its sides is."""
    if isinstance(node, promql_parser.ParenExpr | promql_parser.AggregateExpr):
        return asked_lately(node.expr)
    if isinstance(node, promql_parser.Call):
        assert node.func.name in ("increase", "rate")
        return {node.args[0].vector_selector.name}
    if isinstance(node, promql_parser.BinaryExpr) and str(node.op) == "or":
        return asked_lately(node.lhs) | asked_lately(node.rhs)
    assert isinstance(node, promql_parser.BinaryExpr), f"true of what may be long ago: {node}"
    assert str(node.op) == ">"
    return asked_lately(node.lhs)


def test_an_alert_of_open_breakers_ends_where_no_worker_makes_calls_that_would_close_them() -> None:
    """Their number changes with calls alone, so it is only true while there are some."""
    (gauge,), held_back, made = (
        one.sample_names for one in (metrics.BREAKERS_OPEN, metrics.NOT_ASKED, metrics.CALLS)
    )
    asking = [rule["expr"] for rule in rules() if gauge in rule["expr"]]

    assert asking
    for expression in asking:
        both = promql_parser.parse(expression)
        assert isinstance(both, promql_parser.BinaryExpr)
        assert str(both.op) == "and"
        assert asked_lately(both.rhs) <= held_back | made


def test_every_metric_is_on_the_board() -> None:
    shown = {selector.name for _, expression in asked() for selector in selectors(expression)}

    assert [one.name for one in metrics.ALL if not one.sample_names & shown] == []
    assert {READY, CONFIRMED} <= shown


def test_the_guide_has_every_metric() -> None:
    guide = Path("docs/operating.md").read_text().split("## Metrics")[1].split("\n## ")[0]
    told = set(re.findall(r"`(dashboard_\w+)`", guide))

    assert told == {READY, CONFIRMED} | {
        one.name if isinstance(one, Duration) else next(iter(one.sample_names))
        for one in metrics.ALL
    }


def test_every_alert_says_what_it_is_and_how_bad() -> None:
    for rule in rules():
        assert set(rule) - {"for"} == {"alert", "expr", "labels", "annotations"}
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"]
        assert re.fullmatch(r"\d+[sm]", rule.get("for", "0s"))


def test_the_guide_says_what_to_do_for_every_alert_and_for_no_other() -> None:
    table = Path("docs/operating.md").read_text().split("### Symptoms and alerts")[1]
    rows = [row.split("|") for row in table.split("\n\n`/livez`")[0].splitlines() if "| `" in row]

    assert [row[2].strip(" `") for row in rows] == [rule["alert"] for rule in rules()]
    assert all(row[1].strip() and row[3].strip() for row in rows)


def test_the_parts_are_told_under_the_name_that_is_asked_for() -> None:
    parts = Parts()
    parts.saw("redis", is_ready=False)

    (family,) = parts.collect()
    assert [(one.name, one.labels, one.value) for one in family.samples] == [
        (READY, {"part": "redis"}, 0)
    ]
