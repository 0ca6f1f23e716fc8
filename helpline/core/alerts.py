"""Alerts for supervisors: when one is raised, when it is over, and when it speaks.

`turn` is the whole of it: what stood, what is read now, and the time give what stands next. An
alert knows its kind and times, and who is seeing to it; nothing in it leads to a chat.

- It is raised once its level has been over its limit for as long as the rule holds.
- It is over once its level has stayed at or under three quarters of the limit for `calm_s`. Between
  the two nothing happens, so that a level that swings about the limit raises one alert, not ten.
- It speaks once: by sound, by notice of a browser, and outside. Not in quiet hours, not while
  somebody is seeing to it, and not while it is about to be over. What was raised in quiet hours and
  still stands when they end speaks then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from helpline.core.policy import Policy

CALM_SHARE: Final = 0.75
"""An alert is over at this share of its limit. A choice of ours, not a finding of anybody's."""


class AlertKind(StrEnum):
    """What an alert is about; the closed list, the gravest first."""

    NOT_SAFE = "not_safe"
    """A youth who is not safe right now waits."""
    NOBODY_READY = "nobody_ready"
    """Somebody waits, and nobody takes chats."""
    WAIT = "wait"
    """Somebody has waited long."""
    LINE = "line"
    """Many wait."""
    SILENT = "silent"
    """A youth in a chat has waited long for an answer of the responder."""
    SHIFT = "shift"
    """Nobody has signed up for a shift that begins soon."""
    NODE = "node"
    """Fewer nodes run than should."""
    STORE = "store"
    """The ephemeral store does not answer."""


ALWAYS_SPEAK: Final = frozenset({AlertKind.NOT_SAFE, AlertKind.NODE, AlertKind.STORE})
"""These keep no quiet hours: somebody is in danger, or soon nobody can be answered at all."""
AT_ONCE: Final = frozenset({AlertKind.NOT_SAFE, AlertKind.SHIFT})
"""These are raised without holding: the first must not wait longer, the second does not swing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is so right now: how many, and since when (of a shift: when it begins)."""

    n: int
    at: float | None = None


Readings = Mapping[AlertKind, Reading]


@dataclass(frozen=True, slots=True)
class Rule:
    """When an alert of one kind is raised, and when it is over; seconds, and levels of its kind."""

    over: float
    calm: float
    hold_s: float
    calm_s: float


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert, or one that is about to be raised (`raised_at` is None); times of the store."""

    kind: AlertKind
    over_since: float
    raised_at: float | None = None
    calm_since: float | None = None
    told: bool = False
    """It has spoken."""
    seen_by: str | None = None
    """The first name of who is seeing to it."""


@dataclass(frozen=True, slots=True)
class Board:
    """All alerts of a floor, each kind once, in the order of the list."""

    alerts: tuple[Alert, ...] = ()

    @property
    def raised(self) -> tuple[Alert, ...]:
        """Those that stand."""
        return tuple(alert for alert in self.alerts if alert.raised_at is not None)


def limits(policy: Policy) -> dict[AlertKind, int]:
    """Return the number that each kind goes by, of those that are not switched off by a 0.

    Seconds; of LINE and NODE a number of people and of nodes, of SHIFT hours.
    """
    numbers = {
        AlertKind.NOT_SAFE: policy.alert_not_safe_s,
        AlertKind.NOBODY_READY: policy.alert_nobody_ready_s,
        AlertKind.WAIT: policy.alert_wait_s,
        AlertKind.LINE: policy.alert_line,
        AlertKind.SILENT: policy.alert_silent_s,
        AlertKind.SHIFT: policy.alert_shift_h,
        AlertKind.NODE: policy.alert_nodes,
        AlertKind.STORE: policy.alert_store_s,
    }
    return {kind: number for kind, number in numbers.items() if number > 0}


def rule(kind: AlertKind, limit: int, policy: Policy) -> Rule:
    """Return the rule of a kind that is switched on."""
    match kind:
        case AlertKind.NOBODY_READY:
            return Rule(0, 0, limit, policy.alert_calm_s)
        case AlertKind.SHIFT | AlertKind.NODE:
            over: float = 0
        case _:
            over = limit
    hold_s = 0 if kind in AT_ONCE else policy.alert_hold_s
    return Rule(over, over * CALM_SHARE, hold_s, policy.alert_calm_s)


def level(kind: AlertKind, limit: int, read: Reading, now: float) -> float:
    """Return what is compared with the rule: seconds of waiting, or how many there are or lack."""
    match kind:
        case AlertKind.LINE | AlertKind.NOBODY_READY | AlertKind.SHIFT:
            return read.n
        case AlertKind.NODE:
            return limit - read.n
        case _:
            return 0 if read.at is None else now - read.at


def turn(board: Board, readings: Readings, now: float, policy: Policy, *, quiet: bool) -> Board:
    """Return what stands next; kinds that are not read here, or are switched off, do not stand."""
    before = {alert.kind: alert for alert in board.alerts}
    found = []
    for kind, limit in limits(policy).items():
        if kind in readings:
            high = level(kind, limit, readings[kind], now)
            one = _turned(before.get(kind), kind, high, rule(kind, limit, policy), now)
            found.append(None if one is None else _spoken(one, quiet=quiet))
    return Board(tuple(one for one in found if one is not None))


def _turned(
    alert: Alert | None, kind: AlertKind, high: float, by: Rule, now: float
) -> Alert | None:
    if alert is None or alert.raised_at is None:
        if high <= by.over:
            return None
        rising = alert or Alert(kind, now)
        held = now - rising.over_since >= by.hold_s
        return replace(rising, raised_at=now) if held else rising
    if high > by.calm:
        return replace(alert, calm_since=None)
    calm_since = now if alert.calm_since is None else alert.calm_since
    return None if now - calm_since >= by.calm_s else replace(alert, calm_since=calm_since)


def _spoken(alert: Alert, *, quiet: bool) -> Alert:
    stands = alert.raised_at is not None and alert.calm_since is None
    hushed = quiet and alert.kind not in ALWAYS_SPEAK
    return replace(alert, told=True) if stands and not hushed and not alert.seen_by else alert


def acknowledged(board: Board, kind: AlertKind, name: str) -> Board:
    """Return the board with somebody seeing to an alert; who was first stays, until it is over."""
    return Board(
        tuple(
            replace(one, seen_by=one.seen_by or name)
            if one.kind is kind and one.raised_at is not None
            else one
            for one in board.alerts
        )
    )


def speaking(before: Board, after: Board) -> tuple[AlertKind, ...]:
    """Return the kinds that have begun to speak between two boards."""
    said = {alert.kind: alert.raised_at for alert in before.alerts if alert.told}
    return tuple(
        alert.kind
        for alert in after.alerts
        if alert.told and said.get(alert.kind) != alert.raised_at
    )


def is_quiet(now: float, zone: ZoneInfo, policy: Policy) -> bool:
    """Tell whether these are quiet hours, by the clock on the helpline's wall.

    They end before the hour they end at, and go over midnight where they end at an earlier hour
    than they begin. Where both are the same there are none.
    """
    begins, ends = policy.alert_quiet_from_h, policy.alert_quiet_to_h
    hour = datetime.fromtimestamp(now, zone).hour
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends
