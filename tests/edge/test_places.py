"""Entries of the directory as the pages show them: in order, in each language, with no script."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from helpline.core.directory.entries import Entry, check
from helpline.core.directory.tabular import read_files
from helpline.core.intake import Language
from helpline.durable import Directory
from helpline.durable.database import Database
from helpline.edge.given_out import GivenOut
from helpline.edge.http.files import Pages
from helpline.edge.http.places import Told
from helpline.edge.http.plain_places import plain_places
from helpline.edge.http.shown import Shown
from helpline.edge.http.site import Site
from helpline.wire.places import HelpPlace
from tests.core.listings import SERVICE, Rows, package, rows
from tests.edge.conftest import HELP

EVIL = "</ul><script>x()</script>&\"'"
SHIPPED = Path(__file__).parents[2] / "config" / "directory"
Show = Callable[..., Shown]


@pytest.fixture
def show(built: Path, site: Site) -> Show:
    def made(entries: Iterable[Entry], told: tuple[Told, ...] = HELP) -> Shown:
        nothing_read = Database(create_async_engine("sqlite+aiosqlite://"))
        given = GivenOut(Directory(nothing_read))
        given.entries = tuple(entries)
        return Shown(Pages(built), replace(site, help=told), given)

    return made


def entries(*changes: dict[str, str], **tables: Any) -> tuple[Entry, ...]:
    """Return the entry of the made-up directory, each time with other cells of its service."""
    found: list[Entry] = []
    for change in changes or ({},):
        made: Rows = rows() | tables
        made["service"] = [made["service"][0] | change]
        checked = check(package(made))
        assert checked.faults == {}
        found += checked.entries
    return tuple(found)


def shipped() -> tuple[Entry, ...]:
    return check(read_files({one.name: one.read_bytes() for one in SHIPPED.iterdir()})).entries


def one(show: Show, *found: Entry, told: tuple[Told, ...] = HELP) -> HelpPlace:
    [place] = show(found, told).listing.places
    return place


def test_a_place_says_its_facts_in_each_language(show: Show) -> None:
    place = one(show, *entries())
    assert place.about == {"en": "About & more", "es": "Sobre"}
    assert place.said[Language.EN] == (
        "Help line. They do not say that they tell anyone.",
        "Monday, Tuesday: 9:00 am to 5:30 pm, Central time.",
        "They are closed on some days.",
        "Languages: Spanish.",
        "For ages 12 to 21.",
        "Only in Ohio.",
    )
    assert place.said[Language.ES][3:] == ("Idiomas: español.", "De 12 a 21 años.", "Solo en Ohio.")
    assert place.web == "example.org/line"
    assert (place.languages, place.areas) == (("es",), ("OH",))
    assert (place.youngest, place.oldest) == (12, 21)
    assert [(p.number, p.medium.value, p.word) for p in place.phones] == [
        ("1-800-555-0100", "voice", None),
        ("55512", "text", "HELLO"),
    ]


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [("13", "", "For ages 13 and up."), ("", "17", "For ages up to 17."), ("", "", None)],
)
def test_ages_are_said_as_far_as_they_are_set(
    show: Show, least: str, most: str, said: str | None
) -> None:
    lines = one(show, *entries({"minimum_age": least, "maximum_age": most})).said[Language.EN]
    assert [line for line in lines if line.startswith("For ages")] == ([said] if said else [])


def test_what_is_not_known_is_not_said(show: Show) -> None:
    made = rows()
    del made["language"], made["schedule"], made["service_area"]
    made["service"][0] |= {"minimum_age": "", "maximum_age": "", "url": ""}
    checked = check(package(made))
    place = one(show, *checked.entries)
    assert place.said[Language.EN] == ("Help line. They do not say that they tell anyone.",)
    assert (place.web, place.hours, place.areas) == ("", (), ())


def test_where_the_operator_says_nothing_the_needs_do(show: Show) -> None:
    place = one(show, *entries(), told=())
    assert place.about[Language.EN] == (
        "They can help with this: I left home, or have no place to stay."
    )
    attributes = [attribute for attribute in rows()["attribute"] if attribute["id"] != "x2"]
    nothing = one(show, *entries(attribute=attributes), told=())
    assert nothing.about[Language.ES] == "Puedes preguntar con qué ayudan."


def test_a_number_is_the_first_to_call_and_the_first_to_text(show: Show) -> None:
    [number] = show(entries()).numbers
    assert (number.call, number.text_to, number.text_word) == ("1-800-555-0100", "55512", "HELLO")
    assert number.reports is False


def test_the_operators_order_comes_first_and_only_theirs_are_numbers(show: Show) -> None:
    all_ = shipped()
    told = tuple(Told(all_[at].id, {Language.EN: "x", Language.ES: "x"}) for at in (5, 2))
    shown = show(all_, told)
    named = [all_[5].id, all_[2].id]
    assert [number.id for number in shown.numbers] == named
    rest = [entry.id for entry in all_ if entry.id not in named]
    assert [place.id for place in shown.listing.places] == [*named, *rest]


def test_there_is_always_somebody_to_call(show: Show) -> None:
    told = (Told("not of this directory", {Language.EN: "x", Language.ES: "x"}),)
    assert [number.id for number in show(entries(), told).numbers] == [SERVICE]
    assert show((), told).numbers == ()


def test_a_place_without_a_number_is_no_number(show: Show) -> None:
    made = rows()
    del made["phone"]
    shown = show(check(package(made)).entries)
    assert shown.numbers == ()
    assert len(shown.listing.places) == 1


def test_pages_are_made_anew_only_of_other_entries(show: Show) -> None:
    shown = show(entries())
    assert shown.listing is shown.listing


def plain(show: Show, found: Iterable[Entry], language: Language = Language.EN) -> str:
    shown = show(found)
    return plain_places(shown.listing, language, shown.texts[language])


def test_without_a_script_all_is_there_by_need_and_nothing_asks_the_server(show: Show) -> None:
    all_ = shipped()
    html = plain(show, all_)
    for entry in all_:
        assert f"<h2>{entry.name}</h2>" in html
    groups = re.findall(r"<summary>(.*?)</summary>", html)
    assert groups[0] == "I am in danger now"
    assert len(groups) == len(set(groups)) > 8
    assert set(re.findall(r'href="([a-z]+):', html)) == {"tel", "sms"}
    assert not re.search(r"<form|<input|<select|<button|href=\"[/#h]", html)
    assert html.index("show on the phone bill") < html.index("href=")
    assert 'href="sms:64673">Text HOPE to 64673<' in html
    assert "<span>Videophone for Deaf people: 1-855-812-1001</span>" in html
    assert "<span>TTY: 711</span>" in html


def test_without_a_script_it_speaks_spanish_too(show: Show) -> None:
    html = plain(show, shipped(), Language.ES)
    assert "<summary>Estoy en peligro ahora</summary>" in html
    assert "Línea de aviso. Avisan a la policía o al estado." in html
    assert "Solo en Illinois." in html


def test_a_place_for_nothing_in_particular_has_its_own_group(show: Show) -> None:
    attributes = [attribute for attribute in rows()["attribute"] if attribute["id"] != "x2"]
    html = plain(show, entries(attribute=attributes))
    assert re.findall(r"<summary>(.*?)</summary>", html) == ["Other help"]


def test_nothing_of_a_directory_is_markup(show: Show) -> None:
    html = plain(show, entries({"name": EVIL}))
    assert "<script" not in html
    assert EVIL in unescape(html)
