"""The table of who may do what: every combination, allowed and refused."""

from itertools import product

import pytest

from helpline.core.errors import NotAllowed
from helpline.core.roles import ALLOWED, FRESH, Act, Role, Whose, allow, may

OWN, OTHER = Whose.OWN, Whose.OTHER
R, S, A = Role.RESPONDER, Role.SUPERVISOR, Role.ADMIN

EXPECTED: dict[tuple[Act, Whose], set[Role]] = {
    (Act.ANSWER, OWN): {R},
    (Act.ANSWER, OTHER): set(),
    (Act.WATCH_FLOOR, OWN): {S, A},
    (Act.WATCH_FLOOR, OTHER): {S, A},
    (Act.PULL_BACK, OWN): {S, A},
    (Act.PULL_BACK, OTHER): {S, A},
    (Act.HAND_ON, OWN): {S, A},
    (Act.HAND_ON, OTHER): {S, A},
    (Act.ASK_JOIN, OWN): {S, A},
    (Act.ASK_JOIN, OTHER): {S, A},
    (Act.WRITE_NOTE, OWN): set(),
    (Act.WRITE_NOTE, OTHER): {S, A},
    (Act.RAISE_CAP, OWN): {S, A},
    (Act.RAISE_CAP, OTHER): {S, A},
    (Act.SET_LINE, OWN): {S, A},
    (Act.SET_LINE, OTHER): {S, A},
    (Act.SEE_STAFF, OWN): {R, S, A},
    (Act.SEE_STAFF, OTHER): {S, A},
    (Act.ADD_STAFF, OWN): set(),
    (Act.ADD_STAFF, OTHER): {A},
    (Act.CHANGE_PROFILE, OWN): {R, S, A},
    (Act.CHANGE_PROFILE, OTHER): {A},
    (Act.CHANGE_ROLE, OWN): set(),
    (Act.CHANGE_ROLE, OTHER): {A},
    (Act.SET_ACTIVE, OWN): set(),
    (Act.SET_ACTIVE, OTHER): {A},
    (Act.SEE_SESSIONS, OWN): {R, S, A},
    (Act.SEE_SESSIONS, OTHER): {A},
    (Act.END_SESSIONS, OWN): {R, S, A},
    (Act.END_SESSIONS, OTHER): {A},
    (Act.MAKE_LINK, OWN): set(),
    (Act.MAKE_LINK, OTHER): {A},
    (Act.LOWER_HAND, OWN): {S, A},
    (Act.LOWER_HAND, OTHER): {S, A},
    (Act.ACKNOWLEDGE, OWN): {S, A},
    (Act.ACKNOWLEDGE, OTHER): {S, A},
    (Act.SEE_TRAINING, OWN): {R, S, A},
    (Act.SEE_TRAINING, OTHER): {S, A},
    (Act.KEEP_TRAINING, OWN): {A},
    (Act.KEEP_TRAINING, OTHER): {S, A},
    (Act.SET_MODULES, OWN): {A},
    (Act.SET_MODULES, OTHER): {A},
    (Act.SEE_FACTORS, OWN): {R, S, A},
    (Act.SEE_FACTORS, OTHER): {A},
    (Act.SET_FACTORS, OWN): {R, S, A},
    (Act.SET_FACTORS, OTHER): set(),
    (Act.SET_OIDC, OWN): set(),
    (Act.SET_OIDC, OTHER): {A},
    (Act.SEE_AUDIT, OWN): {A},
    (Act.SEE_AUDIT, OTHER): {A},
    (Act.SEE_SHIFTS, OWN): {R, S, A},
    (Act.SEE_SHIFTS, OTHER): {R, S, A},
    (Act.SET_SHIFTS, OWN): {S, A},
    (Act.SET_SHIFTS, OTHER): {S, A},
    (Act.SIGN_UP, OWN): {R},
    (Act.SIGN_UP, OTHER): {S, A},
    (Act.SEE_DIRECTORY, OWN): {R, S, A},
    (Act.SEE_DIRECTORY, OTHER): {R, S, A},
    (Act.CHANGE_DIRECTORY, OWN): {S, A},
    (Act.CHANGE_DIRECTORY, OTHER): {S, A},
    (Act.SEE_COUNTS, OWN): {S, A},
    (Act.SEE_COUNTS, OTHER): {S, A},
    (Act.PLAN_STAFFING, OWN): {S, A},
    (Act.PLAN_STAFFING, OTHER): {S, A},
}


def test_every_combination_is_thought_of() -> None:
    assert set(EXPECTED) == set(product(Act, Whose))
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize(("role", "act", "whose"), list(product(Role, Act, Whose)))
def test_the_table_allows_what_is_expected_and_nothing_else(
    role: Role, act: Act, whose: Whose
) -> None:
    expected = role in EXPECTED[act, whose]
    assert may(role, act, whose) is expected
    if expected:
        allow(role, act, whose)
    else:
        with pytest.raises(NotAllowed):
            allow(role, act, whose)


def test_nobody_is_their_own_admin() -> None:
    for role in Role:
        for act in (Act.CHANGE_ROLE, Act.SET_ACTIVE, Act.MAKE_LINK, Act.SET_OIDC):
            assert not may(role, act, OWN)


def test_whatever_lets_somebody_in_needs_a_fresh_factor() -> None:
    assert {
        Act.ADD_STAFF,
        Act.CHANGE_ROLE,
        Act.SET_ACTIVE,
        Act.MAKE_LINK,
        Act.SET_OIDC,
        Act.SET_FACTORS,
    } == FRESH
