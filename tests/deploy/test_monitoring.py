"""What is shipped for monitoring asks for what a node tells, and adds up what may be added up."""

import json
import re
from typing import Any

import pytest
import yaml

from helpline.edge.metrics.catalogue import METRICS, Kind, Metric, Whose
from tests.deploy.conftest import DEPLOY

FOLDER = DEPLOY / "monitoring"
TOLD = {metric.name: metric for metric in METRICS}
NAME = re.compile(r"\b(?:helpline|process)_\w+")
USE = re.compile(r'\b((?:helpline|process)_\w+)\{job="\$job"(?:,(\w+)="(\w+)")?\}')
COLUMNS = 24
KINDS = {"row", "stat", "timeseries"}


def dashboard() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "grafana.json").read_text())
    return read


def panels() -> list[dict[str, Any]]:
    return [panel for panel in dashboard()["panels"] if panel["type"] != "row"]


def queries() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel["targets"]]


def metric_of(name: str) -> Metric:
    """Return what a name in a query is of: a histogram is told by its parts."""
    return TOLD.get(name) or TOLD[name.removesuffix("_bucket")]


def test_a_dashboard_has_the_shape_that_grafana_reads() -> None:
    made = dashboard()
    assert made["schemaVersion"] >= 36
    assert {"title", "uid", "time", "templating", "annotations", "panels"} <= set(made)
    assert "id" not in made, "Grafana gives one when it is imported"
    ids = [panel["id"] for panel in made["panels"]]
    assert len(set(ids)) == len(ids)
    assert {panel["type"] for panel in made["panels"]} == KINDS
    variables = {variable["name"] for variable in made["templating"]["list"]}
    assert variables == {"datasource", "job"}
    for panel in panels():
        assert panel["datasource"] == {"type": "prometheus", "uid": "${datasource}"}
        assert {"title", "description", "fieldConfig", "options", "targets"} <= set(panel)
        refs = [target["refId"] for target in panel["targets"]]
        assert refs
        assert len(set(refs)) == len(refs)


def test_no_panel_lies_over_another_or_over_the_edge() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard()["panels"]:
        at = panel["gridPos"]
        assert at["x"] + at["w"] <= COLUMNS
        cells = {
            (x, y)
            for x in range(at["x"], at["x"] + at["w"])
            for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


@pytest.mark.parametrize("query", queries())
def test_a_query_asks_for_what_is_told_of_the_job_that_was_chosen(query: str) -> None:
    uses = USE.findall(query)
    assert [name for name, _, _ in uses] == NAME.findall(query) != []
    for name, label, value in uses:
        metric = metric_of(name)
        assert label == "" or (label == metric.label and value in metric.values)
        assert name.endswith("_bucket") == (metric.kind is Kind.HISTOGRAM)


@pytest.mark.parametrize("query", queries())
def test_a_query_adds_up_what_is_of_a_node_and_nothing_of_the_line(query: str) -> None:
    """Every node tells the whole line: added up, three nodes would show three times as many."""
    for name in NAME.findall(query):
        metric = metric_of(name)
        if metric.whose is Whose.LINE:
            assert query.startswith("max")
            assert "sum" not in query
        if metric.kind is Kind.COUNTER:
            assert re.search(rf"\b(rate|increase)\({name}", query), "it is read by its growth"
        by = re.search(r"by \((\w+)\)", query)
        assert by is None or by[1] in {"le", "instance", metric.label}


def test_every_number_that_is_told_stands_on_the_dashboard() -> None:
    shown = {metric_of(name).name for query in queries() for name in NAME.findall(query)}
    assert shown == set(TOLD)


def test_prometheus_is_told_to_ask_the_port_of_the_example() -> None:
    made = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    (job,) = made["scrape_configs"]
    (targets,) = job["static_configs"]
    (port,) = {target.rsplit(":", 1)[1] for target in targets["targets"]}
    example = (DEPLOY / "helpline.env.example").read_text()
    assert f"#HELPLINE_METRICS_PORT={port}" in example.splitlines()
    assert "metrics_path" not in job, "it is where Prometheus looks by itself"


def test_a_container_is_asked_whether_it_lives_and_a_node_whether_it_is_ready() -> None:
    assert "/healthz'" in (DEPLOY / "Dockerfile").read_text()
    assert "health_uri /readyz\n" in (DEPLOY / "Caddyfile").read_text()
