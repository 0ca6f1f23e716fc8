"""The numbers of a node in Prometheus's text format, as coarse as the catalogue says.

The library only writes the format; what is counted is counted in plain numbers elsewhere, so that
a node of which nobody asks pays for none of it.
"""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.registry import Collector

from helpline.core.node_tally import Times, in_steps
from helpline.edge.metrics.catalogue import METRICS, Kind, Metric
from helpline.edge.metrics.node import Node, Values

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_BEYOND: Final = "+Inf"


class Exposition(Collector):
    """What is told of one node, in a registry of its own: nothing else can get into it."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def text(self) -> bytes:
        """Return all that is told now."""
        return generate_latest(self._registry)

    def describe(self) -> list[Family]:
        """Return nothing: the library would look at the numbers to learn their names."""
        return []

    def collect(self) -> Iterator[Family]:
        """Yield what the catalogue names, and nothing besides; what is not known is left out."""
        numbers, times = self._node.numbers(), self._node.times()
        for metric in METRICS:
            if metric.name in times:
                yield _times(metric, times[metric.name])
            elif metric.name in numbers:
                yield _numbers(metric, numbers[metric.name])


def _numbers(metric: Metric, values: Values) -> Family:
    labels = [metric.label] if metric.label else []
    made = CounterMetricFamily if metric.kind is Kind.COUNTER else GaugeMetricFamily
    family = made(metric.name, metric.says, labels=labels)
    for value in metric.values or ("",):
        family.add_metric([value] if value else [], _coarse(values.get(value, 0), metric.step))
    return family


def _coarse(number: float, step: int) -> float:
    return number if step == 1 else in_steps(int(number), step)


def _times(metric: Metric, times: Times) -> Family:
    bounds = [*map(str, times.bounds), _BEYOND]
    family = HistogramMetricFamily(metric.name, metric.says)
    family.add_metric([], list(zip(bounds, times.within(), strict=True)), times.total_s)
    return family
