"""In every state: the exit is there, on top and first; nothing outside the page tells of us."""

from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import pytest
from playwright.async_api import Page, ViewportSize

from tests.browser.exit.tour import State, before_the_chat, finding_help, in_the_chat
from tests.browser.exit.ways import asked_by, click, leave_blank
from tests.browser.stage import DESKTOP, PHONE, Stage

Tour = Callable[[Stage], AsyncIterator[State]]
TOURS: Final = pytest.mark.parametrize("tour", [before_the_chat, in_the_chat, finding_help])
SIZES: Final[dict[str, ViewportSize]] = {
    "phone": PHONE,
    "320 px wide": {"width": 320, "height": 568},
    "soft keyboard": {"width": 360, "height": 330},
    "desktop": DESKTOP,
    "desktop at 400 % zoom": {"width": 320, "height": 200},
    "phone on its side": {"width": 740, "height": 360},
}
# The corners are rounded: what a thumb hits is a little inside.
HIT: Final = """() => {
  const exit = document.getElementById("exit");
  const { left, top, width, height } = exit.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
  const hit = points.every(([x, y]) =>
    exit.contains(document.elementFromPoint(left + x * width, top + y * height)));
  const inside = left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
  return { hit, inside, big: width >= 44 && height >= 44, low: top > innerHeight / 2 };
}"""
ALL: Final = {"hit": True, "inside": True, "big": True, "low": True}


@TOURS
async def test_the_exit_is_on_top_at_every_size(stage: Stage, tour: Tour) -> None:
    missed: list[tuple[str, str, Any]] = []
    async for name, page in tour(stage):
        for size, viewport in SIZES.items():
            await page.set_viewport_size(viewport)
            for scrolled in (0, 1e6):
                await page.evaluate("(top) => scrollTo(0, top)", scrolled)
                found = await page.evaluate(HIT)
                if found != ALL:
                    missed.append((name, size, found))
        await page.set_viewport_size(PHONE)
    assert missed == []


NEUTRAL: Final = """async () => {
  const kept = [
    document.cookie, localStorage.length, sessionStorage.length,
    (await indexedDB.databases()).length, (await caches.keys()).length,
    (await navigator.serviceWorker?.getRegistrations() ?? []).length,
  ];
  return {
    kept, title: document.title, history: history.length, path: location.href,
    icon: [...document.querySelectorAll("link[rel~=icon]")].map((link) => link.href),
    badge: document.querySelectorAll("link[rel=manifest], iframe, audio, video").length,
  };
}"""


@TOURS
async def test_nothing_is_kept_and_nothing_outside_tells_of_us(stage: Stage, tour: Tour) -> None:
    wrong: list[tuple[str, Any]] = []
    neutral: dict[str, Any] | None = None
    async for name, page in tour(stage):
        neutral = neutral or {
            "kept": ["", 0, 0, 0, 0, 0],
            "title": "Page",
            "history": await page.evaluate("history.length"),
            "path": f"{stage.house.public}/{'more' if tour is finding_help else ''}",
            "icon": ["data:,"],
            "badge": 0,
        }
        found = await page.evaluate(NEUTRAL)
        if found != neutral:
            wrong.append((name, found))
        if await page.context.cookies() != []:
            wrong.append((name, "cookies"))
    assert wrong == []


@TOURS
async def test_the_exit_is_the_first_thing_a_keyboard_reaches(stage: Stage, tour: Tour) -> None:
    missed: list[tuple[str, str]] = []
    async for name, page in tour(stage):
        first = await first_reached(page)
        if first not in {"link Exit now", "link Close"}:
            missed.append((name, first))
    assert missed == []


async def first_reached(page: Page) -> str:
    """Return role and name of the first thing in the accessibility tree that takes the focus."""
    session = await page.context.new_cdp_session(page)
    nodes = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    await session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> list[dict[str, Any]]:
        children = [by_id[child] for child in node.get("childIds", []) if child in by_id]
        return [node, *(found for child in children for found in walk(child))]

    tree = [node for node in walk(nodes[0]) if node["role"]["value"] != "RootWebArea"]
    first = next(node for node in tree if takes_focus(node))
    return f"{first['role']['value']} {first['name']['value']}"


def takes_focus(node: dict[str, Any]) -> bool:
    flags = {flag["name"]: flag["value"].get("value") for flag in node.get("properties", [])}
    return not node.get("ignored") and flags.get("focusable") is True


async def test_tab_reaches_the_exit_first(stage: Stage) -> None:
    page = await stage.youth(DESKTOP)
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") == "exit"


async def test_after_the_exit_there_is_one_alert_and_nothing_else(stage: Stage) -> None:
    page = await stage.waiting()
    await leave_blank(stage, page, click)
    assert await page.locator("body").aria_snapshot() == "- alert: Loading."
    told = await page.evaluate(NEUTRAL)
    assert (told["title"], told["icon"], told["kept"]) == ("Page", ["data:,"], ["", 0, 0, 0, 0, 0])


async def test_the_page_asks_nobody_else(stage: Stage) -> None:
    context = await stage.context(PHONE)
    page = await context.new_page()
    asked = asked_by(page)
    await stage.arrive(page)
    await page.get_by_role("button", name="Skip the questions and chat").click()
    await page.get_by_role("textbox").wait_for()
    elsewhere = {request.url for request in asked if not request.url.startswith("data:")}
    assert {url for url in elsewhere if not url.startswith(f"{stage.house.public}/")} == set()
