"""The planner beside the people of `helpline simulate`, who are not as a formula would have them.

They are the same people (`helpline/simulate/load.py`: lengths that are lognormal, some who only
look in, endings in which a seat stays taken until the helpline's own limits are over), played in a
waiting room by events, for years. That a run on a server goes as the waiting room does is for
`python -m bench.staffing` to show: at real speed three points would take days.

The planner is told what counts would tell: how many came, how long a chat took a seat on the mean,
and patience as time waited for each one who left, as Mandelbaum and Zeltyn estimate it.
"""

from random import Random

import pytest

from bench.waiting_room import Person, Seen, person, play
from helpline.core.erlang import Load, erlang_a
from helpline.core.policy import Policy
from helpline.simulate import load
from helpline.simulate.load import Ending

HOUR_S = 3_600.0
WITHIN_S = 60.0
POINTS = 0.03
COME = 40_000
POLICY = Policy()
TAKEN_AFTER_S = {
    Ending.DROP: POLICY.youth_away_gone_s,
    Ending.IDLE: POLICY.soft_end_s + POLICY.soft_end_grace_s,
    Ending.BYE: sum(load.GREETS_AFTER_S),
}
"""How long a seat stays taken once the youth has stopped; not at all where they end the chat."""


def evening(per_hour: float, seats: int) -> tuple[list[Person], Seen]:
    dice = Random(f"{per_hour} {seats}")
    until_s = COME / per_hour * HOUR_S
    coming = [
        person(at, load.visit(dice), dice, TAKEN_AFTER_S)
        for at in load.arrivals(dice, until_s, per_hour / 60)
    ]
    return coming, play(coming, seats, WITHIN_S)


@pytest.mark.parametrize(
    ("per_hour", "seats"),
    [(11.6, 10), (11.6, 13), (11.6, 16), (5.25, 5), (5.25, 8), (90.0, 66), (90.0, 72)],
)
def test_the_planner_is_within_three_points_of_how_it_goes(per_hour: float, seats: int) -> None:
    """11.6 an hour is the design day's evening, 5.25 its day, and 90 an hour of its burst."""
    coming, seen = evening(per_hour, seats)
    told = Load(
        per_hour=len(coming) / (coming[-1].at / HOUR_S),
        chat_s=sum(one.chat_s for one in coming) / len(coming),
        patience_s=seen.waited_s / seen.left,
    )
    flow = erlang_a(told, seats, WITHIN_S)
    assert flow.in_time == pytest.approx(seen.in_time_part, abs=POINTS)
    assert flow.leaves == pytest.approx(seen.left / seen.came, abs=POINTS)
