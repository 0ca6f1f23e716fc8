"""When a service is open, in words: each language by its own texts."""

import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from helpline.core.directory.hours import Hours
from helpline.core.directory.saying import hours_said
from helpline.core.wall import MIDNIGHT, Span, Weekday

TEXT = Path(__file__).parents[2] / "web_client" / "src" / "text"
WEEK = range(7)
WORK = range(5)
NINE, FIVE = time(9), time(17, 30)


def words(language: str) -> Any:
    return json.loads((TEXT / f"{language}.json").read_text())["find"]["hours"]


def hours(days: Any, start: time = NINE, end: time = FIVE, **more: Any) -> Hours:
    spans = tuple(Span(Weekday(day), start, end) for day in days)
    return Hours(**{"zone": "America/Chicago", "spans": spans, **more})


@pytest.mark.parametrize(
    ("said_of", "english", "spanish"),
    [
        (
            hours(WORK),
            "Monday to Friday: 9:00 am to 5:30 pm, Central time.",
            "Lunes a viernes: de 9:00 am a 5:30 pm, hora del centro.",
        ),
        (
            hours([6, 0], NINE, MIDNIGHT, zone="America/New_York"),
            "Monday, Sunday: 9:00 am to midnight, Eastern time.",
            "Lunes, domingo: de 9:00 am a medianoche, hora del este.",
        ),
        (
            hours(WEEK, time(12), time(0, 5), zone="America/Port_of_Spain"),
            "Every day: noon to 12:05 am, the time in Port of Spain.",
            "Todos los días: de mediodía a 12:05 am, la hora de Port of Spain.",
        ),
        (
            hours([5], MIDNIGHT, MIDNIGHT),
            "Saturday: all day, Central time.",
            "Sábado: todo el día, hora del centro.",
        ),
        (
            hours([1, 3, 5]),
            "Tuesday, Thursday, Saturday: 9:00 am to 5:30 pm, Central time.",
            "Martes, jueves, sábado: de 9:00 am a 5:30 pm, hora del centro.",
        ),
        (
            hours([0], first=date(2026, 6, 1), last=date(2026, 8, 31)),
            "From June 1, 2026 to August 31, 2026: Monday: 9:00 am to 5:30 pm, Central time.",
            (
                "Del 1 de junio de 2026 al 31 de agosto de 2026: "
                "lunes: de 9:00 am a 5:30 pm, hora del centro."
            ),
        ),
        (
            hours([0], first=date(2026, 6, 1)),
            "From June 1, 2026 on: Monday: 9:00 am to 5:30 pm, Central time.",
            "Desde el 1 de junio de 2026: lunes: de 9:00 am a 5:30 pm, hora del centro.",
        ),
        (
            hours([0], last=date(2026, 8, 31)),
            "Until August 31, 2026: Monday: 9:00 am to 5:30 pm, Central time.",
            "Hasta el 31 de agosto de 2026: lunes: de 9:00 am a 5:30 pm, hora del centro.",
        ),
    ],
)
def test_one_line_of_hours(said_of: Hours, english: str, spanish: str) -> None:
    assert hours_said([said_of], words("en")) == (english,)
    assert hours_said([said_of], words("es")) == (spanish,)


def test_of_hours_that_are_not_known_nothing_is_said() -> None:
    assert hours_said([], words("en")) == ()


def test_day_and_night_is_said_so_and_only_where_it_is_true() -> None:
    always = hours(WEEK, MIDNIGHT, MIDNIGHT)
    assert hours_said([hours(WORK), always], words("en")) == ("Day and night.",)
    assert hours_said([hours(WEEK, NINE, NINE)], words("es")) == ("Día y noche.",)
    for but in (
        hours(WORK, MIDNIGHT, MIDNIGHT),
        hours(WEEK, MIDNIGHT, MIDNIGHT, last=date(2027, 1, 1)),
        hours(WEEK, MIDNIGHT, MIDNIGHT, closed=frozenset({date(2026, 12, 25)})),
    ):
        assert "Day and night." not in hours_said([but], words("en"))


def test_each_time_has_its_line_and_closed_days_are_told_once() -> None:
    closed = frozenset({date(2026, 12, 25)})
    other = (Span(Weekday.SATURDAY, time(10), time(14)),)
    both = Hours("America/Chicago", (*hours(WORK).spans, *other), closed=closed)
    assert hours_said([both, hours([6], closed=closed)], words("en")) == (
        "Monday to Friday: 9:00 am to 5:30 pm, Central time.",
        "Saturday: 10:00 am to 2:00 pm, Central time.",
        "Sunday: 9:00 am to 5:30 pm, Central time.",
        "They are closed on some days.",
    )
