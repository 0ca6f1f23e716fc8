"""However many came and went: no connection, no task, no memory is left of them."""

import asyncio
import gc
import os
from itertools import pairwise
from pathlib import Path

from helpline.edge.engine.limits import OUTBOX_BYTES
from helpline.edge.engine.polling import Polling
from helpline.edge.engine.websocket import WebSocket
from helpline.edge.engine.wheel import SPAN_S, TICK_S, Wheel
from tests.edge.engine_stage import Stage, left_of, raw, stage, until

AT_ONCE = 50


def resident() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def visit(on: Stage, number: int) -> None:
    """Come and go, in one of the ways there are."""
    if number % 5 == 4:
        session = await on.poll()
        await on.post(session, "4hello")
        await on.post(session, "1")
        return
    async with on.socket() as socket:
        await socket.send_str("4hello")
        if number % 5 == 0:
            await socket.send_str("1")
        elif number % 5 == 1:
            await socket.send_str("nonsense")
        elif number % 5 == 2 and socket._response.connection is not None:
            assert socket._response.connection.transport is not None
            socket._response.connection.transport.abort()


async def visits(on: Stage, many: int) -> None:
    for at in range(0, many, AT_ONCE):
        await asyncio.gather(*(visit(on, at + number) for number in range(AT_ONCE)))
    await until(lambda: not on.engine.sockets and not on.engine._tasks)


async def test_a_thousand_visits_leave_nothing() -> None:
    async with stage() as on:
        await visits(on, 200)
        tasks, sizes = len(asyncio.all_tasks()), [resident()]
        for _ in range(3):
            await visits(on, 400)
            sizes.append(resident())
        await until(lambda: len(asyncio.all_tasks()) <= tasks)
        assert len(on.heard.connected) == len(on.heard.gone) == 1_400
        assert len({sid for sid, _ in on.heard.gone}) == 1_400
        await until(lambda: not any(on.engine.wheel._slots))
        assert left_of(WebSocket) == left_of(Polling) == 0
        # A leak grows each time; what the process takes to be busier than before, it takes once.
        assert min(after - before for before, after in pairwise(sizes)) < 1_048_576, sizes


async def test_an_idle_websocket_has_no_task_and_nothing_of_its_handshake() -> None:
    async with stage() as on:
        before = asyncio.all_tasks()
        async with raw(on, headers={"User-Agent": "canary"}) as (reader, _):
            await reader.readuntil(b"}")
            assert {task for task in asyncio.all_tasks() if task not in before} <= {
                on.engine._sweep
            }
            held = gc.get_referents(on.wire._transport)  # type: ignore[attr-defined]
            assert on.wire in held, "the transport knows the wire, and not the server of HTTP"
            gc.collect()
            assert not any("canary" in str(getattr(thing, "headers", "")) for thing in held)


async def test_what_waits_for_a_page_that_does_not_read_is_bounded_and_let_go() -> None:
    async with stage() as on, on.socket() as socket:
        wire, most = on.websocket, 0
        async with asyncio.timeout(20):
            while not wire.over:
                wire.send(b"4" + b"w" * 20_000)
                most = max(most, wire.waiting)
                await asyncio.sleep(0)
        assert OUTBOX_BYTES - 50_000 < most <= OUTBOX_BYTES
        assert wire.waiting == 0
        await until(lambda: on.heard.gone)
        assert not socket.closed


async def test_a_page_that_is_slow_gets_all_in_order() -> None:
    async with stage() as on, on.socket() as socket:
        wire = on.websocket
        sent = 0
        async with asyncio.timeout(20):
            while wire.waiting < OUTBOX_BYTES // 2:
                wire.send(b"4%d %s" % (sent, b"w" * 20_000))
                sent += 1
                await asyncio.sleep(0)
        for number in range(sent):
            assert (await socket.receive_str()).startswith(f"4{number} ")
        await until(lambda: wire.waiting == 0)
        assert not wire.over


async def test_a_close_that_is_never_read_is_cut_in_time() -> None:
    async with stage() as on, raw(on) as (reader, _):
        await reader.readuntil(b"}")
        wire = on.websocket
        while not wire._transport.get_write_buffer_size():
            wire.send(b"4" + b"w" * 20_000)
        wire.close("server disconnect")
        assert wire._transport.get_write_buffer_size() > 0
        assert wire.slot is not None
        wire.turn()
        await until(lambda: wire.slot is None)


class _Thing:
    def __init__(self, wheel: Wheel, *, faulty: bool = False) -> None:
        self.slot = None
        self.turns = 0
        self._wheel, self._faulty = wheel, faulty

    def turn(self) -> None:
        self.turns += 1
        if self._faulty:
            raise RuntimeError("canary")


def test_the_wheel_gives_each_its_turn_once_and_in_time() -> None:
    wheel = Wheel()
    things = {after: _Thing(wheel) for after in (0.1, 1.0, 5.0, SPAN_S)}
    for after, thing in things.items():
        wheel.put(thing, 1.0)  # type: ignore[arg-type]
        wheel.put(thing, after)  # type: ignore[arg-type]
    gone = _Thing(wheel)
    wheel.put(gone, 1.0)  # type: ignore[arg-type]
    wheel.drop(gone)  # type: ignore[arg-type]
    for tick in range(1, 3 * int(SPAN_S / TICK_S)):
        wheel.tick()
        for after, thing in things.items():
            assert thing.turns == (tick * TICK_S >= after)
    assert gone.turns == 0


def test_a_fault_of_one_stops_the_wheel_for_nobody() -> None:
    wheel = Wheel()
    faulty, other = _Thing(wheel, faulty=True), _Thing(wheel)
    for thing in (faulty, other):
        wheel.put(thing, 1.0)  # type: ignore[arg-type]
    for _ in range(10):
        wheel.tick()
    assert (faulty.turns, other.turns) == (1, 1)
