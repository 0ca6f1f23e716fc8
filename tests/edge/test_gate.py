"""The gate, seats and rates by themselves."""

from typing import Any

import pytest

from helpline.actions.deliveries import Deliveries
from helpline.core.errors import (
    BadInput,
    HelplineError,
    NoSuchChat,
    NotNow,
    NotSignedIn,
    NotYours,
    TooFast,
)
from helpline.core.names import ChatId, Fence, NodeId
from helpline.edge import rates
from helpline.edge.gate import DONE, Answer, is_abuse, missing, pass_frame, refuse
from helpline.edge.partner import PartnerDoor
from helpline.edge.rates import Bucket
from helpline.edge.responder import ResponderDoor
from helpline.edge.seats import ABUSE, Seat, Seats
from helpline.edge.sockets import open_door, server
from helpline.edge.supervisor import SupervisorDoor
from helpline.edge.youth import YouthDoor
from helpline.wire.catalogue import ASKS, Door

CANARY = "canary-of-a-youth"
NOTHING: Any = None


def seat(door: Door = Door.YOUTH) -> Seat:
    return Seats(NodeId("one")).add("sid", door)


class Hall:
    """A door that notes who got through."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error, self.passed, self.told = error, [], []  # type: ignore[var-annotated]
        self.lost, self.asked = False, 0
        self.handlers = {"stay": self._act, "cover": self._act}

    async def _act(self, _: Seat, frame: object) -> Answer:
        if self.error is not None:
            raise self.error
        self.passed.append(frame)
        return DONE, ()

    async def is_lost(self, _: Seat) -> bool:
        self.asked += 1
        return self.lost

    async def deliver(self, deliveries: Deliveries) -> None:
        self.told.append(deliveries)


async def ack(hall: Hall, name: str, *args: Any, of: Seat | None = None) -> dict[str, Any]:
    return await pass_frame(of or seat(), name, args, hall.handlers, hall.deliver, hall.is_lost)


async def test_a_frame_that_fits_passes_and_is_answered() -> None:
    hall = Hall()
    assert await ack(hall, "cover", {"on": True}) == {"ok": True}
    assert await ack(hall, "stay") == {"ok": True}
    assert len(hall.passed) == len(hall.told) == 2


BAD: list[tuple[str, tuple[Any, ...]]] = [
    ("dance", ({},)),
    ("pull", ({},)),
    ("cover", ()),
    ("cover", ({"on": True}, {"on": True})),
    ("cover", ({"on": True, "x": 1},)),
    ("cover", ({"on": CANARY},)),
    ("cover", ({"on": None},)),
    ("cover", ([True],)),
    ("cover", (CANARY,)),
    ("cover", (b"\x00",)),
    ("cover", ({"on": {"on": True}},)),
    ("stay", (None,)),
    ("stay", ({"x" * 30_000: "y"},)),
]


@pytest.mark.parametrize(("name", "args"), BAD, ids=lambda v: str(v)[:30])
async def test_a_frame_that_does_not_fit_reaches_nobody(name: str, args: tuple[Any, ...]) -> None:
    hall, one = Hall(), seat()
    answer = await ack(hall, name, *args, of=one)
    assert answer == {"ok": False, "code": "bad_input", "wait_s": None}
    assert (hall.passed, hall.told, one.refused) == ([], [], 1)


@pytest.mark.parametrize(
    ("error", "code", "counts"),
    [
        (NotNow(CANARY), "not_now", 0),
        (BadInput(CANARY), "bad_input", 1),
        (HelplineError(CANARY), "try_again", 0),
        (ValueError(CANARY), "try_again", 0),
        (KeyError(CANARY), "try_again", 0),
    ],
)
async def test_an_error_is_a_code_and_never_a_text(
    error: Exception, code: str, counts: int, capfd: pytest.CaptureFixture[str]
) -> None:
    hall, one = Hall(error), seat()
    answer = await ack(hall, "stay", of=one)
    assert answer == {"ok": False, "code": code, "wait_s": None}
    assert one.refused == counts
    assert CANARY not in capfd.readouterr().err


@pytest.mark.parametrize("error", [NoSuchChat("x"), NotYours("x"), NotSignedIn("x")])
async def test_nothing_is_said_to_be_over_that_the_store_may_have_lost(
    error: HelplineError,
) -> None:
    hall, one, nobody = Hall(error), seat(), seat()
    one.chat = ChatId("c")
    assert (await ack(hall, "stay", of=one))["code"] == error.code
    hall.lost = True
    assert (await ack(hall, "stay", of=one))["code"] == "try_again"
    assert hall.asked == 2
    assert (await ack(hall, "stay", of=nobody))["code"] == error.code
    assert hall.asked == 2, "whoever has no place has lost none"


async def test_what_the_rules_do_not_allow_is_not_asked_about() -> None:
    hall, one = Hall(NotNow("x")), seat()
    one.chat, hall.lost = ChatId("c"), True
    assert (await ack(hall, "stay", of=one))["code"] == "not_now"
    assert hall.asked == 0


async def test_a_frame_too_fast_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    hall, one = Hall(), seat()
    one.bucket = Bucket(per_s=2.0, burst=1.0)
    monkeypatch.setattr(rates, "monotonic", lambda: one.bucket.at)
    assert (await ack(hall, "stay", of=one))["ok"]
    answer = await ack(hall, "dance", b"\x00", of=one)
    assert answer == {"ok": False, "code": "too_fast", "wait_s": 0.5}
    assert len(hall.passed) == 1


def test_only_rubbish_counts_as_abuse() -> None:
    one = seat()
    for _ in range(ABUSE):
        refuse(one, NotNow("x"))
    assert not is_abuse(one)
    for _ in range(ABUSE - 1):
        refuse(one, TooFast(1.0))
    assert not is_abuse(one)
    refuse(one, BadInput("x"))
    assert is_abuse(one)


def test_a_bucket_gives_a_burst_and_then_a_steady_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000.0
    monkeypatch.setattr(rates, "monotonic", lambda: now)
    bucket = Bucket(per_s=4.0, burst=3.0)
    assert [bucket.wait() for _ in range(4)] == [0, 0, 0, 0.25]
    now += 0.25
    assert bucket.wait() == 0
    assert bucket.wait() == 0.25
    now += 3_600
    assert [bucket.wait() for _ in range(4)] == [0, 0, 0, 0.25]


def test_every_ask_of_the_catalogue_is_handled_by_its_door() -> None:
    doors = {
        Door.YOUTH: YouthDoor(NOTHING, NOTHING, NOTHING, NOTHING).handlers,
        Door.RESPONDER: ResponderDoor(NOTHING, NOTHING, NOTHING, NOTHING).handlers,
        Door.SUPERVISOR: SupervisorDoor(NOTHING, NOTHING, NOTHING).handlers,
        Door.PARTNER: PartnerDoor(NOTHING, NOTHING, NOTHING, NOTHING).handlers,
    }
    assert {door: missing(door, handlers) for door, handlers in doors.items()} == {
        door: set() for door in Door
    }
    assert sum(len(handlers) for handlers in doors.values()) == len(ASKS)


def test_a_door_that_lacks_an_ask_does_not_open() -> None:
    half = SupervisorDoor(NOTHING, NOTHING, NOTHING)
    half.handlers = {name: do for name, do in half.handlers.items() if name != "set_line"}
    made = server("https://x.example", (Door.SUPERVISOR,))
    with pytest.raises(LookupError, match="set_line"):
        open_door(made, Door.SUPERVISOR, half, Seats(NodeId("one")), NOTHING)


def test_a_newer_connection_keeps_the_place_it_took() -> None:
    seats, chat = Seats(NodeId("one")), ChatId("c")
    old, new = seats.add("old", Door.YOUTH), seats.add("new", Door.YOUTH)
    assert seats.sit_youth(old, chat, "era") is None
    assert seats.sit_youth(old, chat, "era") is None
    assert seats.sit_youth(new, chat, "era") is old
    assert seats.drop("old") is old
    assert seats.youth == {chat: new}
    assert seats.drop("old") is None
    assert seats.free_youth(chat) is new
    assert (new.chat, seats.youth, list(seats.by_sid)) == (None, {}, ["new"])
    assert seats.free_youth(chat) is None


def test_a_desk_is_for_a_person() -> None:
    seats = Seats(NodeId("one"))
    assert seats.sit_desk(seats.add("x", Door.RESPONDER), "era") is None
    assert seats.desks == {}


def test_a_newer_connection_of_a_partner_keeps_the_place_it_took() -> None:
    seats, chat = Seats(NodeId("one")), ChatId("c")
    old, new = seats.add("old", Door.PARTNER), seats.add("new", Door.PARTNER)
    assert seats.sit_partner(old, chat, Fence(7), "era") is None
    assert old.has_place
    assert seats.sit_partner(new, chat, Fence(7), "era") is old
    seats.free_partner(old)
    assert (old.has_place, seats.partners) == (False, {chat: new})
    assert seats.drop("new") is new
    assert seats.partners == {}
