"""What one run or several come to: figures as JSON, and a table for a person."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from helpline.simulate.report import quantile
from helpline.simulate.trace import Showed
from tests.faults.campaign.measure import by_kind, latencies
from tests.faults.campaign.near import near
from tests.faults.campaign.run import Outcome
from tests.faults.campaign.targets import TARGETS, Target, measured
from tests.faults.check import accepted, shown
from tests.faults.history import History, Violation, of

Figures = dict[str, Any]
SUMMED = ("minutes", "pages", "accepted", "shown", "gap marks")
TOLD = 4
COUNTED = ("violations", "pages that failed", "wrong in pages")


def figures(outcome: Outcome) -> Figures:
    """Return every figure of a run, with each single sample."""
    history, ledger, plan = outcome.history, outcome.ledger, outcome.plan
    wrong = {
        "unreadable": ledger.unreadable,
        "altered": ledger.altered,
        "pictures differ": ledger.pictures_differ,
    }
    return {
        "runs": [
            {
                "seed": plan.seed,
                "minutes": plan.minutes,
                "store": plan.store,
                "nodes": plan.nodes,
                "youths at a time": plan.youths,
                "desks": plan.desks,
            }
        ],
        "minutes": plan.minutes,
        "pages": len(history.traces),
        "accepted": accepted(history),
        "shown": shown(history),
        "gap marks": sum(e.gap for t in history.traces for e in of(t, Showed)),
        "violations": dict(Counter(one.rule for one in outcome.violations)),
        "pages that failed": dict(ledger.failed),
        "wrong in pages": {what: times for what, times in wrong.items() if times},
        "sent to shown": _short(latencies(history)),
        "faults": {
            kind: {name: _short(values) for name, values in samples.items()}
            for kind, samples in by_kind(history).items()
        },
        "noted": {name: _short(values) for name, values in outcome.noted.items()},
        "cases": [_case(history, one) for one in _first(outcome.violations)],
    }


def _first(violations: Sequence[Violation]) -> Iterator[Violation]:
    """Yield the first few of each rule: the rest mostly tells the same again."""
    seen: Counter[str] = Counter()
    for one in violations:
        seen[one.rule] += 1
        if seen[one.rule] <= TOLD:
            yield one


def _case(history: History, one: Violation) -> str:
    return "\n".join([f"{one.rule} at {one.at:.2f}: {one.what}", *near(history, one)])


def is_clean(of_what: Outcome | Figures) -> bool:
    """Tell whether nothing at all is wrong."""
    found = figures(of_what) if isinstance(of_what, Outcome) else of_what
    return not any(found[name] for name in COUNTED)


def together(several: Sequence[Figures]) -> Figures:
    """Return the figures of several runs as those of one."""
    whole: Figures = {name: sum(one[name] for one in several) for name in SUMMED}
    for name in COUNTED:
        whole[name] = dict(sum((Counter(one[name]) for one in several), Counter[str]()))
    for name in ("runs", "sent to shown", "cases"):
        whole[name] = [value for one in several for value in one[name]]
    whole["noted"] = _merged(one["noted"] for one in several)
    kinds = {kind for one in several for kind in one["faults"]}
    whole["faults"] = {
        kind: _merged(one["faults"].get(kind, {}) for one in several) for kind in kinds
    }
    return whole


def as_text(of_what: Outcome | Figures) -> str:
    """Return the figures for a person."""
    found = figures(of_what) if isinstance(of_what, Outcome) else of_what
    lines = [f"{name:<20}{value}" for name, value in _head(found).items()]
    lines += ["", _row("fault", ("times", "back p50", "p99", "told p50", "most", "standstill"))]
    lines += [_kind(kind, found["faults"][kind]) for kind in sorted(found["faults"], key=_number)]
    lines += ["", f"{'asked for':<44}{'at most':>9}{'measured':>10}"]
    lines += [line for target in TARGETS for line in _target(found, target)]
    lines += [f"VIOLATION {case}" for case in found["cases"]]
    return "\n".join(lines)


def _head(found: Figures) -> Figures:
    ways = found["sent to shown"]
    return {
        "seeds": " ".join(f"{run['store']} {run['seed']}" for run in found["runs"]),
        "faults": sum(len(samples["times"]) for samples in found["faults"].values()),
        **{name: found[name] for name in SUMMED},
        "sent to shown, s": f"p50 {_cell(quantile(ways, 0.5))}, p99 {_cell(quantile(ways, 0.99))}",
        **{name: found[name] or "none" for name in COUNTED},
    }


def _kind(kind: str, samples: dict[str, list[float]]) -> str:
    back, told = samples.get("back", []), samples.get("told", [])
    cells = (
        str(len(samples["times"])),
        _cell(quantile(back, 0.5)),
        _cell(quantile(back, 0.99)),
        _cell(quantile(told, 0.5)),
        _cell(max(told, default=None)),
        _cell(max(samples.get("standstill", []), default=None)),
    )
    return _row(kind, cells)


def _row(name: str, cells: Iterable[str]) -> str:
    return f"{name:<32}" + "".join(f"{cell:>11}" for cell in cells)


def _target(found: Figures, target: Target) -> Iterator[str]:
    """Yield the line of a target, if there is anything to say of it."""
    value = measured(target, found["faults"], found["noted"])
    if value is not None:
        text = f"{f'{target.fault} {target.what}':<44}{target.most:>9.1f}{value:>10.2f}"
        yield f"{text}  {_paint('met', 32) if value <= target.most else _paint('MISSED', 31)}"


def _paint(word: str, colour: int) -> str:
    return f"\033[{colour}m{word}\033[0m" if sys.stdout.isatty() else word


def _merged(several: Iterable[dict[str, list[float]]]) -> dict[str, list[float]]:
    whole: dict[str, list[float]] = defaultdict(list)
    for one in several:
        for name, values in one.items():
            whole[name] += values
    return whole


def _short(values: Iterable[float]) -> list[float]:
    return [round(value, 3) for value in values]


def _number(kind: str) -> tuple[int, str]:
    return int(kind.split(maxsplit=1)[0][1:]), kind


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
