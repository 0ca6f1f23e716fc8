"""The whole of it, small: real processes, and no message lost on the way."""

from bench import ours
from bench.scenes import saturate, steady
from bench.seats import House, seat_pairs
from bench.subjects import SUBJECTS, serving


async def test_an_echo_answers_everything() -> None:
    with serving(SUBJECTS["echo"]) as running:
        house = House(running)
        await seat_pairs(house, 2)
        figures = await saturate(house, 0.1)
        house.close()
    assert figures["messages/s"] > 0
    assert (figures["lost"], figures["doubled"], figures["refused"]) == (0, 0, 0)


async def test_our_people_sit_in_their_chats_on_two_nodes_and_are_heard(redis_server: str) -> None:
    assert redis_server
    with serving(SUBJECTS["helpline"], nodes=2) as running:
        house = House(running)
        await ours.seat_crowd(house, 4)
        figures = await steady(house, 0.3, 50.0)
        house.close()
    assert len(house.tally.sent) == 0
    assert house.tally.heard >= 14
    assert (figures["lost"], figures["doubled"], figures["refused"]) == (0, 0, 0)
