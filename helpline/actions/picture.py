"""A picture of the floor at one moment. What a page may see of it stands in `views`."""

import asyncio
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Final, NamedTuple

from helpline.actions.world import World
from helpline.core.alerts import Board
from helpline.core.chat import Chat, Phase, Presence
from helpline.core.desk import Desk, Held, cap_of, has_room, is_free, takes_chats
from helpline.core.errors import TryAgain
from helpline.core.intake import Safety
from helpline.core.line import Standing, standing
from helpline.core.measures import Measures, Notice, is_surge, notice_at
from helpline.core.names import ChatId, StaffId
from helpline.core.policy import Policy
from helpline.core.shifts import Shift
from helpline.ephemeral.documents import Stored

REST: Final = 3.0
REST_MOST_S: Final = 0.5
"""After a picture the next one waits this many times as long as it took, but not for long.

After one that failed it does not: once the store is back nobody is to wait for having waited.
"""


class Outline(NamedTuple):
    """The line as numbers."""

    stands: Standing
    waiting: int
    first_at: float
    not_safe: int


class Crowd(NamedTuple):
    """The places of all who answer now, and those that can be offered at once."""

    seats: int
    free: int


@dataclass(frozen=True)
class Picture:
    """Everything on the floor, loaded at once; what many pages see is worked out once."""

    now: float
    policy: Policy
    hand: str | None
    """What the line was last set to by hand, as it is kept."""
    stands: Standing
    measures: Measures
    line: tuple[ChatId, ...]
    """Who waits or is being offered, the front first."""
    chats: dict[ChatId, Stored[Chat]]
    desks: dict[StaffId, Desk]
    lengths: tuple[int, ...]
    era: str
    era_began: float
    board: Stored[Board]
    """The alerts of the floor."""
    nodes: int
    """How many nodes serve."""
    bare: tuple[Shift, ...]
    """The shifts that run or begin soon, and for which nobody has signed up."""

    def since(self, time: float) -> int:
        """Return how many seconds ago that was; 0 for what is still to come."""
        return max(0, round(self.now - time))

    def left(self, time: float) -> int:
        """Return how many seconds there are until then; 0 for what is over."""
        return max(0, round(time - self.now))

    @cached_property
    def waiting(self) -> tuple[Chat, ...]:
        """Who waits or is being offered, the front first."""
        return tuple(self.chats[key].value for key in self.line if key in self.chats)

    @cached_property
    def outline(self) -> Outline:
        """The line in outline."""
        return Outline(
            stands=self.stands,
            waiting=len(self.waiting),
            first_at=min((chat.joined_at for chat in self.waiting), default=self.now),
            not_safe=sum(chat.intake.safety is Safety.NOT_SAFE for chat in self.waiting),
        )

    def chat_of(self, held: Held) -> Stored[Chat] | None:
        """Return the chat that is held, unless it has gone on to somebody else."""
        stored = self.chats.get(held.chat)
        return stored if stored is not None and stored.value.fence == held.fence else None

    @cached_property
    def held(self) -> dict[StaffId, tuple[Stored[Chat], ...]]:
        """The chats that each desk has."""
        found = ((desk.id, map(self.chat_of, desk.chats)) for desk in self.desks.values())
        return {staff: tuple(one for one in chats if one is not None) for staff, chats in found}

    @cached_property
    def free(self) -> tuple[tuple[str, StaffId], ...]:
        """Everybody to whom a chat can be handed: by name, with their ids."""
        free = (desk for desk in self.desks.values() if desk.ready and has_room(desk, self.now))
        return tuple(sorted((desk.name, desk.id) for desk in free))

    @cached_property
    def crowd(self) -> Crowd:
        """How much room there is for those who wait."""
        desks = [desk for desk in self.desks.values() if _answers(desk, self.now)]
        return Crowd(
            seats=sum(
                cap_of(desk, self.now) if takes_chats(desk, self.now) else len(desk.chats)
                for desk in desks
            ),
            free=sum(
                cap_of(desk, self.now) - len(desk.chats)
                for desk in desks
                if is_free(desk, self.now)
            ),
        )

    @cached_property
    def notice(self) -> Notice | None:
        """What those who wait are told by a supervisor."""
        return notice_at(self.measures, self.now)

    @cached_property
    def surge(self) -> bool:
        """Whether there is a surge."""
        return is_surge(self.measures, self.now)

    @cached_property
    def answering(self) -> bool:
        """Whether anybody answers chats right now."""
        return any(_answers(desk, self.now) for desk in self.desks.values())

    @cached_property
    def places(self) -> dict[ChatId, int]:
        """How many are ahead of each youth in the line."""
        return {chat: place for place, chat in enumerate(self.line)}


class Pictures:
    """Takes pictures of one floor, one at a time.

    Whoever asks is given one that was begun after they asked, and shares it with everybody who
    asked by then: a thousand pages that come back together cost a few pictures.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._one_at_a_time = asyncio.Lock()
        self._rested_at = 0.0
        self._next: asyncio.Task[Picture] | None = None

    async def fresh(self) -> Picture:
        """Return a picture of now, or of a moment later. Raises TryAgain."""
        if self._next is None:
            self._next = asyncio.create_task(self._take())
            self._next.add_done_callback(_hush)
        return await asyncio.shield(self._next)

    async def _take(self) -> Picture:
        async with self._one_at_a_time:
            await asyncio.sleep(self._rested_at - monotonic())
            self._next, began = None, monotonic()
            picture = await take(self._world)
            now = monotonic()
            self._rested_at = now + min((now - began) * REST, REST_MOST_S)
            return picture


def _hush(taken: asyncio.Task[Picture]) -> None:
    """Whoever asked has perhaps gone meanwhile, and nobody hears that it failed."""
    if not taken.cancelled():
        taken.exception()


async def take(world: World) -> Picture:
    """Load a picture; who is being offered right now stands before the line.

    Raises TryAgain where the store began another life meanwhile: it would be half of each.
    """
    floor, era = world.floor, world.nodes.era
    chats = await floor.every_chat()
    desks = {staff: stored.value for staff, stored in (await floor.roster()).items()}
    offered = [key for key, chat in chats.items() if chat.value.phase is Phase.OFFERED]
    line = tuple(offered) + tuple(key for key in await floor.line() if key in chats)
    hand, measures = await floor.state(), await floor.measures.now()
    lengths = tuple(await floor.lengths())
    board = await floor.alerts.load()
    if era != world.nodes.era:
        raise TryAgain("the store has changed meanwhile")
    now = world.now()
    return Picture(
        now=now,
        policy=world.policy,
        hand=hand,
        stands=standing(hand, world.hours.outlook(now), now),
        measures=measures,
        line=line,
        chats=chats,
        desks=desks,
        lengths=lengths,
        era=era,
        era_began=world.nodes.era_began,
        board=board,
        nodes=len(world.nodes.alive),
        bare=tuple(shift for shift in world.hours.bare if now < shift.ends),
    )


def _answers(desk: Desk, now: float) -> bool:
    return desk.link.presence is Presence.HERE and (takes_chats(desk, now) or bool(desk.chats))
