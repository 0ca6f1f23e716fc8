"""The arithmetic of a report: medians, and ratios of what ran in the same round."""

from collections.abc import Mapping, Sequence
from statistics import median

from bench.scenes import Figures

BUSY = 0.15
"""The share of one core that others may use meanwhile; beyond it a figure is not kept."""

Round = Mapping[str, Figures]
"""By subject, what one round found."""


def is_quiet(figures: Figures) -> bool:
    """Tell whether nobody else used the machine so much that a figure would be theirs."""
    return figures["strangers"] <= BUSY


def medians(rounds: Sequence[Round], subject: str) -> Figures:
    """Return the middle of each figure of a subject."""
    rows = [found[subject] for found in rounds if subject in found]
    return {name: median(row[name] for row in rows) for name in (rows[0] if rows else {})}


def ratio(rounds: Sequence[Round], judged: str, peer: str, name: str) -> float | None:
    """Return the middle of one figure's ratios, each of a pair of the same round; None: no pair."""
    pairs = [
        found[judged][name] / found[peer][name]
        for found in rounds
        if judged in found and peer in found and found[peer][name] > 0
    ]
    return median(pairs) if pairs else None


def spread(rounds: Sequence[Round], subject: str, name: str) -> tuple[float, float]:
    """Return the least and the most that a subject showed of one figure."""
    values = [found[subject][name] for found in rounds if subject in found]
    return min(values), max(values)
