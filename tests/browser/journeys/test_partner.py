"""Three browsers: a youth, a responder, and somebody of another service whom the youth lets in."""

from playwright.async_api import Page, expect

from helpline.core.intake import Language
from tests.browser.axe.rules import Inspector
from tests.browser.journeys.people import can_read, hears, name_of, press, say
from tests.browser.stage import DESKTOP, Stage, accept, on_screen, until

SERVICE, NAME = "Harbor House", "Sam"
HELLO = "This is Sam of Harbor House. Robin would like to know about a bed for tonight."
OVER = "This link does not work"


async def ask(desk: Page) -> None:
    """Ask the youth whether somebody may join."""
    await press(desk, "Bring in another service")
    await desk.get_by_label("Name of the service").fill(SERVICE)
    await desk.get_by_label("First name of the person").fill(NAME)
    await desk.get_by_label("What they are told first").fill(HELLO)
    await press(desk, "Ask the youth")


async def link_of(desk: Page) -> str:
    """Return the link, once the youth has said yes."""
    return await desk.get_by_label("Link to this chat").input_value()


async def opened(stage: Stage, link: str) -> Page:
    """Return a partner's page that has come by a link and not joined yet."""
    page = await (await stage.context(DESKTOP)).new_page()
    await page.goto(link)
    return page


async def on(partner: Page, screen: str) -> None:
    await partner.wait_for_selector(f".partner[data-screen={screen}]")


async def joined(stage: Stage) -> tuple[Page, Page, Page, str]:
    """Return the pages of a youth, a responder and a partner who talk, and the link."""
    youth, desk = await stage.talking()
    await say(youth, "only for the two of us")
    await hears(desk, "only for the two of us")
    await ask(desk)
    await expect(youth.get_by_text(f"May {NAME} of {SERVICE} join this chat?")).to_be_visible()
    await expect(youth.get_by_text(HELLO)).to_be_visible()
    await press(youth, "Yes, let them in")
    link = await link_of(desk)
    partner = await opened(stage, link)
    await press(partner, "Join the chat")
    await on(partner, "here")
    await hears(partner, HELLO)
    return youth, desk, partner, link


async def test_the_whole_way_and_back(stage: Stage) -> None:
    youth, desk, partner, link = await joined(stage)
    me = await name_of(desk)
    await can_read(youth, me, f"{NAME} of {SERVICE}")
    assert partner.url == f"{stage.house.public}/join", "the link stands in the address no more"
    await expect(partner.get_by_text("only for the two of us")).to_have_count(0)
    await say(youth, "hi sam")
    await hears(partner, "hi sam")
    await say(partner, "we have a bed for you")
    await hears(youth, "we have a bed for you")
    await hears(desk, "we have a bed for you")
    kept = "[localStorage.length, sessionStorage.length, document.cookie.length].join()"
    assert await partner.evaluate(kept) == "0,0,0"

    second = await opened(stage, link)
    await press(second, "Join the chat")
    await expect(second.get_by_role("heading", name=OVER)).to_be_visible()
    await expect(second.get_by_role("log")).to_have_count(0)

    await press(youth, f"Send {NAME} away")
    await can_read(youth, me)
    await on(partner, "over")
    await expect(partner.get_by_text("we have a bed for you")).to_have_count(0)
    await say(youth, "just us again")
    await hears(desk, "just us again")
    await expect(partner.get_by_text("just us again")).to_have_count(0)
    again = await opened(stage, link)
    await press(again, "Join the chat")
    await expect(again.get_by_role("heading", name=OVER)).to_be_visible()


async def test_no_means_no_and_a_link_that_is_none_says_so(stage: Stage) -> None:
    youth, desk = await stage.talking()
    await ask(desk)
    await press(youth, "No, thanks")
    await expect(
        desk.get_by_text(f"The youth would rather not have {NAME} of {SERVICE} join.")
    ).to_be_visible()
    await expect(desk.get_by_label("Link to this chat")).to_have_count(0)
    for fragment in ("", "#x", f"#{'c' * 22}.{'A' * 42}"):
        stranger = await opened(stage, f"{stage.house.public}/join{fragment}")
        await expect(stranger.get_by_role("heading", name=OVER)).to_be_visible()
        await stranger.close()
    guessed = await opened(stage, f"{stage.house.public}/join#{'c' * 22}.{'A' * 43}")
    await press(guessed, "Join the chat")
    await expect(guessed.get_by_role("heading", name=OVER)).to_be_visible()


async def test_a_responder_lost_in_the_middle_and_a_chat_left_to_the_partner(stage: Stage) -> None:
    youth, desk, partner, _ = await joined(stage)
    floor, other = await stage.floor(), await stage.desk(ready=False)
    await expect(floor.get_by_text("In this chat")).to_be_visible()
    await press(desk, "Tap out")
    await on_screen(youth, "wait")
    await can_read(youth, f"{NAME} of {SERVICE}")
    await expect(floor.get_by_text("In line for a responder")).to_be_visible()
    await say(youth, "still there, sam?")
    await hears(partner, "still there, sam?")
    await expect(partner.get_by_text("Nobody of the helpline is in it")).to_be_visible()

    await other.get_by_role("switch").click()
    await accept(other)
    await on_screen(youth, "talk")
    me = await name_of(other)
    await can_read(youth, me, f"{NAME} of {SERVICE}")
    await other.get_by_role("button", name="Leave the chat to").click()
    await expect(youth.get_by_text(f"{me} would like to go now.")).to_be_visible()
    await press(youth, f"Yes, go on with {NAME}")
    await expect(other.get_by_text("They go on with the partner, as they wished.")).to_be_visible()
    await can_read(youth, f"{NAME} of {SERVICE}")
    await expect(floor.get_by_text("Goes on with the partner")).to_be_visible()
    await say(partner, "it is just us now")
    await hears(youth, "it is just us now")
    await press(partner, "Leave now")
    await on(partner, "over")
    await on_screen(youth, "wait")
    await expect(youth.get_by_text("The person you talked with has left.")).to_be_visible()


async def test_every_screen_of_a_partner_is_there_for_everybody(stage: Stage) -> None:
    axe = Inspector()
    youth, desk = await stage.talking()
    await ask(desk)
    await axe.look(youth, "may they join?", f"text=May {NAME}")
    await axe.look(desk, "asked", "text=The youth is asked")
    await press(youth, "Yes, let them in")
    await axe.look(youth, "awaited", "text=You said yes.")
    await axe.look(desk, "link", "#partner-link")
    context = await stage.context(DESKTOP, color_scheme="dark", locale="es-MX")
    partner = await context.new_page()
    await partner.goto(await link_of(desk))
    await until(partner, f"document.documentElement.lang === '{Language.ES}'")
    await axe.look(partner, "door", ".partner[data-screen=door]")
    await press(partner, "Entrar al chat")
    await hears(partner, HELLO)
    await axe.look(partner, "chat", ".partner[data-screen=here]")
    await axe.look(youth, "with a partner", f"text=Send {NAME} away")
    await axe.look(desk, "with a partner", f"text=Leave the chat to {NAME}")
    await press(youth, f"Send {NAME} away")
    await axe.look(partner, "over", ".partner[data-screen=over]")
    await partner.goto(f"{stage.house.public}/join#x")
    await axe.look(partner, "no link", ".partner[data-screen=none]")
    assert axe.faults == []
