"""Notes between a supervisor and a responder: passed on sealed, and kept nowhere."""

from helpline.actions.deliveries import Deliveries, Tell
from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.errors import NotNow, NotSignedIn, NotYours
from helpline.core.names import Conn, StaffId
from helpline.core.tickets import read, sign
from helpline.wire import notes as frames

_PURPOSE = "note"


async def write(world: World, by: Person, at: Conn, note: frames.SendNote) -> Deliveries:
    """Pass a supervisor's note to a responder's page; `at` is the connection it came by.

    Raises `NotSignedIn` where the responder has no desk, and `NotNow` where the page they have now
    has another key: it could not read the note.
    """
    to = StaffId(note.to)
    conn, key = await _page(world, to)
    if key != note.key:
        raise NotNow("another key")
    back = sign(world.secret, _PURPOSE, {"conn": at, "for": to, "of": by.id})
    told = frames.Noted(
        cid=note.cid,
        staff=by.id,
        name=by.name,
        back=back,
        back_key=note.back_key,
        sealed=note.sealed,
    )
    return (Tell(conn, "note", told),)


async def seen(world: World, by: StaffId, saw: frames.SawNote) -> Deliveries:
    """Tell a responder's page that the supervisor's shows what it wrote."""
    conn, _ = await _page(world, StaffId(saw.to))
    return (Tell(conn, "note_seen", frames.NoteSeen(staff=by, cid=saw.cid)),)


def answer(world: World, by: StaffId, note: frames.AnswerNote) -> Deliveries:
    """Pass an answer to the supervisor's page that asked. Raises `NotYours`."""
    conn = _back(world, by, note.back)
    return (Tell(conn, "note", frames.NoteAnswered(staff=by, cid=note.cid, sealed=note.sealed)),)


def answer_seen(world: World, by: StaffId, saw: frames.SawSupervisorsNote) -> Deliveries:
    """Tell the supervisor's page that the responder's shows its note. Raises `NotYours`."""
    conn = _back(world, by, saw.back)
    return (Tell(conn, "note_seen", frames.NoteSeen(staff=by, cid=saw.cid)),)


async def _page(world: World, staff: StaffId) -> tuple[Conn, str | None]:
    found = await world.floor.desk(staff)
    if found is None:
        raise NotSignedIn("no desk")
    return found.value.link.conn, found.value.public_key


def _back(world: World, by: StaffId, back: str) -> Conn:
    """Return the page to which this responder may answer by `back`."""
    body = read(world.secret, _PURPOSE, back)
    if body is None or body["for"] != by:
        raise NotYours("no note to answer")
    return Conn(body["conn"])
