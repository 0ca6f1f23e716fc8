"""Write what operators read: run as `python -m helpline.edge.metrics.generate ROOT`."""

import sys
from pathlib import Path
from typing import Final

from helpline.edge.metrics.catalogue import METRICS, REFUSED, Metric, Whose

_HEAD: Final = """# What monitoring is told

Generated from the table in `helpline/edge/metrics/catalogue.py`; nothing that is not in it can be
told. How to switch it on is in the [operator's guide](operators-guide.md#monitoring).

A number with a time beside it, as a monitoring system keeps it, would say when a youth came. So
what youth move stands in **steps**, rounded down: fewer than one step is 0, so a youth who is alone
is never seen, and among others a step does not say who made it. The rest is moved by the clock, by
faults and by staff. Labels have only the values below. Why, and what it costs, is in
[decision 0034](decisions/0034-numbers-in-steps.md).

What is **of the line** is the same at every node: take `max`. What is **of the node** is added up.

| name | kind | of | in steps of | label | what it is |
| --- | --- | --- | --- | --- | --- |
"""
_OF: Final = {Whose.LINE: "the line", Whose.NODE: "the node"}


def metrics() -> str:
    """Return the document of all metrics."""
    return _HEAD + "".join(map(_row, METRICS))


def _row(metric: Metric) -> str:
    step = "" if metric.step == 1 else str(metric.step)
    cells = (f"`{metric.name}`", metric.kind, _OF[metric.whose], step, _label(metric), metric.says)
    return f"| {' | '.join(cells)} |\n"


def _label(metric: Metric) -> str:
    if metric.name == REFUSED:
        return f"`{metric.label}`: a code of [the protocol](protocol.md)"
    values = ", ".join(f"`{value}`" for value in metric.values)
    return f"`{metric.label}`: {values}" if values else ""


def main(root: Path) -> None:
    """Write it below a root."""
    path = root / "docs" / "metrics.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(metrics(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
