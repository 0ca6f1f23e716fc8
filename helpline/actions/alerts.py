"""Raising alerts, once for all nodes: whichever commits a board first has what it says told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from helpline.actions.deliveries import Changed, Deliveries
from helpline.actions.picture import Picture
from helpline.actions.world import World
from helpline.core.alerts import (
    Alert,
    AlertKind,
    Board,
    Reading,
    Readings,
    acknowledged,
    is_quiet,
    limits,
    speaking,
    turn,
)
from helpline.core.chat import Chat, Phase, Presence, asked_since
from helpline.core.desk import takes_chats
from helpline.core.errors import TryAgain
from helpline.core.intake import Safety
from helpline.ephemeral.documents import NEW, Stored
from helpline.wire.floor import FloorAlert, FloorRule

TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of a look: what pages are to be told, and what has begun to speak."""

    told: Deliveries = ()
    speaking: tuple[AlertKind, ...] = ()


async def watch(world: World, picture: Picture) -> Turned:
    """Raise what has come due and let go of what is over; another node may be faster."""
    before, now = picture.board, picture.now
    quiet = is_quiet(now, world.zone, world.policy)
    after = turn(before.value, readings(picture), now, world.policy, quiet=quiet)
    if after == before.value or not await world.floor.alerts.commit(before.version, after):
        return Turned()
    return Turned((Changed(),), speaking(before.value, after))


async def acknowledge(world: World, kind: AlertKind, name: str) -> Deliveries:
    """Note who is seeing to an alert; one that is over meanwhile needs nobody. Raises TryAgain."""
    for _ in range(TRIES):
        before = await world.floor.alerts.load()
        after = acknowledged(before.value, kind, name)
        if after == before.value or await world.floor.alerts.commit(before.version, after):
            return (Changed(),)
    raise TryAgain("the alerts change too fast")


async def refill(world: World, board: Board) -> None:
    """Tell a store that was emptied which alerts stood, or each would speak a second time."""
    if board.alerts:
        await world.floor.alerts.commit(NEW, board)


def readings(picture: Picture) -> Readings:
    """Return what the rules look at: numbers and times, and nothing that leads to a chat."""
    stored = [picture.chats[key] for key in picture.line if key in picture.chats]
    waiting = [one.value for one in stored]
    unsafe = [chat for chat in waiting if chat.intake.safety is Safety.NOT_SAFE]
    asked = _asked(picture.chats.values())
    begins = [shift.begins for shift in picture.bare]
    ready = any(
        desk.link.presence is Presence.HERE and takes_chats(desk, picture.now)
        for desk in picture.desks.values()
    )
    wait = Reading(len(waiting), _first(waiting))
    return {
        AlertKind.NOT_SAFE: Reading(len(unsafe), _first(unsafe)),
        AlertKind.NOBODY_READY: Reading(0) if ready else wait,
        AlertKind.WAIT: wait,
        AlertKind.LINE: wait,
        AlertKind.SILENT: Reading(len(asked), min(asked, default=None)),
        AlertKind.SHIFT: Reading(len(begins), min(begins, default=None)),
        AlertKind.NODE: Reading(picture.nodes),
    }


def _first(chats: Iterable[Chat]) -> float | None:
    return min((chat.joined_at for chat in chats), default=None)


def _asked(chats: Iterable[Stored[Chat]]) -> list[float]:
    """Return since when youth wait for an answer in chats that a responder holds."""
    times = (
        asked_since(stored.value, stored.speech)
        for stored in chats
        if stored.value.phase is Phase.OPEN
    )
    return [time for time in times if time is not None]


def floor_alerts(picture: Picture) -> tuple[FloorAlert, ...]:
    """Return the alerts that a floor shows."""
    read = readings(picture)
    return tuple(_shown(one, read[one.kind], picture.now) for one in picture.board.value.raised)


def alerts_see(picture: Picture) -> tuple[object, ...]:
    """Return what decides `floor_alerts`, but for the seconds."""
    raised = picture.board.value.raised
    read = readings(picture) if raised else {}
    return tuple((one.kind, one.raised_at, one.told, one.seen_by, read[one.kind]) for one in raised)


def _shown(alert: Alert, read: Reading, now: float) -> FloorAlert:
    return FloorAlert(
        kind=alert.kind,
        raised_s=_whole(now - (alert.raised_at or now)),
        n=read.n,
        seconds=None if read.at is None else _whole(_apart(alert.kind, read.at, now)),
        speaks=alert.told,
        seen_by=alert.seen_by,
    )


def _apart(kind: AlertKind, at: float, now: float) -> float:
    return at - now if kind is AlertKind.SHIFT else now - at


def _whole(seconds: float) -> int:
    return max(0, round(seconds))


def floor_rules(world: World) -> tuple[FloorRule, ...]:
    """Return what raises alerts here, for whoever watches."""
    return tuple(FloorRule(kind=kind, limit=n) for kind, n in limits(world.policy).items())
