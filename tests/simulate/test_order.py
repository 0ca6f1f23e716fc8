"""What comes early waits; what comes again is handed on again, since only its id tells."""

from hypothesis import given
from hypothesis import strategies as st

from helpline.simulate.order import Order, Tally
from helpline.wire.shapes import Said


def said(seq: int, n: int | None = None, epoch: int = 0) -> Said:
    return Said.model_construct(
        chat="c", seq=seq, sender="youth", cid=f"m{seq}", n=n or seq, epoch=epoch, body=""
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
    assert handed_on == [*range(1, 9), *again]


def test_numbers_can_be_forgotten() -> None:
    order = Order()
    order.take([said(1), said(2), said(5)])
    order.restart()
    assert (order.last, order.hole) == (0, False)
    assert order.take([said(1)]) == [said(1)]


def test_each_sender_counts_in_each_epoch() -> None:
    tally = Tally()
    assert not tally.skips(said(1))
    assert not tally.count(said(1))
    assert not tally.skips(said(2, n=1, epoch=1))
    assert tally.skips(said(3))
    assert tally.count(said(3))
    assert tally.count(said(2))
    assert not tally.count(said(4))
