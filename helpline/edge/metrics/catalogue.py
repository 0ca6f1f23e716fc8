"""Everything that is told, under which name and how coarsely: nothing else is.

A number that a youth moves stands in steps that one youth alone does not show in. Every other one
is moved by the clock, by a fault or by staff. Labels are of closed lists: of what may stand in one
nothing is an id, a name or an address. Why: decision 0034.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, get_args

from helpline.core import errors, oidc, signups
from helpline.core.chat import Phase
from helpline.core.line import LineState
from helpline.wire.catalogue import Door

PEOPLE: Final = 5
OFFERS: Final = 10
REFUSALS: Final = 10
MESSAGES: Final = 100
_CODES_IN: Final = (errors, oidc, signups)


class Kind(StrEnum):
    """What may be done with a number, as Prometheus knows it."""

    GAUGE = "gauge"
    COUNTER = "counter"
    HISTOGRAM = "histogram"


class Whose(StrEnum):
    """Of what a number is."""

    LINE = "line"
    """The same at every node: take the greatest."""
    NODE = "node"
    """Of one node: add them up."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One number, or one for each value of its label."""

    name: str
    kind: Kind
    whose: Whose
    says: str
    step: int = 1
    """It is told as a multiple of this, rounded down."""
    label: str = ""
    values: tuple[str, ...] = ()


def door_name(door: Door) -> str:
    """Return a door as a label has it."""
    return door.value.removeprefix("/")


def codes() -> tuple[str, ...]:
    """Return every code by which an ask can be refused."""
    classes = [one for room in _CODES_IN for one in vars(room).values() if isinstance(one, type)]
    return tuple(sorted({one.code for one in classes if issubclass(one, errors.HelplineError)}))


WAITING: Final = "helpline_waiting"
LONGEST: Final = "helpline_longest_wait_seconds"
CHATS: Final = "helpline_chats"
RESPONDERS: Final = "helpline_responders"
LINE: Final = "helpline_line"
NODES: Final = "helpline_nodes"
SOCKETS: Final = "helpline_sockets"
MESSAGES_TAKEN: Final = "helpline_messages_total"
OFFERS_MADE: Final = "helpline_offers_total"
REFUSED: Final = "helpline_refusals_total"
STORE_CALLS: Final = "helpline_store_call_seconds"
STORE_ERRORS: Final = "helpline_store_errors_total"
STORE_LOST: Final = "helpline_store_lost"
SLOW_PULSES: Final = "helpline_slow_pulses_total"
LOOP_LAG: Final = "helpline_loop_lag_seconds"
READY: Final = "helpline_ready"
LEAVING: Final = "helpline_leaving"
CPU: Final = "process_cpu_seconds_total"
MEMORY: Final = "process_resident_memory_bytes"
STARTED: Final = "process_start_time_seconds"

SIGNED_IN: Final = "signed_in"
IS_READY: Final = "ready"
UNANSWERED: Final = "unanswered"
NOT_RUN: Final = "refused"

_G, _C, _H = Kind.GAUGE, Kind.COUNTER, Kind.HISTOGRAM
_L, _N = Whose.LINE, Whose.NODE
METRICS: Final = (
    Metric(WAITING, _G, _L, "Youth in the line, those who are being offered among them.", PEOPLE),
    Metric(
        LONGEST,
        _G,
        _L,
        f"For how long the first in line has waited; 0 while fewer than {PEOPLE} wait.",
        60,
    ),
    Metric(
        CHATS,
        _G,
        _L,
        "Chats by where they stand.",
        PEOPLE,
        "phase",
        tuple(phase.value for phase in Phase),
    ),
    Metric(
        RESPONDERS,
        _G,
        _L,
        "Responders with a desk, and those of them who are there and ready.",
        label="state",
        values=(SIGNED_IN, IS_READY),
    ),
    Metric(LINE, _G, _L, "1 for what the line is now.", label="state", values=get_args(LineState)),
    Metric(NODES, _G, _L, "Nodes that have said within three seconds that they are alive."),
    Metric(
        SOCKETS,
        _G,
        _N,
        "Pages that are connected, by their door.",
        PEOPLE,
        "door",
        tuple(map(door_name, Door)),
    ),
    Metric(
        MESSAGES_TAKEN,
        _C,
        _N,
        "Messages taken; one that a page sends again counts again.",
        MESSAGES,
    ),
    Metric(OFFERS_MADE, _C, _N, "Chats offered to somebody.", OFFERS),
    Metric(REFUSED, _C, _N, "Asks of pages that were refused.", REFUSALS, "code", codes()),
    Metric(
        STORE_CALLS,
        _H,
        _N,
        "How long the store took for a sign of life: two a second, behind whatever else is asked.",
    ),
    Metric(
        STORE_ERRORS,
        _C,
        _N,
        "Calls of the store that were not answered in time, and commands that it did not run.",
        label="how",
        values=(UNANSWERED, NOT_RUN),
    ),
    Metric(STORE_LOST, _G, _N, "1 while the store does not answer; no number of the line is told."),
    Metric(SLOW_PULSES, _C, _N, "Rounds of keeping all pages right that took over a second."),
    Metric(
        LOOP_LAG, _H, _N, "How late the event loop was for what was due; looked at twice a second."
    ),
    Metric(READY, _G, _N, "1 while pages may be sent here, as `/readyz` says."),
    Metric(LEAVING, _G, _N, "1 once the node was told to end and sends its pages away."),
    Metric(CPU, _C, _N, "Processor time used."),
    Metric(MEMORY, _G, _N, "Memory in use."),
    Metric(STARTED, _G, _N, "When the process began, in seconds since 1970."),
)
