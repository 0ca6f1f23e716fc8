"""The only logger: a closed list of events with numbers; of an error its type and place."""

from helpline.logs.events import Event, Fact, Level
from helpline.logs.shut import shut_loop, shut_others
from helpline.logs.write import choose_output, log, log_error, place_of

__all__ = [
    "Event",
    "Fact",
    "Level",
    "choose_output",
    "log",
    "log_error",
    "place_of",
    "shut_loop",
    "shut_others",
]
