"""How long a refusal takes tells nobody whether there is such an account.

Each round times all kinds of refusal in an order of its own, so that whatever slows the machine
slows them alike. The sign test then asks whether one kind is slower, or quicker, than a wrong
password by more than a share of one hash. It makes no assumption about how times are distributed,
and raises a false alarm in one of a thousand million runs, whatever the machine is doing.
"""

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from math import comb
from time import perf_counter

import pytest
from argon2 import PasswordHasher

from helpline.core.errors import HelplineError
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable import Durable, Newcomer, Passwords, open_durable
from tests.durable.conftest import BY

ROUNDS = 60
FALSE_ALARM = 1e-9
SHARE = 0.25
"""Of one hash: far less than whoever asks over the net can tell, far more than a row costs."""
REFERENCE = "wrong password"

Kinds = dict[str, Callable[[], Awaitable[object]]]


@pytest.fixture
async def durable(url: str) -> AsyncIterator[Durable]:
    """Hash as slowly as is needed to see whether it is left out."""
    slow = Passwords(PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1))
    async with open_durable(url, slow) as durable:
        yield durable


async def timed(ask: Callable[[], Awaitable[object]]) -> float:
    begin = perf_counter()
    with suppress(HelplineError):
        await ask()
    return perf_counter() - begin


async def measured(kinds: Kinds) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS):
        for kind in random.sample(list(kinds), len(kinds)):
            times[kind].append(await timed(kinds[kind]))
    return times


def differs(times: list[float], reference: list[float], by: float) -> bool:
    """Tell whether times differ from others by more than `by` seconds, in either direction."""
    apart = [mine - theirs for mine, theirs in zip(times, reference, strict=True)]
    slower = sum(one > by for one in apart)
    quicker = sum(one < -by for one in apart)
    return chance(max(slower, quicker)) < FALSE_ALARM / 2


def chance(heads: int) -> float:
    """Return how likely so many heads, or more, are among `ROUNDS` tosses of a coin."""
    return sum(comb(ROUNDS, n) for n in range(heads, ROUNDS + 1)) / 2.0**ROUNDS


async def hash_s(durable: Durable) -> float:
    """Return how long one hash takes here, at the best of a few."""
    words = "kettle quiet otter lamp"
    times = [await timed(lambda: durable.staff._passwords.make(words)) for _ in range(5)]
    return min(times)


@pytest.mark.alone
async def test_no_refusal_is_quicker_or_slower_than_another(durable: Durable) -> None:
    words = "kettle quiet otter lamp"
    for name, password in (("dana", words), ("sam", None), ("kim", words)):
        newcomer = Newcomer(name=name, sign_in_name=name, role=Role.RESPONDER)
        ident = await durable.staff.add(newcomer, BY, password)
        if name == "kim":
            await durable.staff.set_active(ident, 1, BY, on=False)
    kinds: Kinds = {
        REFERENCE: lambda: durable.staff.sign_in("dana", "quite another password"),
        "no password": lambda: durable.staff.sign_in("sam", words),
        "deactivated": lambda: durable.staff.sign_in("kim", words),
        "unknown": lambda: durable.staff.sign_in("nobody", words),
        "without a hash": lambda: durable.staff.find(StaffId("nobody")),
    }
    by = SHARE * await hash_s(durable)
    times = await measured(kinds)
    found = {kind for kind in kinds if differs(times[kind], times[REFERENCE], by)}
    # The last of them leaves the hash out, as a careless sign-in would: it must be found.
    assert found == {"without a hash"}, {kind: sorted(t)[ROUNDS // 2] for kind, t in times.items()}
