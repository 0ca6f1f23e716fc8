"""A frame says no to what it does not know, and never repeats what it was given."""

import pytest
from pydantic import ValidationError

from helpline.wire.catalogue import ASKS, Ask
from helpline.wire.shapes import BODY_CHARS, IntakeShape
from helpline.wire.youth import YouthSay

CANARY = "canary-4b1d"
SAY = {"cid": "c" * 22, "n": 1, "epoch": 0, "body": "b" * 64}


@pytest.mark.parametrize("ask", ASKS, ids=lambda ask: f"{ask.door}-{ask.name}")
def test_no_frame_takes_a_key_it_does_not_know(ask: Ask) -> None:
    with pytest.raises(ValidationError) as refused:
        ask.frame.model_validate({CANARY: 1})
    assert any(fault["type"] == "extra_forbidden" for fault in refused.value.errors())


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": f"{CANARY} clear text, with blanks" * 4},
        {"body": "b" * 63},
        {"body": "b" * (BODY_CHARS + 1)},
        {"n": 0},
        {"n": CANARY},
        {"epoch": -1},
        {"cid": "short"},
        {"cid": "c" * 33},
    ],
)
def test_what_is_no_envelope_is_refused_and_not_repeated(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        YouthSay.model_validate(SAY | wrong)
    assert CANARY not in str(refused.value)


def test_an_envelope_of_the_largest_size_is_taken() -> None:
    assert len(YouthSay.model_validate(SAY | {"body": "b" * BODY_CHARS}).body) == BODY_CHARS


@pytest.mark.parametrize("state", ["XX", "ca", "CA\n", "", "CAL"])
def test_a_state_is_one_of_the_list(state: str) -> None:
    with pytest.raises(ValidationError):
        IntakeShape.model_validate({"state": state})
    assert IntakeShape.model_validate({"state": "CA"}).state == "CA"


def test_every_answer_of_the_intake_may_be_left_out() -> None:
    assert IntakeShape.model_validate({}).model_dump(exclude_defaults=True) == {}
