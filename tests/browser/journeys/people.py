"""What a journey does with its pages, in the words of the people in it."""

from playwright.async_api import Locator, Page, expect

from tests.browser.stage import accept, on_screen, until


async def join_as(youth: Page, name: str) -> None:
    """Go into the line from the first screen under a name of their own."""
    await (
        youth.get_by_role("button", name="Start")
        .or_(youth.get_by_role("button", name="Try the chat"))
        .click()
    )
    await youth.get_by_role("textbox").fill(name)
    await youth.get_by_role("button", name="Skip all and chat").click()
    await until(youth, "window.leaving.ticket !== ''")


async def take(desk: Page, name: str) -> Locator:
    """Accept the chat on offer; return its panel once the page can read who it is."""
    await accept(desk)
    return await panel(desk, name)


async def panel(desk: Page, name: str) -> Locator:
    """Return the panel of the chat with somebody."""
    found = desk.get_by_role("region", name=f"Chat with {name}")
    await found.wait_for()
    return found


async def say(where: Page | Locator, text: str) -> None:
    """Write in a page or in one panel of a desk, and see it in the log there."""
    box = where.get_by_role("textbox", name="Write here").or_(
        where.get_by_role("textbox", name="Your message to")
    )
    await box.fill(text)
    await where.get_by_role("button", name="Send", exact=True).click()
    await hears(where, text)


async def hears(where: Page | Locator, text: str) -> None:
    """Wait until a log shows a text, as a message of its own, once."""
    await expect(where.get_by_role("log").get_by_text(text, exact=True)).to_have_count(1)


async def name_of(staff: Page) -> str:
    """Return the first name a staff page shows for its owner."""
    heading = await staff.get_by_role("heading", level=1).inner_text()
    return heading.split()[-1]


async def can_read(youth: Page, *names: str) -> None:
    """Wait until the bar names exactly these as those who can read."""
    words = f"You and {' and '.join(names)} can read this." if names else "Only you can read this"
    await expect(youth.get_by_role("region", name="Who can read this")).to_contain_text(words)


async def pictures_of_youth(youth: Page) -> list[str]:
    """Open the check, return the names of its pictures, and close it again."""
    await youth.get_by_role("button", name="Check", exact=True).click()
    await expect(youth.locator(".pictures li")).to_have_count(3)
    shown = await youth.locator(".pictures li").all_inner_texts()
    await youth.get_by_role("button", name="Back", exact=True).click()
    await on_screen(youth, "talk")
    return [text.split()[-1] for text in shown]


async def pictures_of_desk(chat: Locator) -> list[str]:
    """Return the names of the pictures that a panel of the desk shows."""
    await expect(chat.locator(".check .picture")).to_have_count(3)
    return [text.split()[-1] for text in await chat.locator(".check .picture").all_inner_texts()]


async def press(where: Page | Locator, name: str) -> None:
    """Press the one button of this name."""
    await where.get_by_role("button", name=name, exact=True).click()
