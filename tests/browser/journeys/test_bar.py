"""What a chat can be asked for stays in one row on the narrowest phone, and big enough to hit."""

import pytest
from playwright.async_api import Page

from helpline.core.intake import Language
from tests.browser.axe.rules import youth_words
from tests.browser.stage import Stage, accept, on_screen, until

HIT = 44
LAID_OUT = """() => ({
  wide: document.documentElement.scrollWidth,
  buttons: [...document.querySelectorAll(".readers .button")].map((button) => {
    const { left, right, top, width, height } = button.getBoundingClientRect();
    const over = button.scrollWidth - button.clientWidth;
    const cut = over > 0 || button.scrollHeight > button.clientHeight;
    return { left, right, top, width, height, cut };
  }),
})"""


async def fits(youth: Page, wide: int) -> None:
    """Look at the four buttons of an open chat."""
    await until(youth, "document.querySelectorAll('.readers .button').length === 4")
    found = await youth.evaluate(LAID_OUT)
    assert found["wide"] <= wide
    buttons = found["buttons"]
    assert len({round(button["top"]) for button in buttons}) == 1, "one row"
    assert [button for button in buttons if button["cut"]] == []
    assert min(min(button["width"], button["height"]) for button in buttons) >= HIT
    assert all(button["left"] >= 0 and button["right"] <= wide for button in buttons)


@pytest.mark.parametrize(("language", "locale"), [(Language.EN, "en-US"), (Language.ES, "es-MX")])
@pytest.mark.parametrize("wide", [360, 320])
async def test_the_bar_fits(stage: Stage, language: Language, locale: str, wide: int) -> None:
    words = youth_words(language)
    desk = await stage.desk(language)
    youth = await stage.youth(viewport={"width": wide, "height": 740}, locale=locale)
    await youth.get_by_role("button", name=words["arrive"]["skip"]).click()
    await accept(desk)
    await on_screen(youth, "talk")
    await fits(youth, wide)
    await youth.get_by_role("button", name=words["returns"]["open"]).click()
    await youth.get_by_role("button", name=words["returns"]["make"]).click()
    await youth.get_by_role("button", name=words["returns"]["done"]).click()
    await youth.get_by_role("button", name=words["returns"]["on"], exact=True).wait_for()
    await fits(youth, wide)
