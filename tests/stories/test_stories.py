"""Chats' lives, told as lists of events, replayed against the rules.

A story is a JSON file: `{"about": text, "steps": [step, ...]}`, its times in seconds from the
join. A step is `{"at": time, "event": name, ...its fields}` and says what comes of it:
`"then"`: the phase, or `wiped: why`, or `refused: code`; and, where the story is about it,
`"why"`, `"nudge"`, `"reads"` (who may write besides the youth) and `"freed"` (who lost the chat).
`{"event": "said"}` is the youth speaking, with `"who": "responder"` it is the answer.
`"fence": n` means the fence of the nth offer of the story; left out, it is the present one.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpline.core import events
from helpline.core.chat import QUIET, Chat, SealedKeys, Speech, nudge, writers
from helpline.core.desk import MoveKind
from helpline.core.errors import HelplineError
from helpline.core.events import Event
from helpline.core.life import step
from helpline.core.names import Conn, Fence, Sender, StaffId
from tests.made import KEY, NOW, POLICY, chat, offer_to

STORIES = sorted(Path(__file__).parent.glob("*.json"))
WITH_FENCE: dict[str, Callable[[Fence], Event]] = {
    "accepted": events.Accepted,
    "declined": events.Declined,
    "closed": events.Closed,
}
PLAIN: dict[str, Event] = {
    "pulled_back": events.PulledBack(),
    "switched": events.Switched(),
    "left": events.Left(),
    "stayed": events.Stayed(),
}


class Teller:
    """Lives through one story."""

    def __init__(self) -> None:
        self.chat: Chat | None = chat()
        self.fences: list[Fence] = []
        self.speech = QUIET

    def live(self, told: dict[str, Any]) -> None:
        assert self.chat is not None, "nothing happens to a chat that is wiped"
        now = NOW + told["at"]
        if told["event"] == "said":
            answers = told.get("who") == "responder"
            self.speech = Speech(now, 0.0 if answers else self.speech.asked_at or now)
            return
        before = self.chat
        if told["then"].startswith("refused"):
            with pytest.raises(HelplineError) as refused:
                step(before, self.event(told), now, POLICY)
            assert told["then"] == f"refused: {refused.value.code}"
            return
        done = step(before, self.event(told), now, POLICY)
        self.chat = done.chat
        freed = [move.staff for move in done.moves if move.kind is MoveKind.FREED]
        assert told.get("freed", freed) == freed
        if done.chat is None:
            assert told["then"] == f"wiped: {done.ended}"
            return
        assert told["then"] == done.chat.phase
        if done.chat.fence != before.fence:
            self.fences.append(done.chat.fence)
        self.looks(done.chat, told, now)

    def looks(self, of: Chat, told: dict[str, Any], now: float) -> None:
        assert of.joined_at == NOW, "the place in the line is never lost"
        reads = [pen.split("@")[1] for pen in writers(of)[1:]]
        assert told.get("why", of.why) == of.why
        assert told.get("reads", reads) == reads
        level = nudge(of, self.speech, now, POLICY)
        assert told.get("nudge", level) == level

    def event(self, told: dict[str, Any]) -> Event:
        name, who = told["event"], told.get("who", "ana")
        if name in PLAIN:
            return PLAIN[name]
        if name in WITH_FENCE:
            return WITH_FENCE[name](self.fence(told))
        made: dict[str, Event] = {
            "offered": offer_to(who, by_name=told.get("by_name", False)),
            "handed_over": events.HandedOver(self.fence(told), told.get("next_name")),
            "granted": events.Granted(Sender(f"r{self.fence(told)}"), SealedKeys(1, KEY, "s" * 64)),
            "covered": events.Covered(told.get("on", True)),
            "youth_here": events.YouthHere(Conn(told.get("conn", "youth-1"))),
            "youth_away": events.YouthAway(Conn(told.get("conn", "youth-1"))),
            "desk_here": events.DeskHere(StaffId(who), Conn(told.get("conn", "desk-1")), KEY),
            "desk_away": events.DeskAway(StaffId(who), Conn(told.get("conn", "desk-1"))),
            "ticked": events.Ticked(self.speech),
        }
        return made[name]

    def fence(self, told: dict[str, Any]) -> Fence:
        if "fence" in told:
            number: int = told["fence"]
            return self.fences[number - 1]
        assert self.chat is not None
        return self.chat.fence


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    story = json.loads(path.read_text())
    teller = Teller()
    for told in story["steps"]:
        teller.live(told)


def test_there_are_stories_and_each_says_what_it_is_about() -> None:
    assert len(STORIES) >= 6
    for path in STORIES:
        story = json.loads(path.read_text())
        assert story["about"].endswith(".")
        times = [told["at"] for told in story["steps"]]
        assert times == sorted(times)
        assert all("then" in told for told in story["steps"] if told["event"] != "said")
