"""A page comes back within half a second, elsewhere, and later never waits for long."""

from random import Random

from helpline.simulate.routes import FIRST_S, MOST_S, Routes


def test_the_next_origin_is_tried_soon_and_all_in_turn() -> None:
    routes = Routes(["a", "b", "c"], Random(1))
    seen = []
    for attempt in range(6):
        seen.append(routes.origin)
        pause_s = routes.lost()
        assert pause_s <= (FIRST_S[1] if attempt == 0 else MOST_S)
    assert sorted(seen[:3]) == ["a", "b", "c"]
    assert seen[:3] == seen[3:]


def test_who_was_let_in_comes_back_as_soon_as_the_first_time() -> None:
    routes = Routes(["a"], Random(1))
    pauses = [routes.lost() for _ in range(9)]
    assert pauses[-1] > FIRST_S[1]
    routes.arrived()
    assert FIRST_S[0] <= routes.lost() <= FIRST_S[1]
