"""What a node knows of itself and of the line, by the names of the catalogue."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from helpline.actions.picture import Picture
from helpline.actions.world import World
from helpline.core.chat import Presence
from helpline.core.node_tally import Times, longest_wait
from helpline.edge.health import Health
from helpline.edge.metrics import catalogue as names
from helpline.edge.metrics.lag import Lag
from helpline.edge.metrics.machine import machine
from helpline.edge.pulse import Pulse
from helpline.edge.seats import Seats

Values = Mapping[str, float]
"""By the value of the label; of what has no label, by nothing."""


@dataclass(frozen=True, slots=True)
class Node:
    """The parts of a node that are looked at."""

    world: World
    seats: Seats
    pulse: Pulse
    health: Health
    lag: Lag

    def numbers(self) -> dict[str, Values]:
        """Return every number as it is, before it is rounded; those of the line while it is known.

        A store that does not answer leaves a picture that was true once: it is not told.
        """
        of_line = {} if self.health.trouble else self._line()
        return of_line | self._work() | self._state() | machine()

    def times(self) -> dict[str, Times]:
        """Return how long things took."""
        return {names.STORE_CALLS: self.health.beats, names.LOOP_LAG: self.lag.times}

    def _line(self) -> dict[str, Values]:
        picture = self.pulse.last
        return {} if picture is None else of_line(picture, len(self.world.nodes.alive))

    def _work(self) -> dict[str, Values]:
        tally, store = self.world.tally, self.world.floor.store
        doors = Counter(names.door_name(seat.door) for seat in self.seats.by_sid.values())
        return {
            names.SOCKETS: doors,
            names.MESSAGES_TAKEN: {"": tally.messages},
            names.OFFERS_MADE: {"": tally.offers},
            names.SLOW_PULSES: {"": tally.slow_pulses},
            names.REFUSED: self.seats.refusals,
            names.STORE_ERRORS: {names.UNANSWERED: store.unanswered, names.NOT_RUN: store.refused},
        }

    def _state(self) -> dict[str, Values]:
        return {
            names.STORE_LOST: {"": self.health.trouble},
            names.READY: {"": self.health.ready},
            names.LEAVING: {"": self.health.leaving},
        }


def of_line(picture: Picture, nodes: int) -> dict[str, Values]:
    """Return the numbers of the line as one picture shows them."""
    outline = picture.outline
    ready = sum(
        desk.ready and desk.link.presence is Presence.HERE for desk in picture.desks.values()
    )
    waited_s = picture.now - outline.first_at
    return {
        names.WAITING: {"": outline.waiting},
        names.LONGEST: {"": longest_wait(outline.waiting, waited_s, names.PEOPLE)},
        names.CHATS: Counter(stored.value.phase.value for stored in picture.chats.values()),
        names.RESPONDERS: {names.SIGNED_IN: len(picture.desks), names.IS_READY: ready},
        names.LINE: {picture.stands.state: 1},
        names.NODES: {"": nodes},
    }
