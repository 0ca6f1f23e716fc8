"""The floor as one would explain it to a new colleague: plain Python, no store, no races.

Every verb answers what the real one must answer: a value, or the error it must raise.
"""

from dataclasses import dataclass, field

from helpline.core.errors import NoSuchChat, NotFree, NotNow, NotSignedIn, NotYours
from helpline.core.steps import NEVER_AGAIN
from tests.made import NOW, POLICY
from tests.model.guests import Guests

Error = type[Exception]
CAP = POLICY.chats_per_responder
END = POLICY.soft_end_s + POLICY.soft_end_grace_s


@dataclass
class Talk:
    """A chat."""

    id: str
    joined: float
    rank: float
    conn: str
    here: bool = True
    since: float = 0.0
    phase: str = "waiting"
    staff: str = ""
    fence: int = 0
    seat_conn: str = ""
    seat_here: bool = True
    seat_since: float = 0.0
    offer_until: float = 0.0
    opened: float = 0.0
    quiet_since: float = 0.0
    said_at: float = 0.0
    asked_at: float = 0.0
    passed: dict[str, float] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    guest: str = ""
    """Of a partner: nobody, `invited` or `in`."""
    invited_until: float = 0.0
    guest_conn: str = ""
    guest_here: bool = False
    guest_since: float = 0.0
    reads: bool = False
    leaving: bool = False

    @property
    def talking(self) -> bool:
        return self.phase in {"open", "partnered"}


@dataclass
class Table:
    """A desk."""

    conn: str
    idle: float
    here: bool = True
    ready: bool = False
    offer: str | None = None
    chats: list[str] = field(default_factory=list)

    @property
    def room(self) -> bool:
        return self.here and self.offer is None and len(self.chats) < CAP


class Model:
    """All chats and desks, and the time."""

    def __init__(self) -> None:
        self.now = NOW
        self.joined = 0
        self.talks: dict[str, Talk] = {}
        self.tables: dict[str, Table] = {}
        self.lengths = False
        self.guests = Guests(self)

    def line(self) -> list[Talk]:
        waiting = (talk for talk in self.talks.values() if talk.phase == "waiting")
        return sorted(waiting, key=lambda talk: (talk.rank, talk.id))

    # What the youth does

    def join(self, conn: str, *, safe: bool) -> str:
        self.joined += 1
        made = f"chat{self.joined:018}"
        rank = self.now - (0 if safe else POLICY.not_safe_head_start_s)
        self.talks[made] = Talk(made, self.now, rank, conn, since=self.now)
        return made

    def resume(self, chat: str, conn: str) -> str | Error:
        if chat not in self.talks:
            return NoSuchChat
        talk = self.talks[chat]
        talk.conn, talk.here, talk.since = conn, True, self.now
        return "done"

    def youth_away(self, chat: str, conn: str) -> str | Error:
        if chat not in self.talks:
            return NoSuchChat
        talk = self.talks[chat]
        if talk.conn == conn and talk.here:
            talk.here, talk.since = False, self.now
        return "done"

    def youth_say(self, chat: str, cid: str) -> int | Error:
        return self.said(self.talks[chat], cid, asks=True) if chat in self.talks else NoSuchChat

    def stay(self, chat: str) -> str | Error:
        refusal = self._unless_talking(chat)
        if refusal is None:
            self.talks[chat].quiet_since = self.now
        return refusal or "done"

    def switch(self, chat: str) -> str | Error:
        refusal = self._unless_talking(chat)
        if refusal is None:
            self.to_line(self.talks[chat], NEVER_AGAIN)
        return refusal or "done"

    def leave(self, chat: str) -> str:
        if chat in self.talks:
            self._wipe(self.talks[chat])
        return "done"

    # What staff do

    def arrive(self, staff: str, conn: str) -> str:
        table = self.tables.setdefault(staff, Table(conn, self.now))
        table.conn, table.here = conn, True
        for talk in self._on(staff):
            talk.seat_conn, talk.seat_here, talk.seat_since = conn, True, self.now
        return "done"

    def desk_away(self, staff: str, conn: str) -> str:
        table = self.tables.get(staff)
        if table is not None and table.conn == conn:
            table.here = False
        for talk in self._on(staff):
            if talk.seat_conn == conn and talk.seat_here:
                talk.seat_here, talk.seat_since = False, self.now
        return "done"

    def sign_out(self, staff: str) -> str:
        for talk in self._on(staff):
            offered = talk.phase == "offered"
            until = self.now + POLICY.decline_cooldown_s if offered else NEVER_AGAIN
            self.to_line(talk, until)
        self.tables.pop(staff, None)
        return "done"

    def ready(self, staff: str, *, on: bool) -> str | Error:
        if staff not in self.tables:
            return NotSignedIn
        self.tables[staff].ready, self.tables[staff].idle = on, self.now
        return "done"

    def accept(self, staff: str, chat: str, fence: int) -> str | Error:
        refusal = self._unless_seat(staff, chat, fence, "offered")
        if refusal is None:
            talk, table = self.talks[chat], self.tables[staff]
            talk.phase, talk.quiet_since, talk.opened = "open", self.now, self.now
            table.offer = None
            table.chats.append(chat)
        return refusal or "done"

    def decline(self, staff: str, chat: str, fence: int) -> str | Error:
        refusal = self._unless_seat(staff, chat, fence, "offered")
        if refusal is None:
            self.to_line(self.talks[chat], self.now + POLICY.decline_cooldown_s)
        return refusal or "done"

    def pull(self, staff: str) -> str | Error:
        if staff not in self.tables:
            return NotSignedIn
        if not self.tables[staff].room:
            return NotFree
        able = [talk for talk in self.line() if talk.here and self._may_take(staff, talk)]
        if not able:
            return NotNow
        self._offer(able[0], staff)
        return "done"

    def desk_say(self, staff: str, chat: str, fence: int, cid: str) -> int | Error:
        refusal = self._unless_seat(staff, chat, fence, "open")
        if refusal is not None:
            return NoSuchChat if refusal is NoSuchChat else NotYours
        return self.said(self.talks[chat], cid, asks=False)

    def end(self, staff: str, chat: str, fence: int) -> str | Error:
        refusal = self._unless_seat(staff, chat, fence, "open")
        if refusal is None:
            self._wipe(self.talks[chat])
        return refusal or "done"

    def hand_over(self, staff: str, chat: str, fence: int, to: str | None) -> str | Error:
        refusal = self._unless_seat(staff, chat, fence, "open")
        if refusal is not None and refusal is not NotNow:
            return refusal
        other = self.tables.get(to or "")
        able = other is not None and other.room and self._may_take(to or "", self.talks[chat])
        if to is not None and (to == staff or not able):
            return NotFree
        if refusal is None:
            self.to_line(self.talks[chat], NEVER_AGAIN)
            if to is not None:
                self._offer(self.talks[chat], to)
        return refusal or "done"

    def pull_back(self, chat: str) -> str | Error:
        refusal = self._unless_talking(chat)
        if refusal is None:
            talk = self.talks[chat]
            talk.guest = ""
            self.to_line(talk, self.now + POLICY.decline_cooldown_s)
        return refusal or "done"

    # What the clock does

    def turn(self, seconds: int) -> str:
        self.now += seconds
        for talk in list(self.talks.values()):
            self._tick(talk)
        free = [staff for staff, table in self.tables.items() if table.ready and table.room]
        for talk in self.line():
            able = [staff for staff in free if talk.here and self._may_take(staff, talk)]
            if able:
                best = min(able, key=self._preference)
                free.remove(best)
                self._offer(talk, best)
        return "done"

    def _tick(self, talk: Talk) -> None:
        soon = self.now + POLICY.decline_cooldown_s
        self.guests.sweep(talk)
        if not talk.here and self.now >= talk.since + POLICY.youth_away_gone_s:
            self._wipe(talk)
        elif self._offer_ran_out(talk) or self._seat_gone(talk):
            self.to_line(talk, soon)
        elif talk.phase == "partnered" and self.guests.is_gone(talk):
            self.guests.send_away(talk)
        elif self._silent(talk):
            if talk.phase == "partnered":
                talk.guest = ""
            else:
                self.tables[talk.staff].ready = False
            self.to_line(talk, soon)
        elif talk.talking and self.now >= max(talk.quiet_since, talk.said_at) + END:
            self._wipe(talk)

    def _offer_ran_out(self, talk: Talk) -> bool:
        return talk.phase == "offered" and self.now >= talk.offer_until

    def _seat_gone(self, talk: Talk) -> bool:
        away = talk.phase == "open" and not talk.seat_here
        return away and self.now >= talk.seat_since + POLICY.responder_grace_s

    def _silent(self, talk: Talk) -> bool:
        asked = talk.talking and talk.here and talk.asked_at > 0
        since = max(talk.asked_at, talk.opened)
        return asked and self.now >= since + POLICY.responder_silent_s

    # Parts of the above

    def _preference(self, staff: str) -> tuple[int, float, str]:
        table = self.tables[staff]
        return (len(table.chats), table.idle, staff)

    def _may_take(self, staff: str, talk: Talk) -> bool:
        return self.now >= talk.passed.get(staff, 0.0)

    def _on(self, staff: str) -> list[Talk]:
        return [talk for talk in self.talks.values() if talk.staff == staff]

    def _unless_talking(self, chat: str) -> Error | None:
        if chat not in self.talks:
            return NoSuchChat
        return None if self.talks[chat].talking else NotNow

    def _unless_seat(self, staff: str, chat: str, fence: int, phase: str) -> Error | None:
        if chat not in self.talks:
            return NoSuchChat
        talk = self.talks[chat]
        if talk.staff != staff or talk.fence != fence:
            return NotYours
        return None if talk.phase == phase else NotNow

    def said(self, talk: Talk, cid: str, *, asks: bool) -> int:
        if cid not in talk.log:
            talk.log.append(cid)
            talk.said_at = self.now
            talk.asked_at = (talk.asked_at or self.now) if asks else 0.0
        return talk.log.index(cid) + 1

    def _offer(self, talk: Talk, staff: str) -> None:
        table = self.tables[staff]
        talk.phase, talk.staff = "offered", staff
        talk.fence = max(talk.fence + 1, int(self.now * 1000))
        talk.seat_conn, talk.seat_here = table.conn, True
        talk.offer_until = self.now + POLICY.offer_s
        table.offer = talk.id

    def to_line(self, talk: Talk, not_before: float) -> None:
        talk.passed = {who: until for who, until in talk.passed.items() if until > self.now}
        if talk.staff:
            talk.passed[talk.staff] = max(not_before, talk.passed.get(talk.staff, 0.0))
        self.free(talk)
        talk.phase, talk.staff, talk.leaving = "waiting", "", False
        talk.guest = "in" if talk.guest == "in" else ""

    def _wipe(self, talk: Talk) -> None:
        self.lengths = self.lengths or talk.phase == "open"
        self.free(talk)
        del self.talks[talk.id]

    def free(self, talk: Talk) -> None:
        table = self.tables.get(talk.staff)
        if table is not None:
            table.offer = None if table.offer == talk.id else table.offer
            table.chats = [chat for chat in table.chats if chat != talk.id]
            table.idle = self.now
