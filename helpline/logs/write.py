"""Write one line to stderr. Nothing here ever formats an error's text or a plain string."""

import sys
import traceback
from contextlib import suppress
from enum import Enum
from pathlib import Path

import structlog

from helpline.logs.events import Event, Fact, type_of_fact

_OURS = Path(__file__).resolve().parent.parent


def choose_output(*, as_json: bool) -> None:
    """Set how lines look: JSON for machines, `key=value` for a person at a terminal."""
    keys = ["at", "level", "event"]
    render = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.processors.LogfmtRenderer(key_order=keys)
    )
    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="%Y-%m-%dT%H:%M:%SZ", key="at"), render],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log(event: Event, **facts: Fact) -> None:
    """Write an event with its numbers; refuse any field or value that the list does not know."""
    _write(event, {name: _plain(event, name, fact) for name, fact in facts.items()})


def log_error(event: Event, error: BaseException, **facts: Fact) -> None:
    """Write an event with the type of an error and where it was raised, never what it says."""
    plain = {name: _plain(event, name, fact) for name, fact in facts.items()}
    write_fault(event, type(error), place_of(error), **plain)


def write_fault(event: Event, kind: type[BaseException], place: str, **plain: float | str) -> None:
    """Write an event with the class of an error and a place already known."""
    _write(event, {**plain, "error": f"{kind.__module__}.{kind.__qualname__}", "place": place})


def place_of(error: BaseException) -> str:
    """Return `file:line` of the innermost frame of ours, or else of the innermost of all."""
    frames = [
        (Path(frame.f_code.co_filename), line)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    for path, line in reversed(frames):
        if path.is_relative_to(_OURS):
            return f"{path.relative_to(_OURS).as_posix()}:{line}"
    return f"{frames[-1][0].name}:{frames[-1][1]}" if frames else "nowhere"


def _plain(event: Event, name: str, fact: Fact) -> float | str:
    if name not in event.fields:
        raise TypeError(f"{event.name} has no such field")
    if not isinstance(fact, type_of_fact):
        raise TypeError(f"{event.name}: a log line takes numbers and enum members only")
    return fact.name.lower() if isinstance(fact, Enum) else fact


def _write(event: Event, plain: dict[str, float | str]) -> None:
    # `msg` is a method of PrintLogger; the level is a field, since there is nothing to filter.
    with suppress(OSError):  # a disk that is full costs the line, and never whoever wrote it
        structlog.get_logger().msg(event.label, level=event.level.value, **plain)


choose_output(as_json=True)
