"""The report says what the ledger holds, and nothing about anybody."""

import pytest
from rich.console import Console

from helpline.simulate.ledger import YOUTH, Ledger
from helpline.simulate.report import quantile, summary


@pytest.mark.parametrize(
    ("values", "part", "found"),
    [
        ([], 0.5, None),
        ([3.0], 0.5, 3.0),
        ([1.0, 2.0, 3.0, 4.0], 0.5, 2.0),
        ([float(value) for value in range(1, 101)], 0.99, 99.0),
        ([float(value) for value in range(1, 101)], 0.9, 90.0),
    ],
)
def test_a_quantile_is_one_of_the_values(
    values: list[float], part: float, found: float | None
) -> None:
    assert quantile(values, part) == found


def test_faults_stand_in_the_report() -> None:
    ledger = Ledger(lambda: 0.0)
    ledger.joined("chat")
    ledger.here("chat", YOUTH)
    ledger.wrote("chat", "r1", "cid", b"words that stay out")
    ledger.posted("cid")
    ledger.acked("cid")
    for _ in range(2):
        ledger.saw("chat", YOUTH, "cid", b"words that stay out")
    ledger.failed("KeyError at simulate/here.py:1")
    console = Console(width=100, record=True, file=None, quiet=False)
    with console.capture() as said:
        console.print(summary(ledger))
    rows = [" ".join(line.replace("│", " ").split()) for line in said.get().splitlines()]
    assert "doubled 1" in rows
    assert "a page failed: KeyError at simulate/here.py:1 1" in rows
    assert "words" not in said.get()
