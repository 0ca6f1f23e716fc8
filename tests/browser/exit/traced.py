"""What the browser's own trace says of one exit: how long the page's thread truly worked.

Wall time on a machine that runs many programs tells about those programs. The thread's own time
does not; a throttled thread spends it slower, as a slow processor would.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from playwright.async_api import Browser

CATEGORIES: Final = ["toplevel", "devtools.timeline", "cc"]
TASK: Final = "ThreadControllerImpl::RunTask"
FRAME: Final = "ProxyMain::BeginMainFrame"

Events = list[dict[str, Any]]


@asynccontextmanager
async def traced(browser: Browser) -> AsyncIterator[Events]:
    """Give a list that holds the trace afterwards."""
    events: Events = []
    ended = asyncio.Event()
    session = await browser.new_browser_cdp_session()
    session.on("Tracing.dataCollected", lambda data: events.extend(data["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.set())
    config = {"includedCategories": CATEGORIES, "excludedCategories": ["*"]}
    await session.send("Tracing.start", {"traceConfig": config, "transferMode": "ReportEvents"})
    try:
        yield events
    finally:
        await session.send("Tracing.end")
        await ended.wait()
        await session.detach()


def worked_ms(events: Events, kind: str) -> float:
    """Return the thread's own time for an input event and on to the frame it drew after that."""
    [event] = [e for e in events if e["name"] == "EventDispatch" and _type(e) == kind]
    handled = float(event["ts"]) + float(event["dur"])
    later = [e for e in events if _same(e, event) and e["ts"] >= handled]
    drawn = min(float(e["ts"]) for e in later if e["name"] == FRAME)
    tasks = (e for e in later if e["name"] == TASK and e["ts"] <= drawn)
    return sum(float(e["tdur"]) for e in (event, *tasks)) / 1_000


def _type(event: dict[str, Any]) -> str | None:
    found: str | None = event.get("args", {}).get("data", {}).get("type")
    return found


def _same(event: dict[str, Any], other: dict[str, Any]) -> bool:
    return (event["pid"], event["tid"], event["ph"]) == (other["pid"], other["tid"], "X")
