"""A partner in a chat, as one would explain it to a new colleague."""

from typing import TYPE_CHECKING

from helpline.core.errors import NoSuchChat, NotNow, NotYours
from helpline.core.partner import LINK_S
from helpline.core.steps import NEVER_AGAIN
from tests.made import POLICY

if TYPE_CHECKING:
    from tests.model.floor import Error, Model, Talk


class Guests:
    """What a youth, a responder and a partner do about the partner's place."""

    def __init__(self, model: "Model") -> None:
        self._model = model

    def invite(self, chat: str) -> "str | Error":
        refusal = self._unless(chat, "open")
        if refusal is not None:
            return refusal
        talk = self._model.talks[chat]
        if talk.guest == "in":
            return NotNow
        talk.guest, talk.invited_until = "invited", self._model.now + LINK_S
        return "done"

    def enter(self, chat: str, conn: str, *, known: bool) -> "str | Error":
        talk = self._model.talks.get(chat)
        if talk is None or not known or talk.guest == "":
            return NoSuchChat
        if talk.guest == "invited":
            if self._model.now >= talk.invited_until:
                return NoSuchChat
            talk.guest, talk.reads = "in", False
        talk.guest_conn, talk.guest_here = conn, True
        talk.guest_since = self._model.now
        return "done"

    def read(self, chat: str) -> "str | Error":
        refusal = self._unless_in(chat)
        if refusal is None:
            self._model.talks[chat].reads = True
        return refusal or "done"

    def say(self, chat: str, cid: str) -> "int | Error":
        refusal = self._unless_in(chat)
        return refusal or self._model.said(self._model.talks[chat], cid, asks=False)

    def away(self, chat: str, conn: str) -> "str | Error":
        talk = self._model.talks.get(chat)
        if talk is None:
            return NoSuchChat
        if talk.guest == "in" and talk.guest_conn == conn and talk.guest_here:
            talk.guest_here, talk.guest_since = False, self._model.now
        return "done"

    def leave(self, chat: str) -> "str | Error":
        refusal = self._unless_in(chat)
        if refusal is None:
            self.send_away(self._model.talks[chat])
        return refusal or "done"

    def dismiss(self, chat: str) -> "str | Error":
        if chat not in self._model.talks:
            return NoSuchChat
        self.send_away(self._model.talks[chat])
        return "done"

    def ask_leave(self, staff: str, chat: str, fence: int) -> "str | Error":
        talk = self._model.talks.get(chat)
        if talk is None:
            return NoSuchChat
        if talk.staff != staff or talk.fence != fence:
            return NotYours
        if talk.phase != "open" or talk.guest != "in" or not (talk.reads and talk.guest_here):
            return NotNow
        talk.leaving = True
        return "done"

    def answer_leave(self, chat: str, *, yes: bool) -> "str | Error":
        refusal = self._unless(chat, "open")
        if refusal is not None:
            return refusal
        talk, now = self._model.talks[chat], self._model.now
        if not talk.leaving:
            return NotNow
        if yes:
            talk.passed[talk.staff] = max(now, talk.passed.get(talk.staff, 0.0))
            self._model.free(talk)
            talk.phase, talk.staff, talk.leaving = "partnered", "", False
            talk.opened = talk.quiet_since = now
        else:
            self._model.to_line(talk, NEVER_AGAIN)
        return "done"

    def send_away(self, talk: "Talk") -> None:
        """End the place, and what leads to it; who was alone with the partner goes to the line."""
        talk.guest, talk.leaving = "", False
        if talk.phase == "partnered":
            self._model.to_line(talk, self._model.now)

    def sweep(self, talk: "Talk") -> None:
        """Let go what is too old; a youth who is alone with a partner waits for the tick."""
        late = talk.guest == "invited" and self._model.now >= talk.invited_until
        if late or (self.is_gone(talk) and talk.phase != "partnered"):
            self.send_away(talk)

    def is_gone(self, talk: "Talk") -> bool:
        away = talk.guest == "in" and not talk.guest_here
        return away and self._model.now >= talk.guest_since + POLICY.responder_grace_s

    def _unless(self, chat: str, phase: str) -> "Error | None":
        if chat not in self._model.talks:
            return NoSuchChat
        return None if self._model.talks[chat].phase == phase else NotNow

    def _unless_in(self, chat: str) -> "Error | None":
        if chat not in self._model.talks:
            return NoSuchChat
        return None if self._model.talks[chat].guest == "in" else NotYours
