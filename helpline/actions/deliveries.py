"""What an action asks to be sent. `edge.push` sends it; a page that misses it catches up."""

from dataclasses import dataclass

from helpline.core.names import ChatId, StaffId
from helpline.ephemeral.log import Entry
from helpline.wire.shapes import Frame, Said


@dataclass(frozen=True, slots=True)
class ToYouth:
    """A frame for the youth's page of a chat."""

    chat: ChatId
    name: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class ToDesk:
    """A frame for a responder's page."""

    staff: StaffId
    name: str
    frame: Frame


@dataclass(frozen=True, slots=True)
class Spoken:
    """A message for everybody else in its chat."""

    said: Said


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that pages show has changed: have them look anew."""


Delivery = ToYouth | ToDesk | Spoken | Changed
Deliveries = tuple[Delivery, ...]


def said(chat: ChatId, entry: Entry) -> Said:
    """Return a log entry as the pages are told it; it comes from our own log, so unchecked."""
    envelope = entry.envelope
    return Said.model_construct(
        chat=chat,
        seq=entry.seq,
        sender=entry.sender,
        cid=envelope.cid,
        n=envelope.n,
        epoch=envelope.epoch,
        body=envelope.sealed.body,
    )
