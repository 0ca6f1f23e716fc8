"""The whole main job: two young people and one responder, side by side, to the end."""

from playwright.async_api import Locator, Page, expect

from tests.browser import decoy as decoys
from tests.browser.journeys.people import (
    can_read,
    hears,
    join_as,
    name_of,
    pictures_of_desk,
    pictures_of_youth,
    say,
    take,
)
from tests.browser.stage import Stage, on_screen


async def side_by_side(stage: Stage) -> tuple[Page, Page, Page, Locator, Locator]:
    desk = await stage.desk()
    pages, panels = [], []
    for name in ("Robin", "Kim"):
        youth = await stage.youth()
        await join_as(youth, name)
        panels.append(await take(desk, name))
        await on_screen(youth, "talk")
        pages.append(youth)
    return desk, pages[0], pages[1], panels[0], panels[1]


async def test_two_chats_side_by_side_never_mix_and_end_in_two_ways(stage: Stage) -> None:
    desk, robin, kim, with_robin, with_kim = await side_by_side(stage)
    me = await name_of(desk)
    for youth, chat, topic in ((robin, with_robin, "rent"), (kim, with_kim, "school")):
        await say(youth, f"it is about {topic}")
        await hears(chat, f"it is about {topic}")
        await say(chat, f"tell me more about {topic}")
        await hears(youth, f"tell me more about {topic}")
        await can_read(youth, me)
    await expect(with_robin).not_to_contain_text("school")
    await expect(with_kim).not_to_contain_text("rent")
    await expect(robin.get_by_role("log")).not_to_contain_text("school")

    await robin.get_by_role("link", name="Exit now").click()
    await robin.wait_for_url(decoys.ADDRESS)
    await expect(desk.get_by_text("They left. Please don't try to reach them.")).to_be_visible()
    await expect(desk.get_by_text("it is about rent")).to_have_count(0)

    await say(kim, "i am still here")
    await hears(with_kim, "i am still here")
    await with_kim.get_by_role("button", name="End chat").click()
    await with_kim.get_by_role("button", name="Yes, end it").click()
    await on_screen(kim, "end")
    await expect(kim.get_by_text("The chat has ended. It is gone now.")).to_be_visible()
    await expect(kim.get_by_text("i am still here")).to_have_count(0)
    await expect(desk.get_by_text("i am still here")).to_have_count(0)


async def test_both_sides_see_the_same_three_pictures_in_each_chat(stage: Stage) -> None:
    _, robin, kim, with_robin, with_kim = await side_by_side(stage)
    first, second = await pictures_of_youth(robin), await pictures_of_youth(kim)
    assert first == await pictures_of_desk(with_robin)
    assert second == await pictures_of_desk(with_kim)


async def test_what_was_written_in_the_line_is_read_by_whoever_comes(stage: Stage) -> None:
    youth = await stage.youth()
    await join_as(youth, "Robin")
    await can_read(youth)
    await say(youth, "is somebody there")
    desk = await stage.desk()
    chat = await take(desk, "Robin")
    await hears(chat, "is somebody there")
    await can_read(youth, await name_of(desk))


async def test_a_wrap_up_counts_and_the_desk_takes_the_next_one(stage: Stage) -> None:
    desk = await stage.desk()
    robin = await stage.youth()
    await join_as(robin, "Robin")
    await take(desk, "Robin")
    await robin.get_by_role("button", name="End chat").click()
    await robin.get_by_role("button", name="Yes, end it").click()
    await on_screen(robin, "end")
    ended = desk.get_by_role("region", name="Chat ended")
    await ended.get_by_label("We made a plan").check()
    await ended.get_by_label("Threats").check()
    assert await ended.get_by_role("textbox").count() == 0
    await ended.get_by_role("button", name="Count it").click()
    await expect(ended).to_have_count(0)
    await robin.get_by_role("button", name="Start a new chat").click()
    await join_as(robin, "Robin")
    await take(desk, "Robin")


async def test_a_tap_asks_for_somebody_else_and_the_first_is_not_offered_it_again(
    stage: Stage,
) -> None:
    first = await stage.desk()
    youth = await stage.youth()
    await join_as(youth, "Robin")
    await take(first, "Robin")
    await youth.get_by_role("button", name="Someone else").click()
    await youth.get_by_role("button", name="Yes, find someone else").click()
    await on_screen(youth, "wait")
    await expect(first.get_by_text("They go on with someone else.")).to_be_visible()
    second = await stage.desk()
    await second.get_by_role("button", name="Accept").click()
    await can_read(youth, await name_of(second))
    await expect(first.get_by_role("button", name="Accept")).to_have_count(0)
