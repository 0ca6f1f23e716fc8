"""What a supervisor's page may ask (`/supervisor`)."""

from helpline.actions import alerts, floor, views
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
        view = views.floor_view(await self._pictures.fresh())
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
        self._audit.note(By(who, self._world.now()), Deed.LINE_SET, frame.state)
        return DONE, told


def _allow(seat: Seat, act: Act) -> StaffId:
    return _allowed(seat, act).id


def _allowed(seat: Seat, act: Act) -> Person:
    if seat.person is None or not seat.arrived:
        raise NotSignedIn("has not arrived")
    allow(seat.person.role, act, Whose.OTHER)
    return seat.person
