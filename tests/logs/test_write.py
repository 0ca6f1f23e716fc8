"""A line holds what the list knows, and never a string somebody typed."""

import json
from contextlib import suppress
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpline.logs import Event, choose_output, log, log_error, place_of

CANARY = "canary-word"


class Why(StrEnum):
    STORE_SLOW = "a sentence that is not printed"


def test_an_event_is_one_json_line_with_its_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    log(Event.STARTED, public_port=8000, staff_port=8001, demo=True)
    out, err = capsys.readouterr()
    line = json.loads(err)
    assert out == ""
    assert err.count("\n") == 1
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "started",
        "level": "info",
        "public_port": 8000,
        "staff_port": 8001,
        "demo": True,
    }


def test_a_person_at_a_terminal_gets_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    choose_output(as_json=False)
    try:
        log(Event.TICK_SLOW, took_ms=12)
    finally:
        choose_output(as_json=True)
    assert "level=warning event=tick_slow took_ms=12" in capsys.readouterr().err


def test_a_full_disk_costs_the_line_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("w")  # noqa: SIM115 - even its closing fails
    monkeypatch.setattr("sys.stderr", full)
    log(Event.STORE_LOST)
    log_error(Event.TICK_FAILED, ValueError(CANARY))
    with suppress(OSError):
        full.close()


def test_an_enum_member_is_written_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    log(Event.TICK_SLOW, took_ms=Why.STORE_SLOW)
    assert json.loads(capsys.readouterr().err)["took_ms"] == "store_slow"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(), st.binary(), st.none(), st.lists(st.integers()), st.builds(ValueError, st.text())
    )
)
def test_anything_but_numbers_and_members_is_refused(
    capsys: pytest.CaptureFixture[str], value: Any
) -> None:
    with pytest.raises(TypeError):
        log(Event.TICK_SLOW, took_ms=value)
    with pytest.raises(TypeError):
        log_error(Event.REQUEST_FAILED, ValueError(), status=value)
    assert capsys.readouterr() == ("", "")


def test_a_refusal_does_not_quote_the_value() -> None:
    with pytest.raises(TypeError) as refused:
        log(Event.TICK_SLOW, took_ms=cast("int", CANARY))
    assert CANARY not in str(refused.value)


def test_a_field_the_event_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        log(Event.STOPPED, address=3_232_235_777)


def test_an_error_shows_type_and_place_alone(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        place_of(cast("BaseException", CANARY))
    except AttributeError as error:
        error.add_note(CANARY)
        log_error(Event.FRAME_FAILED, error)
    err = capsys.readouterr().err
    line = json.loads(err)
    assert CANARY not in err
    assert line["error"] == "builtins.AttributeError"
    assert line["place"].startswith("logs/write.py:")


def test_an_error_outside_our_code_still_has_a_place() -> None:
    with pytest.raises(ValueError) as raised:
        json.loads("{")
    assert place_of(raised.value).startswith("decoder.py:")
    assert place_of(ValueError(CANARY)) == "nowhere"


def test_labels_are_distinct_and_fields_are_names() -> None:
    events = list(Event)
    assert len({event.label for event in events}) == len(events)
    assert all(field.isidentifier() for event in events for field in event.fields)
    assert issubclass(Event, Enum)
