"""Everything that may ever be logged.

An event concerns the server, never one youth or one chat: a line with a time beside it would say
when somebody came. So there is no event for a join, a message or an end, and a field not named
here is refused, so that an address cannot slip in as a number.
"""

from enum import Enum, StrEnum

type_of_fact = (int, float, Enum)
"""What a field may hold; a bool is an int, and a plain string is nothing of these."""

Fact = int | float | Enum


class Level(StrEnum):
    """How soon somebody should look."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Event(Enum):
    """The closed list: name, level, and the fields the event may carry."""

    STARTED = ("started", Level.INFO, ("public_port", "staff_port", "demo"))
    STOPPING = ("stopping", Level.INFO, ())
    STOPPED = ("stopped", Level.INFO, ())
    NOT_HARDENED = ("not_hardened", Level.WARNING, ())
    """The operating system can't promise that our memory is never written to disk."""

    STORE_LOST = ("store_lost", Level.ERROR, ())
    STORE_BACK = ("store_back", Level.INFO, ("lost_s",))
    STORE_EMPTIED = ("store_emptied", Level.WARNING, ())
    """The ephemeral store came back without what it held; the pages fill it again."""
    CUT_OFF = ("cut_off", Level.ERROR, ())
    """This node has lost the store, or hears no other node: its pages are sent to the others."""
    STORE_DIED = ("store_died", Level.ERROR, ("code",))
    """The embedded store ended by itself and is started again."""
    NODE_DIED = ("node_died", Level.ERROR, ("code",))
    """A node of several on this machine ended by itself and is started again."""

    TICK_FAILED = ("tick_failed", Level.ERROR, ())
    TICK_SLOW = ("tick_slow", Level.WARNING, ("took_ms",))
    FRAME_FAILED = ("frame_failed", Level.ERROR, ())
    PUSH_FAILED = ("push_failed", Level.ERROR, ())
    REQUEST_FAILED = ("request_failed", Level.ERROR, ("status",))
    DURABLE_FAILED = ("durable_failed", Level.ERROR, ())
    AUDIT_LOST = ("audit_lost", Level.ERROR, ("entries",))
    """The node ended before the database took what was done meanwhile by hand to the line."""

    FACTOR_UNREADABLE = ("factor_unreadable", Level.WARNING, ())
    """An authenticator's secret was sealed under another `HELPLINE_SECRET` than this."""
    PASSKEY_COUNTER = ("passkey_counter", Level.WARNING, ())
    """A passkey was refused, since its counter did not go on: there may be a copy of it."""
    PROVIDER_FAILED = ("provider_failed", Level.WARNING, ("why",))
    """The organization's own sign-in did not answer, or not as it should."""

    NOTICE_FAILED = ("notice_failed", Level.WARNING, ("tries",))
    """An alert could not be told to one of the addresses of `HELPLINE_ALERT_URLS`."""

    LOOP_FAULT = ("loop_fault", Level.ERROR, ())
    THREAD_FAULT = ("thread_fault", Level.ERROR, ())
    LIBRARY_FAULT = ("library_fault", Level.ERROR, ())
    LIBRARY_WARNING = ("library_warning", Level.WARNING, ())
    FELL = ("fell", Level.ERROR, ())
    """The process ends by an error that nobody caught."""

    def __init__(self, label: str, level: Level, fields: tuple[str, ...]) -> None:
        self.label = label
        self.level = level
        self.fields = frozenset(fields)
