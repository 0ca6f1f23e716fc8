"""What a run comes to, as tables for a person at a terminal."""

from collections.abc import Sequence
from math import ceil

from rich.console import Group, RenderableType
from rich.table import Table

from helpline.simulate.ledger import Ledger

NOUGHT = (
    "lost",
    "doubled",
    "out_of_order",
    "altered",
    "unreadable",
    "pictures_differ",
    "dropped",
)
PARTS = (0.5, 0.9, 0.99)
NOTHING = "-"


def summary(ledger: Ledger) -> RenderableType:
    """Return the whole report."""
    return Group(_chats(ledger), _messages(ledger), _times(ledger), _faults(ledger))


def quantile(values: Sequence[float], part: float) -> float | None:
    """Return the smallest value that so large a part does not exceed; None of nothing."""
    if not values:
        return None
    return sorted(values)[max(0, ceil(part * len(values)) - 1)]


def _chats(ledger: Ledger) -> Table:
    table = _table("Chats")
    joined, served = len(ledger.joined_at), len(ledger.opened_at)
    table.add_row("joined the line", str(joined))
    table.add_row("served", str(served))
    table.add_row("gone before anybody answered", str(joined - served))
    table.add_row("turned away at the door", str(ledger.turned_away))
    for how, count in ledger.endings().most_common():
        table.add_row(f"  ended: {how}", str(count))
    return table


def _messages(ledger: Ledger) -> Table:
    table = _table("Messages")
    table.add_row("sent", str(ledger.sent))
    table.add_row("acknowledged", str(ledger.acknowledged))
    table.add_row("seen on the other side", str(ledger.delivered))
    table.add_row("connections cut, as bad networks do", str(ledger.drops))
    table.add_row("connections broken otherwise", str(ledger.breaks))
    table.add_row("caught up after a gap", str(ledger.catch_ups))
    for what, count in sorted(ledger.refusals.items()):
        table.add_row(f"  refused: {what}", str(count))
    return table


def _times(ledger: Ledger) -> Table:
    table = Table("", "p50", "p90", "p99", "most", title="Times", title_justify="left")
    table.add_row("sent to seen, ms", *_spread(ledger.latencies(), 1_000))
    table.add_row("wait for an answer, s", *_spread(ledger.waits(), 1))
    return table


def _faults(ledger: Ledger) -> Table:
    faults = ledger.faults()
    table = _table("What must be nought")
    for name in NOUGHT:
        count = getattr(faults, name)
        style = "bold red" if count else "green"
        table.add_row(name.replace("_", " "), str(count), style=style)
    for what, count in faults.failed.most_common():
        table.add_row(f"a page failed: {what}", str(count), style="bold red")
    return table


def _table(title: str) -> Table:
    table = Table("", "", title=title, title_justify="left", show_header=False, min_width=44)
    table.columns[1].justify = "right"
    return table


def _spread(values: Sequence[float], scale: float) -> list[str]:
    figures = [*(quantile(values, part) for part in PARTS), max(values, default=None)]
    return [NOTHING if figure is None else f"{figure * scale:,.1f}" for figure in figures]
