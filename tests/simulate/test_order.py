"""What comes early waits; what comes twice is handed on once."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.simulate.order import Order
from helpline.wire.shapes import Said


def said(seq: int) -> Said:
    return Said.model_construct(
        chat="c", seq=seq, sender="youth", cid=f"m{seq}", n=seq, epoch=0, body=""
    )


def test_what_comes_early_waits_for_what_is_missing() -> None:
    order = Order()
    assert order.take([said(1)]) == [said(1)]
    assert order.take([said(3)]) == []
    assert order.hole
    assert order.take([said(2)]) == [said(2), said(3)]
    assert (order.hole, order.last) == (False, 3)


def test_own_messages_fill_their_number_and_are_not_handed_on() -> None:
    order = Order()
    assert order.take([said(2)]) == []
    assert order.own(1) == [said(2)]
    assert order.own(1) == []


@given(st.permutations(range(1, 9)), st.lists(st.integers(1, 8)))
def test_any_order_of_arrival_comes_to_the_same(arrival: list[int], again: list[int]) -> None:
    order = Order()
    handed_on = [one.seq for seq in [*arrival, *again] for one in order.take([said(seq)])]
    assert handed_on == list(range(1, 9))
