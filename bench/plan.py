"""What is measured against what: each group runs its subjects in turn, round after round."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench import scenes
from bench.scenes import Figures
from bench.seats import House

Scene = Callable[[House], Awaitable[Figures]]

OURS: Final = "helpline"
RECEIPTS: Final = "helpline, with receipts"
ENGINE: Final = "our lean engine"
SERVED: Final = "our sockets alone"
"""The same relay as `helpline serve` makes its sockets today."""
NODE: Final = "Node, Redis, buffer"
STREAMS: Final = "Node, Redis streams"
NODE_MEMORY: Final = "Node in memory"
PYTHON: Final = "python-socketio, Redis, buffer"
TUNED: Final = "python-socketio, Redis, buffer, uvloop, orjson"
PYTHON_MEMORY: Final = "python-socketio in memory"
ECHO: Final = "echo"

RELAY: Final = ("CPU us", "messages/s", "busy", "load us", "lost", "doubled")
TALK: Final = ("CPU us", "p99 ms", "p50 ms", "store us", *RELAY[1:])


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that are read beside each other; the first subject is the one that is judged."""

    name: str
    title: str
    subjects: tuple[str, ...]
    scene: Scene
    shows: tuple[str, ...]
    """The figures in the table; their ratios are those of the first two."""
    nodes: int = 1


def plan(*, quick: bool) -> tuple[Group, ...]:
    """Return all groups, or with `quick` smaller ones of the figures asked for most."""
    chats, seconds = (120, 2.0) if quick else (300, 4.0)
    sockets = 500 if quick else 2_000
    talk = partial(scenes.talk, chats=chats, seconds=seconds, rate=300.0)
    relay = partial(scenes.flat_out, chats=chats, seconds=seconds)
    connect = partial(scenes.connects, number=sockets)
    groups = (
        Group(
            "messages",
            "A message, one node",
            (OURS, NODE, STREAMS, PYTHON, TUNED, RECEIPTS),
            talk,
            TALK,
        ),
        Group(
            "connects",
            f"{sockets:,} connections, and their memory",
            (OURS, NODE, NODE_MEMORY, PYTHON, ENGINE),
            connect,
            ("connect ms", "KiB", "connects/s"),
        ),
        Group(
            "relay", "The relay alone", (ENGINE, NODE_MEMORY, PYTHON_MEMORY, SERVED), relay, RELAY
        ),
    )
    return groups if quick else (*groups, *_long(talk, relay))


def _long(talk: Scene, relay: Scene) -> tuple[Group, ...]:
    return (
        Group(
            "two",
            "A message, from one of two nodes to the other",
            (OURS, NODE, STREAMS, PYTHON, TUNED, RECEIPTS),
            talk,
            TALK,
            nodes=2,
        ),
        Group("four", "A message, across four nodes", (OURS, NODE, STREAMS), talk, TALK, nodes=4),
        Group(
            "storm",
            "2,000 sockets dropped at once, until the last is back",
            (OURS, NODE, NODE_MEMORY, PYTHON),
            partial(scenes.storm, number=2_000),
            ("storm s", "storm CPU s"),
        ),
        Group(
            "places",
            "2,000 people of 300 chats and the line dropped at once, until all have their place",
            (OURS,),
            partial(scenes.storm_of_chats, chats=300, waiting=1_600),
            ("resumed s", "resumed CPU s", "resumed store s", "people", "not resumed"),
        ),
        Group(
            "idle",
            "10,000 sockets that only answer pings",
            (OURS, NODE, PYTHON),
            partial(scenes.idle, number=10_000, seconds=30.0),
            ("idle %", "gone"),
        ),
        Group("limit", "What the load generator can do", (ECHO,), relay, ("messages/s", "load us")),
    )
