"""What a run comes to: a table for a person, and the same as JSON."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from helpline.simulate.report import quantile
from helpline.simulate.trace import Known, Sent, Showed, Trace, Troubled, Unlinked
from tests.faults.campaign.run import Outcome
from tests.faults.check import accepted, shown
from tests.faults.history import Fault, History, of, present
from tests.faults.rules.outage import told_after


def figures(outcome: Outcome) -> dict[str, Any]:
    """Return every figure of a run."""
    history, ledger = outcome.history, outcome.ledger
    return {
        "seed": outcome.plan.seed,
        "minutes": outcome.plan.minutes,
        "nodes": outcome.plan.nodes,
        "youths at a time": outcome.plan.youths,
        "desks": outcome.plan.desks,
        "pages": len(history.traces),
        "accepted": accepted(history),
        "shown": shown(history),
        "gap marks": sum(e.gap for t in history.traces for e in of(t, Showed)),
        "sent to shown, s": _spread(_latencies(history)),
        "violations": dict(Counter(one.rule for one in outcome.violations)),
        "unreadable": ledger.unreadable,
        "altered": ledger.altered,
        "pictures differ": ledger.pictures_differ,
        "pages that failed": dict(ledger.failed),
        "node stops, s": [round(one, 1) for one in outcome.stops],
        "faults": _by_kind(history),
    }


def is_clean(outcome: Outcome) -> bool:
    """Tell whether nothing at all is wrong."""
    ledger = outcome.ledger
    wrong = (ledger.unreadable, ledger.altered, ledger.pictures_differ, ledger.failed.total())
    return not outcome.violations and not any(wrong)


def as_json(outcome: Outcome) -> str:
    """Return the figures for a program."""
    return json.dumps(figures(outcome), indent=1)


def as_text(outcome: Outcome) -> str:
    """Return the figures for a person."""
    all_ = figures(outcome)
    lines = [f"{name:<20}{value}" for name, value in all_.items() if name != "faults"]
    lines.append(
        f"\n{'fault':<34}{'times':>6}{'back p50':>10}{'p99':>8}{'told p50':>10}{'most':>8}"
    )
    for kind, row in all_["faults"].items():
        cells = f"{row['times']:>6}{_cell(row['back']['p50']):>10}{_cell(row['back']['p99']):>8}"
        told = f"{_cell(row['told']['p50']):>10}{_cell(row['told']['most']):>8}"
        lines.append(f"{kind:<34}{cells}{told}")
    lines += [f"VIOLATION {one.rule} at {one.at:.2f}: {one.what}" for one in outcome.violations]
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _by_kind(history: History) -> dict[str, dict[str, Any]]:
    """Return, by kind: how often, how soon the pages were back, how soon they were told."""
    times: Counter[str] = Counter()
    back: dict[str, list[float]] = defaultdict(list)
    told: dict[str, list[float]] = defaultdict(list)
    ends = [*(fault.start for fault in list(history.faults)[1:]), history.end]
    for fault, until in zip(history.faults, ends, strict=True):
        times[fault.kind] += 1
        for trace in history.traces:
            back[fault.kind].extend(_back(trace, fault, max(until, fault.end)))
            after = told_after(trace, fault) if fault.no_store else None
            told[fault.kind].extend([] if after is None else [after])
    return {
        kind: {"times": times[kind], "back": _spread(back[kind]), "told": _spread(told[kind])}
        for kind in sorted(times, key=lambda kind: int(kind.split()[0][1:]))
    }


def _back(trace: Trace, fault: Fault, until: float) -> Iterable[float]:
    """Yield how long after a fault's end, or after it was hit, a page was well again for good."""
    hit = back = era = None
    for event in trace.events:
        within = fault.start <= event.at <= until
        match event:
            case Known(at=at, era=now) if within and era is not None:
                back = at if hit is not None or now != era else back
            case Known(era=now) if event.at < fault.start:
                era = now
            case Troubled(at=at, on=False) if within and hit is not None:
                back = at
            case Unlinked(at=at) | Troubled(at=at, on=True) if within and hit is None:
                hit = at
    if back is not None:
        yield max(0.0, back - max(fault.end, fault.end if hit is None else hit))


def _latencies(history: History) -> list[float]:
    """Return the seconds from first sent to shown, where the reader was there all the time."""
    sent: dict[str, float] = {}
    for trace in history.traces:
        for event in of(trace, Sent):
            sent.setdefault(event.message.cid, event.at)
    found = []
    for trace in history.traces:
        spans = present(trace, history.end)
        for shown_ in of(trace, Showed):
            at = sent.get(shown_.message.cid, shown_.at)
            if any(a <= at and shown_.at <= b for a, b in spans):
                found.append(shown_.at - at)
    return found


def _spread(values: list[float]) -> dict[str, float | None]:
    most = max(values, default=None)
    parts = {"p50": quantile(values, 0.5), "p99": quantile(values, 0.99), "most": most}
    return {name: None if value is None else round(value, 3) for name, value in parts.items()}
