"""Every kind of fault by its number in the plan for fault tests, and where it can be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.faults.campaign import (
    hit_clients,
    hit_machine,
    hit_nodes,
    hit_sentinels,
    hit_store,
    hit_wires,
)
from tests.faults.campaign.hit_nodes import STAYS_AWAY_S
from tests.faults.campaign.scene import Make, Scene

__all__ = ["FAULTS", "KINDS", "STAYS_AWAY_S", "Bag", "Kind", "Scene", "Shape", "kinds_in"]

Shape = Literal["plain", "sentinel"]
"""One store alone, with a wire of its own to every node; or a master, two replicas, sentinels."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a fault is made in each shape; where one of several ways is drawn, all are named."""

    plain: tuple[Make, ...] = ()
    sentinel: tuple[Make, ...] = ()
    often: int = 2
    """So often it comes in one round of all kinds; what takes long comes once."""


def _anywhere(*makes: Make, often: int = 2) -> Kind:
    return Kind(makes, makes, often)


KINDS: dict[str, Kind] = {
    "F1": _anywhere(hit_nodes.kill),
    "F2": Kind(plain=(hit_store.empty,)),
    "F3": Kind(sentinel=(hit_sentinels.empty_a_master,)),
    "F4": Kind(plain=(hit_store.stop,)),
    "F5": Kind(plain=(hit_store.freeze,)),
    "F6": Kind(plain=(hit_wires.part_a_node_from_the_store,), often=1),
    "F7": Kind(
        sentinel=(
            hit_sentinels.kill_the_master,
            hit_sentinels.freeze_the_master,
            hit_sentinels.part_the_master,
        )
    ),
    "F8": Kind((hit_store.drop_clients,), (hit_sentinels.drop_clients,)),
    "F9": _anywhere(hit_clients.read_nothing),
    "F10": _anywhere(hit_wires.switch_networks),
    "F11": _anywhere(hit_clients.say_and_come_twice),
    "F12": _anywhere(hit_machine.set_a_clock_wrong),
    "F13": _anywhere(hit_nodes.roll, often=1),
    "F14": _anywhere(hit_wires.drop_all_sockets),
    "F15": _anywhere(hit_machine.fill_a_disk, often=1),
    "F16": _anywhere(hit_machine.lock_the_database, often=1),
    "F17": _anywhere(hit_machine.press_the_memory),
    "F18": Kind(plain=(hit_wires.answer_late,)),
    "F19": Kind((hit_nodes.crash, hit_store.crash), (hit_nodes.crash,)),
    "F20": _anywhere(hit_clients.vanish_while_connecting),
    "F21": _anywhere(hit_clients.send_rubbish),
    "F23": _anywhere(hit_clients.write_from_an_old_seat),
    "F24": _anywhere(hit_nodes.vanish_with_a_node, often=1),
}


FAULTS: dict[str, Make] = {name: kind.plain[0] for name, kind in KINDS.items() if kind.plain}
"""One way to make each fault where the store stands alone, for scenes in which it is played."""


def kinds_in(shape: Shape) -> tuple[str, ...]:
    """Return the kinds that can be made in a shape."""
    return tuple(name for name, kind in KINDS.items() if getattr(kind, shape))


class Bag:
    """Draws faults: in each round every kind as often as it is due, in an order of its own."""

    def __init__(self, kinds: Sequence[str], shape: Shape, dice: Random) -> None:
        self._dice = dice
        self._shape = shape
        self._kinds = [name for name in kinds for _ in range(KINDS[name].often)]
        self._turns = dict.fromkeys(kinds, 0)
        self._left: list[str] = []

    def draw(self) -> Make:
        """Return what is made next; the ways of one kind take turns."""
        self._left = self._left or self._dice.sample(self._kinds, len(self._kinds))
        name = self._left.pop()
        ways: tuple[Make, ...] = getattr(KINDS[name], self._shape)
        self._turns[name] += 1
        return ways[self._turns[name] % len(ways)]
