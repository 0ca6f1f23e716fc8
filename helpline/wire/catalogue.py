"""One list of every frame: who sends it, under which name, and what answers it."""

from dataclasses import dataclass
from enum import StrEnum

from helpline.wire import joins, notes, partner, staff, youth
from helpline.wire.shapes import Again, Frame, Keep, Move, Said, Shown, Trouble


class Door(StrEnum):
    """A Socket.IO namespace."""

    YOUTH = "/youth"
    RESPONDER = "/responder"
    SUPERVISOR = "/supervisor"
    PARTNER = "/partner"


class Done(Frame):
    """It is done; there is nothing more to say."""


class Refused(Frame):
    """Nothing was changed. `code` is one of the codes in `core.errors`."""

    code: str
    wait_s: float | None = None
    """How long to hold back, with `too_fast`."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A frame a page sends. Its ack is `{"ok": true, **reply}` or `{"ok": false, **Refused}`."""

    door: Door
    name: str
    frame: type[Frame]
    reply: type[Frame] = Done


@dataclass(frozen=True, slots=True)
class Tell:
    """A frame the server sends; it is never acknowledged."""

    door: Door
    name: str
    frame: type[Frame]


ASKS: tuple[Ask, ...] = (
    Ask(Door.YOUTH, "join", youth.Join, youth.Joined),
    Ask(Door.YOUTH, "resume", youth.Resume, youth.Resumed),
    Ask(Door.YOUTH, "say", youth.YouthSay, youth.Accepted),
    Ask(Door.YOUTH, "shown", youth.YouthShown),
    Ask(Door.YOUTH, "grant", youth.GrantTo),
    Ask(Door.YOUTH, "catch_up", youth.CatchUp, youth.CaughtUp),
    Ask(Door.YOUTH, "typing", youth.YouthTyping),
    Ask(Door.YOUTH, "cover", youth.Cover),
    Ask(Door.YOUTH, "stay", youth.Stay),
    Ask(Door.YOUTH, "switch", youth.Switch),
    Ask(Door.YOUTH, "leave", youth.Leave),
    Ask(Door.YOUTH, "set_return", youth.SetReturn),
    Ask(Door.YOUTH, "drop_return", youth.DropReturn),
    Ask(Door.YOUTH, "come_back", youth.ComeBack, youth.CameBack),
    Ask(Door.YOUTH, "invite_partner", partner.InvitePartner),
    Ask(Door.YOUTH, "dismiss_partner", partner.DismissPartner),
    Ask(Door.YOUTH, "answer_leave", partner.AnswerLeave),
    Ask(Door.YOUTH, "answer_join", joins.AnswerJoin),
    Ask(Door.RESPONDER, "arrive", staff.Arrive, staff.Arrived),
    Ask(Door.RESPONDER, "set_ready", staff.SetReady),
    Ask(Door.RESPONDER, "accept", staff.AnswerOffer),
    Ask(Door.RESPONDER, "decline", staff.AnswerOffer),
    Ask(Door.RESPONDER, "pull", staff.Pull),
    Ask(Door.RESPONDER, "say", staff.ResponderSay, youth.Accepted),
    Ask(Door.RESPONDER, "shown", staff.ResponderShown),
    Ask(Door.RESPONDER, "catch_up", staff.ResponderCatchUp, youth.CaughtUp),
    Ask(Door.RESPONDER, "typing", staff.ResponderTyping),
    Ask(Door.RESPONDER, "end", staff.End),
    Ask(Door.RESPONDER, "hand_over", staff.HandOver),
    Ask(Door.RESPONDER, "wrap_up", staff.WrapUp),
    Ask(Door.RESPONDER, "raise_hand", staff.RaiseHand),
    Ask(Door.RESPONDER, "tap_out", staff.TapOut),
    Ask(Door.RESPONDER, "leave_to_partner", staff.LeaveToPartner),
    Ask(Door.RESPONDER, "note", notes.AnswerNote),
    Ask(Door.RESPONDER, "note_seen", notes.SawSupervisorsNote),
    Ask(Door.SUPERVISOR, "arrive", staff.FloorArrive, staff.FloorArrived),
    Ask(Door.SUPERVISOR, "pull_back", staff.PullBack),
    Ask(Door.SUPERVISOR, "lower_hand", staff.LowerHand),
    Ask(Door.SUPERVISOR, "set_line", staff.SetLine),
    Ask(Door.SUPERVISOR, "set_notice", staff.SetNotice),
    Ask(Door.SUPERVISOR, "set_surge", staff.SetSurge),
    Ask(Door.SUPERVISOR, "raise_cap", staff.RaiseCap),
    Ask(Door.SUPERVISOR, "hand_over", staff.FloorHandOver),
    Ask(Door.SUPERVISOR, "ask_join", joins.AskJoin),
    Ask(Door.SUPERVISOR, "note", notes.SendNote),
    Ask(Door.SUPERVISOR, "note_seen", notes.SawNote),
    Ask(Door.SUPERVISOR, "acknowledge", staff.Acknowledge),
    Ask(Door.PARTNER, "enter", partner.Enter, partner.Entered),
    Ask(Door.PARTNER, "resume", partner.PartnerResume, partner.PartnerResumed),
    Ask(Door.PARTNER, "say", youth.YouthSay, youth.Accepted),
    Ask(Door.PARTNER, "shown", youth.YouthShown),
    Ask(Door.PARTNER, "catch_up", youth.CatchUp, youth.CaughtUp),
    Ask(Door.PARTNER, "typing", partner.PartnerTyping),
    Ask(Door.PARTNER, "leave", partner.PartnerLeave),
)

TELLS: tuple[Tell, ...] = (
    Tell(Door.YOUTH, "changed", youth.YouthChanged),
    Tell(Door.YOUTH, "said", Said),
    Tell(Door.YOUTH, "shown", Shown),
    Tell(Door.YOUTH, "typed", youth.Typed),
    Tell(Door.YOUTH, "ended", youth.YouthEnded),
    Tell(Door.YOUTH, "join_asked", joins.JoinAsked),
    Tell(Door.YOUTH, "keep", Keep),
    Tell(Door.YOUTH, "again", Again),
    Tell(Door.YOUTH, "move", Move),
    Tell(Door.YOUTH, "trouble", Trouble),
    Tell(Door.RESPONDER, "changed", staff.DeskChanged),
    Tell(Door.RESPONDER, "said", Said),
    Tell(Door.RESPONDER, "shown", Shown),
    Tell(Door.RESPONDER, "typed", staff.YouthTyped),
    Tell(Door.RESPONDER, "ended", staff.ChatEnded),
    Tell(Door.RESPONDER, "signed_out", staff.SignedOut),
    Tell(Door.RESPONDER, "keep", Keep),
    Tell(Door.RESPONDER, "again", Again),
    Tell(Door.RESPONDER, "move", Move),
    Tell(Door.RESPONDER, "trouble", Trouble),
    Tell(Door.RESPONDER, "note", notes.Noted),
    Tell(Door.RESPONDER, "note_seen", notes.NoteSeen),
    Tell(Door.SUPERVISOR, "join_answered", joins.JoinAnswered),
    Tell(Door.SUPERVISOR, "note", notes.NoteAnswered),
    Tell(Door.SUPERVISOR, "note_seen", notes.NoteSeen),
    Tell(Door.SUPERVISOR, "changed", staff.FloorChanged),
    Tell(Door.SUPERVISOR, "signed_out", staff.SignedOut),
    Tell(Door.SUPERVISOR, "move", Move),
    Tell(Door.SUPERVISOR, "trouble", Trouble),
    Tell(Door.PARTNER, "changed", partner.PartnerChanged),
    Tell(Door.PARTNER, "said", Said),
    Tell(Door.PARTNER, "shown", Shown),
    Tell(Door.PARTNER, "typed", staff.YouthTyped),
    Tell(Door.PARTNER, "ended", partner.PartnerEnded),
    Tell(Door.PARTNER, "keep", Keep),
    Tell(Door.PARTNER, "again", Again),
    Tell(Door.PARTNER, "move", Move),
    Tell(Door.PARTNER, "trouble", Trouble),
)
