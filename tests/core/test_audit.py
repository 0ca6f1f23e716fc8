"""A chain of entries shows any change to it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from helpline.core.audit import BEGINNING, Deed, Entry, Written, digest_after, first_break

SHORT = st.text(max_size=8)
WRITTEN = st.builds(
    Written, st.just(0), st.integers(0, 2**40), SHORT, st.sampled_from(Deed), SHORT, SHORT
)


def chain(lines: list[Written]) -> list[Entry]:
    entries: list[Entry] = []
    before = BEGINNING
    for n, line in enumerate(lines, start=1):
        written = replace(line, n=n)
        before = digest_after(before, written)
        entries.append(Entry(written, before))
    return entries


CHAINS = st.lists(WRITTEN, min_size=2, max_size=6).map(chain)


@given(CHAINS)
def test_a_chain_as_it_was_written_holds_from_any_entry_on(entries: list[Entry]) -> None:
    assert first_break(entries) is None
    for at in range(1, len(entries)):
        assert first_break(entries[at:], entries[at - 1]) is None


@given(CHAINS, st.data())
def test_what_was_changed_taken_out_or_swapped_shows(
    entries: list[Entry], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(entries) - 1))
    line = entries[at].written
    changed = data.draw(WRITTEN.filter(lambda other: replace(other, n=line.n) != line))
    other = [*entries]
    other[at] = replace(entries[at], written=replace(changed, n=line.n))
    assert first_break(other) == at + 1
    if at < len(entries) - 1:
        assert first_break(entries[:at] + entries[at + 1 :]) == at + 1
        swapped = [*entries]
        swapped[at : at + 2] = [swapped[at + 1], swapped[at]]
        assert first_break(swapped) == at + 1


@given(SHORT, SHORT)
def test_no_text_can_pass_from_one_field_into_the_next(one: str, two: str) -> None:
    line = Written(1, 0, "", Deed.LET_GO, "", "")
    moved = replace(line, subject=one + two)
    whole = replace(line, subject=one, detail=two)
    assert (digest_after("", moved) == digest_after("", whole)) == (moved == whole)
