"""What the plan for fault tests asks of each kind, and which figure answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from helpline.simulate.report import quantile
from tests.faults.campaign.measure import Samples

How = Literal["p99", "most"]


@dataclass(frozen=True, slots=True)
class Target:
    """No more than this; the figures are those of `measure`, or one that a fault noted itself."""

    fault: str
    what: str
    samples: str
    how: How
    most: float


def _at_most(fault: str, what: str, samples: str, how: How, most: float) -> Target:
    return Target(fault, what, samples, how, most)


TARGETS = (
    _at_most("F1", "pages in their place again, p99", "back", "p99", 5.0),
    _at_most("F1", "the other side told", "others told", "most", 3.0),
    _at_most("F2", "full service", "back", "most", 10.0),
    _at_most("F3", "full service", "back", "most", 10.0),
    _at_most("F4", "pages told", "told", "most", 3.0),
    _at_most("F4", "all delivered after its end", "delivered", "most", 5.0),
    _at_most("F5", "pages told", "told", "most", 3.0),
    _at_most("F6", "node not ready", "F6 unfit", "most", 6.0),
    _at_most("F6", "its clients moved", "F6 moved", "most", 10.0),
    _at_most("F7", "nothing accepted, for", "standstill", "most", 5.0),
    _at_most("F8", "sent to shown", "on the way", "most", 2.0),
    _at_most("F9", "closed", "F9 closed", "most", 5.0),
    _at_most("F10", "in their place again, p99", "back", "p99", 3.0),
    _at_most("F13", "a node's end", "F13 stop", "most", 15.0),
    _at_most("F13", "interruption, p99", "apart", "p99", 3.0),
    _at_most("F14", "in their place again, p99", "back", "p99", 10.0),
    _at_most("F14", "all in their place again", "back", "most", 20.0),
    _at_most("F15", "nothing accepted, for", "standstill", "most", 2.0),
    _at_most("F16", "nothing accepted, for", "standstill", "most", 2.0),
    _at_most("F16", "sent to shown", "on the way", "most", 3.0),
    _at_most("F16", "who comes again is in, p99", "apart", "p99", 5.0),
    _at_most("F17", "nodes that died of it", "F17 died", "most", 0.0),
    _at_most("F19", "words in logs", "F19 words in logs", "most", 0.0),
    _at_most("F24", "the other side told", "others told", "most", 3.0),
)
"""F11, F12, F18, F20, F21 and F23 ask for no figure: nothing may be broken, which the rules see."""


def measured(
    target: Target, kinds: Mapping[str, Samples], noted: Mapping[str, list[float]]
) -> float | None:
    """Return what a target was measured at; None where nothing was."""
    values = [*noted.get(target.samples, ())]
    for kind, samples in kinds.items():
        if kind.split()[0] == target.fault:
            values += samples.get(target.samples, [])
    if target.how == "p99":
        return quantile(values, 0.99)
    return max(values, default=None)
