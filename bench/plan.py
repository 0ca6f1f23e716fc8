"""What is measured against what: each group runs its subjects in turn, round after round."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench import floor, scenes
from bench.ours import CHATS_EACH
from bench.scenes import Figures
from bench.seats import House

Scene = Callable[[House], Awaitable[Figures]]

OURS: Final = "helpline"
RECEIPTS: Final = "helpline, with receipts"
SOCKETS: Final = "our sockets alone"
NODE: Final = "Node, Redis, buffer"
STREAMS: Final = "Node, Redis streams"
NODE_MEMORY: Final = "Node in memory"
BARE: Final = "python-socketio, Redis"
"""It keeps nothing: what is not heard is lost."""
PYTHON: Final = "python-socketio, Redis, buffer"
TUNED: Final = "python-socketio, Redis, buffer, uvloop, orjson"
PYTHON_MEMORY: Final = "python-socketio in memory"
ECHO: Final = "echo"

RELAY: Final = ("CPU us", "messages/s", "busy", "load us", "lost", "refused", "doubled")
TALK: Final = ("CPU us", "p99 ms", "p50 ms", "store us", *RELAY[1:])
TALKERS: Final = (OURS, NODE, STREAMS, BARE, PYTHON, TUNED, RECEIPTS)


@dataclass(frozen=True, slots=True)
class Aim:
    """What is wanted: a figure of at most so much, or at most so many times that of a peer."""

    name: str
    most: float
    peer: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are read beside each other; the first subject is the one that is judged."""

    name: str
    title: str
    subjects: tuple[str, ...]
    scene: Scene
    shows: tuple[str, ...]
    """The figures in the table; their ratios are those of the first two."""
    turn_s: float
    """About how long a subject's turn takes."""
    nodes: int = 1
    aims: tuple[Aim, ...] = ()


SHORT: Final = ("messages", "connects", "relay")
"""What a quick look is at, unless it is asked for something else."""
NODES: Final = ("messages", "two", "four")
"""The same messages over one node and more: their cost is to be the same."""
_SPREAD: Final = ("p50", "p99", "max")
FLAT: Final = (0.9, 1.1)
KEPT: Final = (Aim("CPU us", 0.7, NODE), Aim("CPU us", 0.2, PYTHON))
CROSSING: Final = (Aim("p50 ms", 30), Aim("p99 ms", 250))
CONNECTING: Final = (Aim("connect ms", 0.7), Aim("KiB", 27))


def plan(*, quick: bool) -> tuple[Group, ...]:
    """Return all groups, or with `quick` smaller ones, too small for some of the aims."""
    return (*_messages(quick=quick), *_sockets(quick=quick), _floor(quick=quick))


def _messages(*, quick: bool) -> tuple[Group, ...]:
    chats, seconds = (120, 2.0) if quick else (300, 4.0)
    talk = partial(scenes.talk, chats=chats, seconds=seconds, rate=300.0)
    relay = partial(scenes.flat_out, chats=chats, seconds=seconds)
    across = "A message, from one of two nodes to the other"
    alone = (SOCKETS, NODE_MEMORY, PYTHON_MEMORY)
    as_node = (Aim("CPU us", 1.1, NODE_MEMORY),)
    limit = ("messages/s", "load us")
    few = (OURS, NODE, STREAMS)
    return (
        Group("messages", "A message, one node", TALKERS, talk, TALK, 26, aims=KEPT),
        Group("relay", "The relay alone", alone, relay, RELAY, 10, aims=as_node),
        Group("two", across, TALKERS, talk, TALK, 28, nodes=2, aims=KEPT + CROSSING),
        Group("four", "A message, across four nodes", few, talk, TALK, 34, nodes=4, aims=CROSSING),
        Group("limit", "What the load generator can do", (ECHO,), relay, limit, 8),
    )


def _floor(*, quick: bool) -> Group:
    chats, waiting, seconds = (30, 15, 10.0) if quick else (200, 100, 90.0)
    aims = (Aim("behind max ms", 1_000), Aim("last words max ms", 1_000), Aim("server %", 5))
    return Group(
        "floor",
        f"A supervisor's floor of {chats} chats that talk and {waiting} who wait",
        (OURS,),
        partial(floor.watched, chats=chats, waiting=waiting, seconds=seconds),
        (
            *(f"{what} {part} ms" for what in ("behind", "last words") for part in _SPREAD),
            *("server %", "store %", "changes", "views/s", "missed"),
        ),
        seconds + 30,
        aims=() if quick else (*aims, Aim("missed", 0)),
    )


def _sockets(*, quick: bool) -> tuple[Group, ...]:
    many, most, seconds = (500, 1_000, 5.0) if quick else (2_000, 10_000, 30.0)
    chats, waiting, talking = (60, 100, 60) if quick else (300, 1_600, 500)
    crowd = 2 * most - 200  # many systems let one process, our load generator, have 20,000 in all
    people = chats + waiting + -(-chats // CHATS_EACH)
    peers = (OURS, NODE, NODE_MEMORY, PYTHON)
    return (
        Group(
            "connects",
            f"{many:,} connections, and their memory",
            (*peers, SOCKETS),
            partial(scenes.connects, number=many),
            ("connect ms", "KiB", "connects/s"),
            12,
            aims=CONNECTING,
        ),
        Group(
            "storm",
            f"{many:,} sockets dropped at once, until the last is back",
            peers,
            partial(scenes.storm, number=many),
            ("storm s", "storm CPU s"),
            16,
            aims=() if quick else (Aim("storm s", 2),),
        ),
        Group(
            "places",
            f"{people:,} people of {chats} chats and the line dropped at once, until all are back",
            (OURS,),
            partial(scenes.storm_of_chats, chats=chats, waiting=waiting),
            ("resumed s", "resumed CPU s", "resumed store s", "people", "not resumed"),
            60,
            aims=() if quick else (Aim("resumed s", 5), Aim("not resumed", 0)),
        ),
        Group(
            "idle",
            f"{most:,} sockets that only answer pings",
            (OURS, NODE, PYTHON),
            partial(scenes.idle, number=most, seconds=seconds),
            ("idle %", "KiB", "gone"),
            60,
            aims=() if quick else (Aim("idle %", 15), Aim("KiB", 27), Aim("gone", 0)),
        ),
        Group(
            "crowd",
            f"{crowd:,} sockets at two nodes, and among them {talking} chats that talk",
            (OURS,),
            partial(scenes.crowded, number=crowd, chats=talking, seconds=seconds),
            ("p50 ms", "p99 ms", "busy", "lost", "gone"),
            150,
            nodes=2,
            aims=(*CROSSING, Aim("lost", 0), Aim("gone", 0)),
        ),
    )
