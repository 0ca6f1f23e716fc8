"""A world for actions: a real store, a clock that stands until it is moved, ids in a row."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpline.actions import desk, picture, readiness, youth
from helpline.actions.deliveries import Deliveries, Tell
from helpline.actions.desk import Person
from helpline.actions.round import turn
from helpline.actions.tickets import chat_ticket
from helpline.actions.world import World
from helpline.core.chat import Chat
from helpline.core.counted import Kind
from helpline.core.desk import Desk
from helpline.core.intake import Intake, Language
from helpline.core.names import ChatId, Conn, Fence, NodeId, StaffId
from helpline.core.policy import Policy
from helpline.core.roles import Role
from helpline.core.words import Envelope, Sealed
from helpline.ephemeral.connection import Store
from helpline.ephemeral.floor import Floor
from helpline.ephemeral.keys import Keys
from helpline.ephemeral.log import Log
from helpline.ephemeral.nodes import Nodes
from helpline.ephemeral.returns import Returns
from tests.made import KEY, NOW, POLICY

SECRET = b"s" * 32


@dataclass
class House:
    """A world with the handles a test turns, and short ways to what tests often need."""

    world: World
    now: float = NOW
    counted: list[tuple[Kind, StrEnum | None, float]] = field(default_factory=list)
    people: dict[StaffId, Person] = field(default_factory=dict)

    async def join(self, conn: str = "youth-1", **intake: Any) -> ChatId:
        chat, _ = await youth.join(self.world, Intake(**intake), Conn(conn))
        return chat

    async def arrive(self, name: str, *, ready: bool = False, **about: Any) -> StaffId:
        """Seat somebody at a desk; their connection is `{name}-1`."""
        staff = StaffId(name)
        plain = Person(staff, name.title(), Role.RESPONDER, (Language.EN,), (), None)
        self.people[staff] = replace(plain, **about)
        await desk.arrive(self.world, self.people[staff], KEY, Conn(f"{name}-1"))
        if ready:
            await readiness.set_ready(self.world, staff, on=True)
        return staff

    async def talk(self, name: str = "ana", **intake: Any) -> tuple[ChatId, Fence]:
        """Open a chat between a new youth and somebody who pulls it; the line must be empty."""
        chat = await self.join(**intake)
        staff = StaffId(name)
        if await self.world.floor.desk(staff) is None:
            await self.arrive(name)
        await desk.pull(self.world, staff)
        fence = (await self.chat(chat)).fence
        await desk.accept(self.world, staff, chat, fence)
        return chat, fence

    async def turn(self, seconds: float = 0.0) -> Deliveries:
        self.now += seconds
        return await turn(self.world)

    async def chat(self, chat: ChatId) -> Chat:
        found = await self.world.floor.chat(chat)
        assert found is not None
        return found.value

    async def desk(self, staff: StaffId) -> Desk:
        found = await self.world.floor.desk(staff)
        assert found is not None
        return found.value

    async def ticket(self, chat: ChatId) -> str:
        """Return the ticket a youth's page holds now."""
        return chat_ticket(self.world, self.world.nodes.era, await self.chat(chat))

    async def picture(self) -> picture.Picture:
        return await picture.take(self.world)


async def house_on(store: Store, name: str, policy: Policy = POLICY) -> House:
    """Return a house of its own on a store, whose line has long settled."""
    ids = count(1)
    floor = Floor(store, name, policy)

    async def add(kind: Kind, value: StrEnum | None, at: float) -> None:
        made.counted.append((kind, value, at))

    made = House(
        World(
            floor=floor,
            log=Log(store, floor.keys, policy),
            nodes=Nodes(store, floor.keys, NodeId(name)),
            returns=Returns(store, floor.keys, policy),
            policy=policy,
            secret=SECRET,
            now=lambda: made.now,
            zone=ZoneInfo("UTC"),
            new_id=lambda: f"chat{next(ids):018}",
            count=add,
        )
    )
    await settle(made.world.nodes, store, floor.keys)
    return made


async def settle(nodes: Nodes, store: Store, keys: Keys) -> None:
    """Have the era begin long ago, by any clock of a test."""
    await nodes.beat()
    await store.call("SET", keys.era, f"{nodes.era.rpartition('.')[0]}.0", "EX", 600)
    await nodes.beat()


@pytest.fixture
async def house(store: Store, name: str) -> House:
    return await house_on(store, name)


def sealed(number: int, epoch: int = 0) -> Envelope:
    return Envelope(f"m{number:021}", number, epoch, Sealed(f"{number}".rjust(64, "x")))


def told(deliveries: Deliveries) -> list[tuple[str, str, str]]:
    """Return which connections the deliveries address, under which name, and why."""
    return [
        (d.conn, d.name, str(getattr(d.frame, "why", "")))
        for d in deliveries
        if isinstance(d, Tell) and d.name not in {"said", "shown"}
    ]
