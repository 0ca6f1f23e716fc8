"""Before a door is open: a template that names what no directory has stops the start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from helpline.app.referrals import check_referrals
from helpline.core.audit import CONSOLE, By
from helpline.core.errors import Misconfigured
from helpline.durable import Durable, open_durable
from helpline.settings.referral_templates import WrittenReferral, read_referrals
from tests.core.listings import SERVICE, package, rows

EMERGENCY = "b7ddeb72-5872-566a-b746-b16e740ba6cb"
ONE = """\
need: runaway
title: {{en: "One", es: "Uno"}}
services: ["{service}"]
introduction: {{en: "It is {slot}.", es: "Es."}}
steps: [{{en: "A.", es: "A."}}, {{en: "B.", es: "B."}}]
consent: {{en: "OK?", es: "¿Bien?"}}
script: [{{en: "Hello.", es: "Hola."}}]
no_answer: {{en: "Wait.", es: "Espera."}}
"""


@pytest.fixture
async def durable(tmp_path: Path) -> AsyncIterator[Durable]:
    async with open_durable(f"sqlite+aiosqlite:///{tmp_path / 'helpline.db'}") as durable:
        yield durable


def written(folder: Path, service: str, slot: str) -> tuple[WrittenReferral, ...]:
    (folder / "referrals").mkdir()
    (folder / "referrals" / "one.yaml").write_text(ONE.format(service=service, slot=slot))
    faults: list[str] = []
    found = read_referrals(folder, faults)
    assert faults == []
    return found


async def faults(durable: Durable, referrals: tuple[WrittenReferral, ...]) -> tuple[str, ...]:
    with pytest.raises(Misconfigured) as refused:
        await check_referrals(referrals, durable)
    return refused.value.args


async def test_what_we_ship_opens_with_an_empty_directory(durable: Durable) -> None:
    found: list[str] = []
    await check_referrals(read_referrals(None, found), durable)
    assert found == []


async def test_a_service_that_no_directory_has_stops_the_start_until_it_is_taken(
    durable: Durable, tmp_path: Path
) -> None:
    referrals = written(tmp_path, SERVICE, "{service.videophone}")
    words = "the directory has no service with this id"
    told = f"referrals/one.yaml: line 3, services.1: {words}"
    assert await faults(durable, referrals) == (told,)
    await durable.directory.replace(package(), By(CONSOLE, 0))
    await check_referrals(referrals, durable)


async def test_a_fact_that_we_do_not_ship_stops_the_start_unless_the_kept_entry_has_it(
    durable: Durable, tmp_path: Path
) -> None:
    referrals = written(tmp_path, EMERGENCY, "{service.hours}")
    [told] = await faults(durable, referrals)
    assert told.startswith("referrals/one.yaml: line 4, introduction.en: {service.hours}: the dir")
    assert "911" in told
    tables = rows()
    for table in tables.values():
        for row in table:
            row.update({name: EMERGENCY for name, cell in row.items() if cell == SERVICE})
    await durable.directory.replace(package(tables), By(CONSOLE, 0))
    await check_referrals(referrals, durable)


async def test_a_fact_that_was_lost_since_does_not_keep_a_node_from_starting(
    durable: Durable, tmp_path: Path
) -> None:
    referrals = written(tmp_path, SERVICE, "{service.hours}")
    tables = rows()
    tables["phone"][0]["number"] = "55"
    await durable.directory.replace(package(tables), By(CONSOLE, 0))
    await check_referrals(referrals, durable)
