"""Whoever sat here when the database last answered is known while it is away, and nobody else."""

import pytest

from helpline.actions.desk import Person
from helpline.core.intake import Language
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable.sessions import IDLE_S
from helpline.edge.http.remembered import JUST_S, Known, Remembered
from helpline.wire.factors import FactorsShape
from helpline.wire.pages import SignedIn, Way
from helpline.wire.shapes import Me

ANA = Person(StaffId("ana"), "Ana", Role.RESPONDER, (Language.EN,), (), None)


def known(session: str) -> Known:
    me = Me(
        id=ANA.id,
        name=ANA.name,
        role=ANA.role,
        ready=False,
        cap=2,
        languages=ANA.languages,
        training_days=None,
    )
    none = FactorsShape(password=True, authenticator=False, recovery=0, passkeys=0)
    way = Way(sockets="/socket.io/")
    told = SignedIn(me=me, token="t", way=way, factors=none, idle_s=IDLE_S, may=())
    return Known(ANA, session, told)


@pytest.fixture
def remembered() -> Remembered:
    found = Remembered()
    found.note("cookie", known("session"), 1_000.0)
    return found


def test_a_cookie_is_known_for_as_long_as_a_session_may_be_idle(remembered: Remembered) -> None:
    assert remembered.find("cookie", 1_000.0 + IDLE_S - 1) == known("session")
    assert remembered.find("cookie", 1_000.0 + IDLE_S) is None
    for other in ("", "session", "cookie "):
        assert remembered.find(other, 1_000.0) is None


def test_a_page_that_is_there_is_known_from_when_it_was_last_looked_up(
    remembered: Remembered,
) -> None:
    remembered.kept({"session"}, 5_000.0)
    assert remembered.find("cookie", 5_000.0 + IDLE_S - 1) == known("session")


def test_a_session_without_a_page_is_let_go_soon(remembered: Remembered) -> None:
    remembered.kept(set(), 1_000.0 + JUST_S)
    assert remembered.find("cookie", 1_000.0 + JUST_S) == known("session")
    remembered.kept(set(), 1_001.0 + JUST_S)
    assert remembered.find("cookie", 1_001.0 + JUST_S) is None


def test_a_session_that_has_ended_is_known_no_more_whatever_its_cookies(
    remembered: Remembered,
) -> None:
    remembered.note("newer cookie", known("session"), 1_001.0)
    remembered.note("another", known("other session"), 1_001.0)
    remembered.forget("session")
    found = [remembered.find(one, 1_002.0) for one in ("cookie", "newer cookie", "another")]
    assert found == [None, None, known("other session")]
