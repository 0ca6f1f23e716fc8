"""An evening on a server beside the same one in the waiting room: what is compared with what."""

import pytest

from bench.staffing import HOURS, SPEED, WITHIN_S, compared
from bench.waiting_room import Person
from helpline.simulate.ledger import Ledger

EARLY_S = 600.0
LATE_S = HOURS * 3_600 - 60.0
PEOPLE = [
    Person(EARLY_S, 1_200, 300),
    Person(EARLY_S + 10, 600, 30),
    Person(EARLY_S + 20, 600, 9_000),
    Person(LATE_S, 600, 300),
]


def ledger(*waited_s: float | None) -> Ledger:
    """Return what a server did with each of some people; None: not answered."""
    clock = [0.0]
    made = Ledger(lambda: clock[0])
    for number, waited in enumerate(waited_s):
        made.joined(f"chat-{number}")
        if waited is not None:
            clock[0] += waited / SPEED
            made.opened(f"chat-{number}")
    return made


def test_who_comes_just_before_the_end_is_in_neither() -> None:
    server, room, _ = compared(PEOPLE, ledger(0.0, None, WITHIN_S + 1, None), 1, 10)
    assert (server.in_time, server.leaves) == (1 / 3, 1 / 3)
    assert (room.in_time, room.leaves) == (1 / 3, 1 / 3)


def test_a_server_that_is_slower_is_seen_to_be() -> None:
    server, room, _ = compared(PEOPLE, ledger(WITHIN_S + 1, None, None, 0.0), 1, 10)
    assert (server.in_time, server.leaves) == (0, 2 / 3)
    assert room.in_time == 1 / 3


def test_nothing_is_compared_where_somebody_did_not_get_in() -> None:
    with pytest.raises(ValueError, match="got in"):
        compared(PEOPLE, ledger(0.0, None), 1, 10)
