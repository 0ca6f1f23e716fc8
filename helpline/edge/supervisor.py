"""What a supervisor's page may ask (`/supervisor`)."""

from typing import Final

from helpline.actions import alerts, floor, floor_views, joins, notes
from helpline.actions.desk import Person
from helpline.actions.picture import Pictures
from helpline.actions.world import World
from helpline.core.audit import By, Deed
from helpline.core.errors import NotSignedIn
from helpline.core.names import ChatId, StaffId
from helpline.core.roles import Act, Whose, allow
from helpline.durable.audit import Audit
from helpline.edge.gate import DONE, Answer, Handlers
from helpline.edge.seats import Seat
from helpline.edge.socket_token import take_seat
from helpline.wire import staff as frames
from helpline.wire.joins import AskJoin
from helpline.wire.notes import SawNote, SendNote

ON: Final = "on"
OFF: Final = "off"


class SupervisorDoor:
    """The asks of `/supervisor`."""

    def __init__(self, world: World, pictures: Pictures, audit: Audit) -> None:
        self._world = world
        self._pictures = pictures
        self._audit = audit
        self.handlers: Handlers = {
            "arrive": self._arrive,
            "pull_back": self._pull_back,
            "lower_hand": self._lower_hand,
            "set_line": self._set_line,
            "set_notice": self._set_notice,
            "set_surge": self._set_surge,
            "raise_cap": self._raise_cap,
            "hand_over": self._hand_over,
            "ask_join": self._ask_join,
            "note": self._write_note,
            "note_seen": self._note_seen,
            "acknowledge": self._acknowledge,
        }

    def admit(self, seat: Seat, auth: object) -> bool:
        """Let a signed-in supervisor in."""
        return take_seat(seat, auth, self._world, Act.WATCH_FLOOR)

    async def gone(self, _: Seat) -> None:
        """A floor that nobody watches needs nothing."""

    async def is_lost(self, _: Seat) -> bool:
        """A floor has no place in the store."""
        return False

    async def _arrive(self, seat: Seat, _: frames.FloorArrive) -> Answer:
        if seat.person is None:
            raise NotSignedIn("no session")
        view = floor_views.floor_view(await self._pictures.fresh())
        seat.arrived = True
        return frames.FloorArrived(view=view, rules=alerts.floor_rules(self._world)), ()

    async def _pull_back(self, seat: Seat, frame: frames.PullBack) -> Answer:
        _allow(seat, Act.PULL_BACK)
        return DONE, await floor.pull_back(self._world, ChatId(frame.chat))

    async def _lower_hand(self, seat: Seat, frame: frames.LowerHand) -> Answer:
        _allow(seat, Act.LOWER_HAND)
        return DONE, await floor.lower_hand(self._world, StaffId(frame.staff))

    async def _acknowledge(self, seat: Seat, frame: frames.Acknowledge) -> Answer:
        who = _allowed(seat, Act.ACKNOWLEDGE)
        return DONE, await alerts.acknowledge(self._world, frame.kind, who.name)

    async def _set_line(self, seat: Seat, frame: frames.SetLine) -> Answer:
        """Set the line first: it must not wait for a database that may be away."""
        who = _allow(seat, Act.SET_LINE)
        told = await floor.set_line(self._world, frame.state)
        self._note(who, Deed.LINE_SET, frame.state)
        return DONE, told

    async def _set_notice(self, seat: Seat, frame: frames.SetNotice) -> Answer:
        who = _allow(seat, Act.SET_LINE)
        told = await floor.set_notice(self._world, frame.notice)
        self._note(who, Deed.NOTICE_SET, frame.notice or OFF)
        return DONE, told

    async def _set_surge(self, seat: Seat, frame: frames.SetSurge) -> Answer:
        who = _allow(seat, Act.SET_LINE)
        told = await floor.set_surge(self._world, on=frame.on)
        self._note(who, Deed.SURGE_SET, ON if frame.on else OFF)
        return DONE, told

    async def _raise_cap(self, seat: Seat, frame: frames.RaiseCap) -> Answer:
        who, whom = _allow(seat, Act.RAISE_CAP), StaffId(frame.staff)
        told = await floor.raise_cap(self._world, whom, on=frame.on)
        self._note(who, Deed.CAP_RAISED, ON if frame.on else OFF, whom)
        return DONE, told

    async def _hand_over(self, seat: Seat, frame: frames.FloorHandOver) -> Answer:
        _allow(seat, Act.HAND_ON)
        return DONE, await floor.hand_over(self._world, ChatId(frame.chat), StaffId(frame.to))

    async def _ask_join(self, seat: Seat, frame: AskJoin) -> Answer:
        by = _allowed(seat, Act.ASK_JOIN)
        return DONE, await joins.ask(self._world, by, seat.conn, frame)

    async def _write_note(self, seat: Seat, frame: SendNote) -> Answer:
        """What is written to staff is theirs: it is not in the audit, and could not be read."""
        by = _allowed(seat, Act.WRITE_NOTE)
        return DONE, await notes.write(self._world, by, seat.conn, frame)

    async def _note_seen(self, seat: Seat, frame: SawNote) -> Answer:
        return DONE, await notes.seen(self._world, _allow(seat, Act.WRITE_NOTE), frame)

    def _note(self, who: StaffId, deed: Deed, detail: str, whom: str = "") -> None:
        self._audit.note(By(who, self._world.now()), deed, detail, whom)


def _allow(seat: Seat, act: Act) -> StaffId:
    return _allowed(seat, act).id


def _allowed(seat: Seat, act: Act) -> Person:
    if seat.person is None or not seat.arrived:
        raise NotSignedIn("has not arrived")
    allow(seat.person.role, act, Whose.OTHER)
    return seat.person
