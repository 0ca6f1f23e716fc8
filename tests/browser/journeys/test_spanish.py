"""A young person whose phone speaks Spanish meets a responder who reads theirs in English."""

from playwright.async_api import expect

from helpline.core.intake import Language
from tests.browser import decoy as decoys
from tests.browser.journeys.people import hears
from tests.browser.stage import PHONE, Stage, accept, on_screen, until


async def test_the_whole_way_in_spanish(stage: Stage) -> None:
    desk = await stage.desk(Language.ES)
    youth = await (await stage.context(PHONE, locale="es-MX")).new_page()
    await stage.arrive(youth)
    assert await youth.evaluate("document.documentElement.lang") == "es"
    await youth.get_by_role("button", name="Saltar las preguntas").click()
    await until(youth, "window.leaving.ticket !== ''")
    await expect(desk.get_by_text("Spanish")).to_be_visible()
    await accept(desk)
    await on_screen(youth, "talk")
    await youth.get_by_role("textbox").fill("¿me puedes ayudar?")
    await youth.get_by_role("button", name="Enviar").click()
    await hears(desk, "¿me puedes ayudar?")
    await desk.get_by_role("textbox").fill("Sí. Cuéntame.")
    await desk.get_by_role("button", name="Send", exact=True).click()
    await hears(youth, "Sí. Cuéntame.")
    await youth.get_by_role("link", name="Salir ya").click()
    await youth.wait_for_url(decoys.ADDRESS)


async def test_the_language_can_be_changed_on_the_first_screen(stage: Stage) -> None:
    youth = await stage.youth()
    await youth.get_by_role("button", name="Español").click()
    await expect(youth.get_by_role("link", name="Salir ya")).to_be_visible()
    assert await youth.evaluate("document.documentElement.lang") == "es"
    await youth.get_by_role("button", name="English").click()
    await expect(youth.get_by_role("link", name="Exit now")).to_be_visible()
