"""What a run found, as a table for a person and as JSON for later."""

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson

from bench.figures import Round, is_quiet, medians, ratio, spread
from bench.plan import FLAT, NODES, OURS, Aim, Group
from bench.subjects import PEERS

RESULTS = Path(__file__).with_name("results")
_PYTHON = ("aiohttp", "python-socketio", "python-engineio", "redis", "uvloop", "orjson")
_NODE = ("socket.io", "@socket.io/redis-adapter", "@socket.io/redis-streams-adapter", "redis")
_RATIOS = 2
_INDENT = orjson.OPT_INDENT_2


def table(group: Group, rounds: Sequence[Round]) -> str:
    """Return one group as a table in Markdown: ratios first, then what was wanted."""
    rows = [row for found in rounds for row in found.values()]
    names = [name for name in group.shows if any(name in row for row in rows)]
    judged = group.subjects[0]
    compared = [] if len(group.subjects) == 1 else names[:_RATIOS]
    wanted = ["wanted"] if group.aims else []
    head = ["", *(f"{name}: {judged} to it" for name in compared), *wanted, *names]
    lines = [f"### {group.title}", "", _row(head), _row(["---"] * len(head))]
    for subject in group.subjects:
        found = medians(rounds, subject)
        if found:
            ratios = [_ratio(rounds, judged, subject, name) for name in compared]
            aims = [_aims(group, rounds, subject) for _ in wanted]
            lines.append(_row([subject, *ratios, *aims, *(_number(found[name]) for name in names)]))
        else:
            lines.append(_row([subject, "not kept: the machine was busy"]))
    return "\n".join([*lines, "", _foot(group, rounds, group.shows[0])])


def flatness(found: Mapping[str, Sequence[Round]]) -> str:
    """Return how the cost of a message grows with the nodes, or nothing where only one is known."""
    costs = {name: medians(found.get(name, ()), OURS).get("CPU us") for name in NODES}
    known = {name: cost for name, cost in costs.items() if cost is not None}
    if len(known) < _RATIOS:
        return ""
    first, base = next(iter(known.items()))
    low, high = FLAT
    head = ["nodes", "CPU us", f"to {first}", f"wanted: {low:g} to {high:g}"]
    lines = ["### A message against the number of nodes", "", _row(head), _row(["---"] * len(head))]
    for name, cost in known.items():
        grown = cost / base
        said = "" if name == first else _said(is_met=low <= grown <= high)
        lines.append(_row([name, _number(cost), f"**{grown:.2f}**", said]))
    return "\n".join(lines)


def _aims(group: Group, rounds: Sequence[Round], subject: str) -> str:
    """Return what is wanted beside this subject, and whether that is so."""
    judged = group.subjects[0]
    said = []
    for aim in group.aims:
        if aim.peer == subject:
            said.append((f"{aim.name} at most {aim.most:g} of it", aim))
        elif not aim.peer and subject == judged:
            said.append((f"{aim.name} at most {aim.most:g}", aim))
    return "; ".join(f"{words}: {_judge(rounds, judged, aim)}" for words, aim in said)


def _judge(rounds: Sequence[Round], judged: str, aim: Aim) -> str:
    if aim.peer:
        found = ratio(rounds, judged, aim.peer, aim.name)
    else:
        found = medians(rounds, judged).get(aim.name)
    return "not measured" if found is None else _said(is_met=found <= aim.most)


def _said(*, is_met: bool) -> str:
    return "met" if is_met else "**not met**"


def _foot(group: Group, rounds: Sequence[Round], name: str) -> str:
    kept = [sum(subject in found for found in rounds) for subject in group.subjects]
    foot = f"Medians of {min(kept)} to {max(kept)} rounds"
    if not kept[0]:
        return f"{foot}."
    low, high = spread(rounds, group.subjects[0], name)
    foot += f"; {name} of {group.subjects[0]}: {_number(low)} to {_number(high)}"
    loud = sum(not is_quiet(row) for found in rounds for row in found.values())
    return f"{foot}. **{loud} on a busy machine: no result.**" if loud else f"{foot}."


def _ratio(rounds: Sequence[Round], judged: str, peer: str, name: str) -> str:
    found = None if peer == judged else ratio(rounds, judged, peer, name)
    return "" if found is None else f"**{found:.2f}**"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float) -> str:
    """Return a figure with as many digits as it deserves."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def new_path() -> Path:
    """Return where the figures of a run that begins now are kept."""
    RESULTS.mkdir(exist_ok=True)
    return RESULTS / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}.json"


def write(path: Path, found: Mapping[str, Sequence[Round]], *, quick: bool) -> None:
    """Keep everything a run has found so far."""
    path.write_bytes(orjson.dumps(_about(quick=quick) | {"groups": found}, option=_INDENT))


def read(path: Path, *, quick: bool) -> dict[str, list[Round]]:
    """Return what an earlier run has found, to go on with it; nothing if there was none.

    Raises ValueError where that was another machine, of other versions, or of another size.
    """
    if not path.exists():
        return {}
    whole: dict[str, Any] = orjson.loads(path.read_bytes())
    if other := [name for name, now in _about(quick=quick).items() if whole.get(name) != now]:
        raise ValueError(f"{path} is of another run: {', '.join(other)}")
    groups: dict[str, list[Round]] = whole["groups"]
    return groups


def _about(*, quick: bool) -> dict[str, Any]:
    return {"machine": machine(), "versions": versions(), "quick": quick}


def machine() -> str:
    """Return what kind of machine this is."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0] if names else platform.machine()}, {platform.release()}"


def versions() -> dict[str, str]:
    """Return what ran."""
    packages: dict[str, Any] = orjson.loads((PEERS / "package-lock.json").read_bytes())["packages"]
    ours = {name: version(name) for name in _PYTHON}
    theirs = {f"npm {name}": packages[f"node_modules/{name}"]["version"] for name in _NODE}
    return {"python": platform.python_version(), **ours, **theirs}
