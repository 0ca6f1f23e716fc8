"""Nothing sealed is shown by the values that carry it, and no error quotes anybody."""

import pickle
import traceback

import pytest

from helpline.core import errors
from helpline.core.chat import SealedKeys
from helpline.core.errors import HelplineError, TooFast
from helpline.core.policy import Policy
from helpline.core.roles import Role
from helpline.core.words import Envelope, Sealed

CANARY = "canary-of-a-youth"
VALUES = [
    Sealed(CANARY),
    Envelope(CANARY, 3, 1, Sealed(CANARY)),
    SealedKeys(1, CANARY, CANARY),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_a_value_shows_nothing_however_it_is_printed(value: object) -> None:
    shown = [repr(value), str(value), f"{value}", f"{value!r}", repr([value]), repr({1: value})]
    assert CANARY not in "".join(shown)


def test_numbers_that_help_to_find_a_fault_are_shown() -> None:
    assert repr(Envelope(CANARY, 3, 1, Sealed(CANARY))) == "Envelope(n=3, epoch=1)"


@pytest.mark.parametrize("value", VALUES, ids=lambda v: type(v).__name__)
def test_a_traceback_shows_nothing(value: object) -> None:
    assert CANARY not in "".join(traceback.format_exception(ValueError(value)))


KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, HelplineError)
]


def test_each_error_has_a_code_of_its_own_but_the_base() -> None:
    codes = [kind.code for kind in KINDS if kind is not HelplineError]
    assert len(set(codes)) == len(codes) == 19
    assert HelplineError.code == "try_again"


def test_the_head_of_the_module_lists_every_error() -> None:
    tree = errors.__doc__ or ""
    assert [kind.__name__ for kind in KINDS if kind.__name__ not in tree] == []


def test_too_fast_carries_how_long_and_no_more() -> None:
    error = TooFast(1.5)
    assert (error.wait_s, error.args) == (1.5, ("too fast",))


def test_roles_are_closed() -> None:
    assert {role.value for role in Role} == {"responder", "supervisor", "admin"}
    with pytest.raises(ValueError, match="not a valid Role"):
        Role("owner")


def test_a_policy_is_a_value_that_nothing_changes() -> None:
    policy = Policy()
    with pytest.raises(AttributeError):
        policy.offer_s = 1  # type: ignore[misc]  # that is what must fail
    assert pickle.loads(pickle.dumps(policy)) == policy  # noqa: S301 - our own value
