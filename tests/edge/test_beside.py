"""What stands beside a chat: for whoever may answer, asked for whole, with today's directory."""

from dataclasses import replace
from typing import Any

import pytest

from helpline.core.audit import CONSOLE, By
from helpline.core.directory.changing import Change
from helpline.core.directory.words import Need
from helpline.core.guides import Guide, GuideId, Part
from helpline.core.intake import Language
from helpline.core.referral_templates import ReferralTemplate, Said
from helpline.core.roles import Act, Role, Whose, may
from helpline.edge.http.site import Site
from tests.core.listings import LOOKED, SERVICE, package, rows, with_second
from tests.edge.office import Desk, Office, node, office

__all__ = ["node", "office"]

BY = By(CONSOLE, 0)
HI = {Language.EN: "hi", Language.ES: "hola"}
NAMED = {Language.EN: "It is {service.name}.", Language.ES: "Es {service.name}."}
AGED = {Language.EN: "For {service.ages}.", Language.ES: "Para {service.ages}."}
TEMPLATE = ReferralTemplate(
    Need.RUNAWAY, HI, (SERVICE, "other"), Said(NAMED, (HI, AGED), HI, (HI,), HI)
)
GUIDE = Guide(GuideId("one"), HI, HI, (Part(HI, (HI, HI)),), ("Somebody",))


@pytest.fixture
def site(site: Site) -> Site:
    law = replace(GUIDE, id=GuideId("law"), counsel=())
    return replace(site, guides=(GUIDE, law), referrals=(TEMPLATE,))


@pytest.fixture
async def kept(office: Office) -> Office:
    tables = rows()
    for row in tables["metadata"]:
        row["last_action_date"] = ""
    await office.durable.directory.replace(package(tables), BY)
    return office


async def needs(office: Office) -> list[Any]:
    mine = await office.enter(Role.RESPONDER)
    status, said = await mine.ask("GET", "/referrals")
    assert status == 200
    return list(said["needs"])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", ["/guides", "/referrals"])
async def test_the_door_lets_in_whoever_may_answer(office: Office, role: Role, path: str) -> None:
    mine = await office.enter(role)
    expected = 200 if may(role, Act.ANSWER, Whose.OWN) else 403
    status, said = await mine.ask("GET", path)
    assert status == expected
    assert expected == 200 or said == {"ok": False, "code": "not_allowed"}


@pytest.mark.parametrize("path", ["/guides", "/referrals"])
async def test_a_stranger_is_told_nothing(office: Office, path: str) -> None:
    stranger = Desk(office.http, await office.hire(Role.RESPONDER), "x" * 43)
    assert await stranger.ask("GET", path) == (401, {"ok": False, "code": "not_signed_in"})


async def test_guides_come_in_both_languages_and_say_where_counsel_is_missing(
    office: Office,
) -> None:
    mine = await office.enter(Role.RESPONDER)
    _, said = await mine.ask("GET", "/guides")
    both = {"en": "hi", "es": "hola"}
    assert said["guides"][0] == {
        "id": "one",
        "title": both,
        "about": both,
        "parts": [{"title": both, "points": [both, both]}],
        "sources": ["Somebody"],
        "counsel": None,
    }
    assert (said["guides"][1]["id"], said["guides"][1]["counsel"]) == ("law", [])


async def test_a_new_helplines_directory_gives_nothing_out(office: Office) -> None:
    [need] = await needs(office)
    assert (need["need"], need["services"]) == ("runaway", [])


async def test_what_is_said_of_a_service_is_what_the_directory_says(kept: Office) -> None:
    [need] = await needs(kept)
    [service] = need["services"]
    assert (service["id"], service["name"], service["line"]) == (SERVICE, "Harbor line", "help")
    assert service["about"] == "A made-up line, with an accent: café."
    assert service["areas"] == ["OH"]
    assert service["phones"] == [
        {"number": "1-800-555-0100", "medium": "voice", "word": None},
        {"number": "55512", "medium": "text", "word": "HELLO"},
    ]
    assert service["web"] == "https://example.org/line"
    assert (service["languages"], service["youngest"], service["oldest"]) == (["es"], 12, 21)
    assert isinstance(service["open_now"], bool)
    assert service["check_first"] is True
    assert service["lacking"] == []
    assert service["said"] == {
        "introduction": {"en": "It is Harbor line.", "es": "Es Harbor line."},
        "steps": [
            {"en": "hi", "es": "hola"},
            {"en": "For 12 to 21.", "es": "Para 12 a 21 años."},
        ],
        "consent": {"en": "hi", "es": "hola"},
        "script": [{"en": "hi", "es": "hola"}],
        "no_answer": {"en": "hi", "es": "hola"},
    }


async def test_whoever_else_is_for_a_need_comes_after_those_that_its_texts_name(
    office: Office,
) -> None:
    tables = with_second(rows(), "A house nearby")
    await office.durable.directory.replace(package(tables), BY)
    [need] = await needs(office)
    assert [service["name"] for service in need["services"]] == ["Harbor line", "A house nearby"]
    [_, nearby] = need["services"]
    assert nearby["said"]["introduction"]["en"] == "It is A house nearby."


async def test_what_is_switched_off_is_gone_with_the_next_question(kept: Office) -> None:
    await kept.durable.directory.set_off(SERVICE, 1, BY, off=True)
    [need] = await needs(kept)
    assert need["services"] == []


async def test_a_text_whose_fact_is_gone_is_not_said_and_the_desk_is_told_why(
    kept: Office,
) -> None:
    gone = [Change("service", SERVICE, f"{bound}_age", "") for bound in ("minimum", "maximum")]
    await kept.durable.directory.change(SERVICE, 1, gone, BY, LOOKED)
    [need] = await needs(kept)
    [service] = need["services"]
    assert (service["said"], service["lacking"]) == (None, ["service.ages"])


async def test_hours_that_nobody_knows_are_not_guessed(office: Office) -> None:
    tables = rows()
    tables["schedule"][0]["service_id"] = ""
    await office.durable.directory.replace(package(tables), BY)
    [need] = await needs(office)
    assert [one["open_now"] for one in need["services"]] == [None]
