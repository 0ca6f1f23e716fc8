"""What is done to a subject, and what it costs: each scene gives its figures by name."""

import asyncio
import resource
from dataclasses import dataclass, field
from itertools import cycle
from statistics import quantiles
from time import perf_counter

from bench import ours, seats
from bench.process import all_cores_s, cpu_s, rss_bytes
from bench.seats import House
from bench.subjects import Running
from bench.wire import Wire, connect

Figures = dict[str, float]
OUTSTANDING = 40
"""Enough that a server never rests, and not so many that python-socketio runs out of connections to
Redis (100 in redis-py), drops what it would publish, and takes three times as long."""
REST_S = 8.0
"""So long a seat's allowance needs to be full again after the seating."""
SAID_PER_MINUTE = 2
"""By each side of a chat, as people talk."""
_LATE_S = 5.0
_LOOK_S = 0.005
_US = 1e6


@dataclass(slots=True)
class Meter:
    """What a subject, its store, we and everybody else use of the processor meanwhile."""

    running: Running
    began: tuple[float, ...] = field(default=())

    def start(self) -> None:
        """Begin to count."""
        self.began = self._now()

    def read(self) -> tuple[float, float, float, float, float]:
        """Return seconds: passed, and used by the nodes, the store, us, and strangers."""
        passed, nodes, store, load, everything = (
            now - then for now, then in zip(self._now(), self.began, strict=True)
        )
        return passed, nodes, store, load, max(0.0, everything - nodes - store - load)

    def _now(self) -> tuple[float, ...]:
        mine = resource.getrusage(resource.RUSAGE_SELF)
        store = self.running.store
        return (
            perf_counter(),
            cpu_s(*self.running.nodes),
            cpu_s(store) if store is not None else 0.0,
            mine.ru_utime + mine.ru_stime,
            all_cores_s(),
        )


async def fill(house: House, chats: int) -> None:
    """Seat both sides of so many chats, and let every seat's allowance fill up."""
    if house.running.subject.is_ours:
        await ours.seat_crowd(house, chats)
        await asyncio.sleep(REST_S)
    else:
        await seats.seat_pairs(house, chats)
        await asyncio.sleep(1.0)


async def talk(house: House, chats: int, seconds: float, rate: float) -> Figures:
    """Say as much as goes, and after a rest so many messages a second; costs are of the former."""
    most = await flat_out(house, chats, seconds)
    await asyncio.sleep(REST_S if house.running.subject.is_ours else 1.0)
    house.tally.clear()
    even = await steady(house, seconds, rate)
    worse = {name: max(most[name], even[name]) for name in ("strangers",)}
    summed = {name: most[name] + even[name] for name in ("lost", "refused", "doubled")}
    times = {name: even[name] for name in ("p50 ms", "p99 ms")}
    return most | worse | summed | times | {"CPU us at that rate": even["CPU us"]}


async def flat_out(house: House, chats: int, seconds: float) -> Figures:
    """Say as much as goes."""
    await fill(house, chats)
    return await saturate(house, seconds)


async def saturate(house: House, seconds: float) -> Figures:
    """Keep so many messages on their way that the subject never rests."""
    tally, ring, meter = house.tally, cycle(house.talkers), Meter(house.running)
    tally.on_heard = lambda: next(ring).say()
    meter.start()
    for _ in range(OUTSTANDING):
        next(ring).say()
    await asyncio.sleep(seconds)
    tally.on_heard = None
    await _all_in(house)
    return _per_message(house, meter)


async def steady(house: House, seconds: float, rate: float) -> Figures:
    """Say so many messages a second, whatever becomes of them, and see how long they take."""
    tally, ring, meter = house.tally, cycle(house.talkers), Meter(house.running)
    tally.took = []
    meter.start()
    began, said = perf_counter(), 0
    while (now := perf_counter() - began) < seconds:
        while said < now * rate:
            next(ring).say()
            said += 1
        await asyncio.sleep(_LOOK_S / 5)
    await _all_in(house)
    cuts = quantiles(tally.took, n=100, method="inclusive")
    took = {"p50 ms": cuts[49] * 1000, "p99 ms": cuts[98] * 1000}
    return took | _per_message(house, meter)


async def _all_in(house: House) -> None:
    """Wait for what is still on its way; what does not come is lost."""
    tally, until = house.tally, perf_counter() + _LATE_S
    while (tally.sent or tally.acked < tally.asked) and perf_counter() < until:  # noqa: ASYNC110 - an event a message would cost more
        await asyncio.sleep(_LOOK_S)


def _per_message(house: House, meter: Meter) -> Figures:
    passed, nodes, store, load, strangers = meter.read()
    tally = house.tally
    each = _US / max(1, tally.heard)
    return {
        "CPU us": nodes * each,
        "store us": store * each,
        "load us": load * each,
        "messages/s": tally.heard / passed,
        "busy": nodes / passed,
        "lost": float(len(tally.sent)),
        "refused": float(tally.refused),
        "doubled": float(tally.doubled),
        "strangers": strangers / passed,
    }


async def connects(house: House, number: int, at_once: int = 64) -> Figures:
    """Connect so many sockets, a few at a time, and let them idle; see what each one costs."""
    meter, rss = Meter(house.running), rss_bytes(*house.running.nodes)
    meter.start()
    await _connect(house, number, at_once)
    passed, nodes, _, _, strangers = meter.read()
    await asyncio.sleep(2.0)
    grown = rss_bytes(*house.running.nodes) - rss
    return {
        "connect ms": nodes * 1000 / number,
        "connects/s": number / passed,
        "KiB": grown / 1024 / number,
        "strangers": strangers / passed,
    }


async def idle(house: House, number: int, seconds: float) -> Figures:
    """See what sockets cost that only answer pings."""
    rss = rss_bytes(*house.running.nodes)
    await _connect(house, number, 64)
    await asyncio.sleep(2.0)
    meter = Meter(house.running)
    meter.start()
    await asyncio.sleep(seconds)
    passed, nodes, _, _, strangers = meter.read()
    return {
        "idle %": 100 * nodes / passed,
        "KiB": (rss_bytes(*house.running.nodes) - rss) / 1024 / number,
        "gone": float(sum(wire.gone for wire in house.wires)),
        "strangers": strangers / passed,
    }


async def crowded(house: House, number: int, chats: int, seconds: float) -> Figures:
    """See how long messages take where few talk, at the pace of people, and very many listen."""
    await ours.seat_crowd(house, chats)
    await _connect(house, number - 2 * chats, 64)
    await asyncio.sleep(REST_S)
    even = await steady(house, seconds, 2 * chats * SAID_PER_MINUTE / 60)
    return even | {"gone": float(sum(wire.gone for wire in house.wires))}


async def storm(house: House, number: int) -> Figures:
    """Drop so many connections at once, and let all of them come back at once."""
    await _connect(house, number, 64)
    await asyncio.sleep(2.0)
    meter = Meter(house.running)
    meter.start()
    house.close()
    await _connect(house, number, number)
    passed, nodes, _, _, strangers = meter.read()
    return {"storm s": passed, "storm CPU s": nodes, "strangers": strangers / passed}


async def storm_of_chats(house: House, chats: int, waiting: int) -> Figures:
    """The same with everybody in their place, until each has it back; ours alone has places."""
    crowd = await ours.seat_crowd(house, chats, waiting)
    tokens = await crowd.tokens()
    await asyncio.sleep(2.0)
    meter = Meter(house.running)
    meter.start()
    for wire in house.wires:
        wire.cut()
    done = await crowd.come_back(tokens)
    passed, nodes, store, _, strangers = meter.read()
    return {
        "resumed s": passed,
        "resumed CPU s": nodes,
        "resumed store s": store,
        "people": float(len(done)),
        "not resumed": float(done.count(False)),
        "strangers": strangers / passed,
    }


async def _connect(house: House, number: int, at_once: int) -> None:
    namespace = house.running.subject.namespace
    origins = house.running.public
    gate = asyncio.Semaphore(at_once)

    async def one(at: int) -> Wire:
        async with gate:
            return await connect(origins[at % len(origins)], namespace, None, _deaf)

    house.wires += await asyncio.gather(*(one(at) for at in range(number)))


def _deaf(_: bytes) -> None:
    """Idle sockets are told nothing."""
