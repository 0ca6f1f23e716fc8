"""What a staff page shows its socket: a signed word of the session, good for a minute.

So a socket is admitted without waiting for any store, and no cookie opens one.
"""

from helpline.actions.desk import Person
from helpline.actions.world import World
from helpline.core.intake import Language, Topic
from helpline.core.names import StaffId
from helpline.core.roles import Act, Role, Whose, may
from helpline.core.tickets import read, sign
from helpline.edge.seats import Seat

PURPOSE = "socket"
GOOD_S = 60


def issue(world: World, person: Person, session: str) -> str:
    """Return a token for the socket of a signed-in person."""
    body = {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "languages": person.languages,
        "opted_out": person.opted_out,
        "cleared_until": person.cleared_until,
        "session": session,
        "until": world.now() + GOOD_S,
    }
    return sign(world.secret, PURPOSE, body)


def take_seat(seat: Seat, auth: object, world: World, act: Act) -> bool:
    """Seat whoever the token in `auth` names; False when they may not do what this door is for."""
    token = auth.get("token") if isinstance(auth, dict) else None
    body = read(world.secret, PURPOSE, token) if isinstance(token, str) else None
    if body is None or body["until"] < world.now():
        return False
    role = Role(body["role"])
    if not may(role, act, Whose.OWN):
        return False
    seat.session = body["session"]
    seat.person = Person(
        StaffId(body["id"]),
        body["name"],
        role,
        tuple(Language(language) for language in body["languages"]),
        tuple(Topic(topic) for topic in body["opted_out"]),
        body["cleared_until"],
    )
    return True
