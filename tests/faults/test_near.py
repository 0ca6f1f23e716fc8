"""A run that went wrong says what happened around it, and nothing of what was said."""

from helpline.simulate.trace import Known, Over, Stands, Trace, Unlinked
from tests.faults.campaign.near import MOST, near
from tests.faults.history import Fault, History, Violation

CHAT = "c" * 22


def test_it_names_the_faults_and_the_pages_it_is_about() -> None:
    desk, other = Trace("desk 4", "desk"), Trace("desk 5", "desk")
    seats = ((CHAT, 7),)
    desk.events += [
        Known(95.0, "era"),
        Stands(96.0, True, 2, seats, None),
        Over(100.0, CHAT, "x", mine=False),
    ]
    other.events += [Known(97.0, "era"), Unlinked(60.0)]
    faults = [Fault("F2 store emptied", 94.0, 94.5), Fault("F1 node killed", 20.0, 21.0)]
    violation = Violation("dropped", 100.0, f"{CHAT[:6]} was over for desk 4: x")
    found = list(near(History([desk, other], 120.0, faults), violation))
    assert [line.split()[3] for line in found if "F" in line.split()[3][:1]] == ["F2"]
    assert [line.split()[1:3] for line in found[1:]] == [["desk", "4"]] * 3


def test_it_is_no_longer_than_one_can_read() -> None:
    desk = Trace("desk 4", "desk")
    desk.events += [Known(100.0 + n / 1_000, "era") for n in range(3 * MOST)]
    violation = Violation("dropped", 100.0, "cccccc was over for desk 4: x")
    found = list(near(History([desk], 120.0), violation))
    assert len(found) == MOST
    assert found[0].startswith("  100.00 desk 4")
