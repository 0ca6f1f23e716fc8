"""The planner and the waiting room beside a real run: `python -m bench.staffing PER_HOUR SEATS`.

The people of `helpline simulate` come to a real server and its responders, by real sockets and with
real encryption, `SPEED` times as fast as they live. The same people, by the same seed, are then
played in a waiting room by events (`bench/waiting_room.py`). If both answer as many in time, what
the tests show of the planner with the waiting room holds for the real run too: a run alone is too
short for three points, since an evening's service is a matter of chance.
"""

import argparse
import asyncio
from dataclasses import dataclass
from random import Random
from time import time
from typing import Final

from rich.console import Console

from bench.ours import CHATS_EACH
from bench.subjects import OURS, Running, serving
from bench.waiting_room import Person, person, play, waits
from helpline.core.audit import CONSOLE, By
from helpline.core.erlang import Load, erlang_a
from helpline.core.intake import Language
from helpline.core.roles import Role
from helpline.durable import Newcomer, open_durable
from helpline.simulate import load, run, shift
from helpline.simulate.ledger import Ledger
from helpline.simulate.load import Ending
from helpline.simulate.sign_in import Credentials, from_link

SPEED: Final = 60.0
"""An hour is a minute; a pulse of the server is a minute too, but no wait is for a pulse."""
HOURS: Final = 12.0
TAIL_S: Final = 1_800.0
"""Who comes so shortly before the end is not counted: the end cuts their wait short."""
WITHIN_S: Final = 120.0
TAKEN_AFTER_S: Final = {
    Ending.DROP: shift.GIVES_UP_AWAY_S + load.RESPONDER_EVERY_S,
    Ending.IDLE: shift.GIVES_UP_QUIET_S + load.RESPONDER_EVERY_S,
    Ending.BYE: sum(load.GREETS_AFTER_S),
}
"""At this speed it is the responder, and not the server, who gives a seat up."""


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of all who came that were answered in time, and that left, of one way to see it."""

    way: str
    in_time: float
    leaves: float


def coming(plan: run.Plan) -> list[Person]:
    """Return who comes in a run, as they would be played."""
    door = Random(f"{plan.seed} door")
    found = []
    for number, at in enumerate(load.arrivals(door, plan.duration_s, plan.rate)):
        dice = Random(f"{plan.seed} youth {number}")
        found.append(person(at, load.visit(dice), dice, TAKEN_AFTER_S))
    return found


def compared(people: list[Person], ledger: Ledger, seats: int, per_hour: float) -> list[Told]:
    """Return how it went on the server, in the waiting room, and by the planner.

    Raises ValueError where somebody did not get in: then nobody can be told from the next.
    """
    if len(ledger.joined_at) != len(people):
        raise ValueError(f"{len(people)} came, and {len(ledger.joined_at)} got in")
    until = HOURS * 3_600 - TAIL_S
    counted = [number for number, one in enumerate(people) if one.at < until]
    joined = [(chat, ledger.joined_at[chat]) for chat in ledger.joined_at]
    real = [
        (ledger.opened_at[chat] - at) * SPEED if chat in ledger.opened_at else None
        for chat, at in joined
    ]
    played = [
        None if waited_s is None else waited_s + one.slow_s
        for one, waited_s in zip(people, waits(people, seats), strict=True)
    ]
    seen = play(people, seats, WITHIN_S)
    chat_s = sum(one.chat_s for one in people) / len(people)
    load_ = Load(per_hour=per_hour, chat_s=chat_s, patience_s=seen.waited_s / max(1, seen.left))
    flow = erlang_a(load_, seats, WITHIN_S)
    return [
        _told("helpline simulate, on a server", [real[number] for number in counted]),
        _told("the waiting room, the same people", [played[number] for number in counted]),
        Told("the planner, in the long run", flow.in_time, flow.leaves),
    ]


def _told(way: str, waited: list[float | None]) -> Told:
    in_time = sum(one is not None and one <= WITHIN_S for one in waited)
    return Told(way, in_time / len(waited), waited.count(None) / len(waited))


async def _staff(running: Running, responders: int) -> list[Credentials]:
    async with open_durable(running.sql_url) as durable:
        by, found = By(CONSOLE, time()), []
        for number in range(responders):
            newcomer = Newcomer(
                name=f"R{number}",
                sign_in_name=f"r{number}",
                role=Role.RESPONDER,
                languages=tuple(Language),
            )
            token = await durable.links.make(await durable.staff.add(newcomer, by), by)
            found.append(from_link(f"{running.staff[0]}/#{token}"))
        return found


def main() -> None:
    """Play an evening both ways, and print how it went."""
    parser = argparse.ArgumentParser(prog="python -m bench.staffing", description=__doc__)
    parser.add_argument("per_hour", type=float, help="how many come in an hour")
    parser.add_argument("seats", type=int, help="chats that can be open at once; two a responder")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with serving(OURS) as running:
        staff = asyncio.run(_staff(running, given.seats // CHATS_EACH))
        rate, seconds = given.per_hour / 60, HOURS * 3_600
        plan = run.Plan(tuple(running.public), staff, rate, seconds, SPEED, given.seed)
        ledger = asyncio.run(run.play(plan, Console()))
    people, faults = coming(plan), ledger.faults()
    print(f"{len(people)} came, {given.seats} seats; {faults}")
    for told in compared(people, ledger, given.seats, given.per_hour):
        print(f"{told.way:<36} in time {told.in_time:6.1%}   left {told.leaves:6.1%}")


if __name__ == "__main__":
    main()
