"""Shut every other mouth of the process.

The libraries below us log bodies (engineio at INFO), addresses (aiohttp.access), session ids
(socketio at ERROR) and statement parameters (aiosqlite at DEBUG), and Python itself prints the text
of an error nobody caught. Each is pinned twice: by its own logger, and by a root handler that could
print no text if a record reached it.
"""

import asyncio
import logging
import sys
import threading
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

from helpline.logs.events import Event
from helpline.logs.write import log_error, write_fault

_NEVER: Final = logging.CRITICAL + 1

SILENT: Final = (
    "aiohttp",
    "aiohttp.access",
    "aiohttp.client",
    "aiohttp.internal",
    "aiohttp.web",
    "aiohttp.websocket",
    "aiosqlite",
    "apprise",
    "asyncio",
    "asyncpg",
    "engineio",
    "engineio.client",
    "engineio.server",
    "redis",
    "requests",
    "requests_oauthlib",
    "socketio",
    "socketio.client",
    "socketio.server",
    "sqlalchemy",
    "sqlalchemy.dialects",
    "sqlalchemy.engine",
    "sqlalchemy.engine.Engine",
    "sqlalchemy.orm",
    "sqlalchemy.pool",
    "urllib3",
)
"""Loggers that never say a thing."""

FAULTS_ONLY: Final = ("aiohttp.server",)
"""Loggers of which an error's type and place may be seen: a fault in a door of ours lands here."""


class _TypeAndPlace(logging.Handler):
    """Turns a record into the type and place of its error; drops a record that has none."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            log_error(Event.LIBRARY_FAULT, record.exc_info[1])


def shut_others() -> None:
    """Silence every library and the interpreter's own reports, for the whole process."""
    logging.raiseExceptions = False  # else a failing handler prints the message and its arguments
    logging.captureWarnings(capture=False)
    _pin(logging.getLogger(), logging.ERROR, _TypeAndPlace())
    for name in SILENT:
        _pin(logging.getLogger(name), _NEVER, logging.NullHandler())
    for name in FAULTS_ONLY:
        _pin(logging.getLogger(name), logging.ERROR, _TypeAndPlace())
    sys.excepthook = _fell
    sys.unraisablehook = _unraisable
    threading.excepthook = _thread_fell
    warnings.showwarning = _warned


def shut_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Make an event loop report a lost error by type and place alone."""
    loop.set_exception_handler(_loop_fault)


def _pin(logger: logging.Logger, level: int, handler: logging.Handler) -> None:
    logger.handlers[:] = [handler]
    logger.filters.clear()
    logger.propagate = False
    # A level already set is also what keeps engineio, socketio and aiohttp from adding a handler.
    logger.setLevel(level)


def _loop_fault(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    _report(Event.LOOP_FAULT, context.get("exception"), RuntimeError)


def _fell(kind: type[BaseException], error: BaseException, _tb: TracebackType | None) -> None:
    _report(Event.FELL, error, kind)


def _thread_fell(args: threading.ExceptHookArgs) -> None:
    _report(Event.THREAD_FAULT, args.exc_value, args.exc_type)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    _report(Event.LIBRARY_FAULT, args.exc_value, args.exc_type)


def _report(event: Event, error: object, kind: type[BaseException]) -> None:
    if isinstance(error, BaseException):
        log_error(event, error)
    else:
        write_fault(event, kind, "nowhere")


def _warned(
    message: Warning | str,  # noqa: ARG001 - it may quote what a person typed
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    write_fault(Event.LIBRARY_WARNING, category, f"{Path(filename).name}:{lineno}")
