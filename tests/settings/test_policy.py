"""The director's numbers: the file we ship says what the code says, and a wrong one is named."""

import tomllib
from dataclasses import asdict, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.core.policy import Policy
from helpline.settings.files import shipped
from helpline.settings.policy import MODULE, RANGES, read_policy


def faults(**table: Any) -> list[str]:
    found: list[str] = []
    read_policy(table, found)
    return found


def test_the_shipped_file_holds_every_number_at_its_default() -> None:
    table = tomllib.loads((shipped() / "policy.toml").read_text())
    found: list[str] = []
    assert list(table) == [field.name for field in fields(Policy)]
    assert read_policy(table, found) == Policy()
    assert found == []


def test_every_number_has_a_sentence_that_gives_its_range() -> None:
    text = (shipped() / "policy.toml").read_text()
    for name, (least, most) in RANGES.items():
        sentence = text.split(f"\n{name} =")[0].rsplit("\n", 1)[1]
        assert sentence.startswith("# ")
        assert f"({least} to {most}" in sentence


def test_every_number_has_a_range_and_its_default_lies_within() -> None:
    assert {*RANGES, MODULE} == {field.name for field in fields(Policy)}
    assert (
        faults(**{n: list(v) if isinstance(v, tuple) else v for n, v in asdict(Policy()).items()})
        == []
    )


@pytest.mark.parametrize("value", ["45", 45.0, True, [45], -1, 10**9])
def test_a_wrong_type_or_a_number_out_of_range_is_named(value: object) -> None:
    assert faults(offer_s=value) == ["policy.toml: offer_s: needs a whole number from 10 to 300"]


@pytest.mark.parametrize("value", [300, [300], [300, "600"], [300, 600, 900], [True, 600]])
def test_the_nudges_are_two_numbers(value: object) -> None:
    assert faults(nudge_s=value) == [
        "policy.toml: nudge_s: needs two whole numbers from 60 to 3600, as in [300, 600]"
    ]


@pytest.mark.parametrize("value", ["Practice", "a b", "a" * 41, 1, True, None, ["a"]])
def test_what_practice_counts_as_is_a_modules_id(value: object) -> None:
    assert faults(practice_module=value) == [
        'policy.toml: practice_module: needs a module\'s id (1 to 40 of a-z, 0-9 and -), or ""'
    ]
    assert read_policy({"practice_module": "on-the-desk"}, []).practice_module == "on-the-desk"


@given(st.integers(60, 3600), st.integers(60, 3600), st.integers(300, 7200))
def test_nudges_rise_and_come_before_the_soft_end(first: int, second: int, end: int) -> None:
    found = faults(nudge_s=[first, second], soft_end_s=end, chat_ttl_s=21_600)
    assert (found == []) == (first < second < end)


def test_the_store_keeps_a_chat_longer_than_it_may_rest() -> None:
    assert len(faults(chat_ttl_s=600)) == 2
    assert len(faults(youth_away_gone_s=3_600)) == 1


def test_an_unknown_number_is_named_with_all_else_that_is_wrong() -> None:
    assert faults(offers=45, line_cap=0) == [
        "policy.toml: line_cap: needs a whole number from 1 to 5000",
        "policy.toml: offers: there is no such number",
    ]


def test_a_week_has_room_for_a_shift() -> None:
    assert faults(shift_max_h=6, week_max_h=5) == [
        "policy.toml: week_max_h: needs to be as much as shift_max_h at least"
    ]
    assert faults(shift_max_h=6, week_max_h=6) == []


def test_one_or_two_chats_at_once_and_three_only_where_somebody_sets_it() -> None:
    assert Policy().chats_per_responder == 1
    assert faults(chats_per_responder=3) == []
    for beyond in (0, 4):
        assert faults(chats_per_responder=beyond) == [
            "policy.toml: chats_per_responder: needs a whole number from 1 to 3"
        ]


@pytest.mark.parametrize("silent", [120, 121])
def test_a_responder_who_is_silent_is_alerted_before_the_chat_goes_to_somebody_else(
    silent: int,
) -> None:
    assert faults(responder_silent_s=120, alert_silent_s=silent) == [
        "policy.toml: alert_silent_s: needs to be less than responder_silent_s"
    ]
    assert faults(responder_silent_s=120) == []
    assert faults(responder_silent_s=120, alert_silent_s=0) == []
