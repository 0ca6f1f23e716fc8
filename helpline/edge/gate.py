"""Every frame passes here: rate, parse, act, ack. A bad one changes nothing and is not logged."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError

from helpline.actions.deliveries import Deliveries
from helpline.core.errors import (
    BadInput,
    HelplineError,
    NoSuchChat,
    NotSignedIn,
    NotYours,
    TooFast,
    TryAgain,
)
from helpline.edge.seats import ABUSE, Seat
from helpline.ephemeral.log import Taken
from helpline.logs import Event, log_error
from helpline.wire.catalogue import ASKS, Ask, Done, Door, Refused
from helpline.wire.shapes import Frame

Reply = Frame | dict[str, Any]
"""What an ask is answered: a frame of the catalogue, or what is one already when written."""
Answer = tuple[Reply, Deliveries]
Handler = Callable[[Seat, Any], Awaitable[Answer]]
Handlers = Mapping[str, Handler]
DONE = Done()
_BY_NAME: dict[tuple[Door, str], Ask] = {(ask.door, ask.name): ask for ask in ASKS}


def missing(door: Door, handlers: Handlers) -> set[str]:
    """Return the asks of the catalogue that a door does not handle, and the ones it made up."""
    return {ask.name for ask in ASKS if ask.door is door} ^ set(handlers)


async def pass_frame(
    seat: Seat,
    name: str,
    args: tuple[Any, ...],
    handlers: Handlers,
    deliver: Callable[[Deliveries], Awaitable[None]],
    is_lost: Callable[[Seat], Awaitable[bool]],
) -> dict[str, Any]:
    """Let one frame through and return its ack.

    Where the store has lost what it held, nothing is said to be over: the page tries again, and
    is meanwhile asked to bring its place back.
    """
    try:
        frame = _parse(seat, name, args)
        try:
            reply, deliveries = await handlers[name](seat, frame)
        except (NoSuchChat, NotYours, NotSignedIn):
            if not seat.has_place or not await is_lost(seat):
                raise
            raise TryAgain("the store was emptied") from None
        await deliver(deliveries)
    except HelplineError as error:
        return refuse(seat, error)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not end the connection
        log_error(Event.FRAME_FAILED, error)
        return refuse(seat, HelplineError())
    return {"ok": True, **(reply if isinstance(reply, dict) else reply.model_dump(mode="json"))}


def accepted(taken: Taken) -> Reply:
    """Return an `Accepted` as it is written: there is one for every message."""
    return {"seq": taken.seq, "shown": taken.shown}


def refuse(seat: Seat, error: HelplineError) -> dict[str, Any]:
    """Return the ack of a refusal; what a page did wrong counts towards being closed."""
    wait_s = error.wait_s if isinstance(error, TooFast) else None
    if isinstance(error, TooFast | BadInput):
        seat.refused += 1
    return {"ok": False, **Refused(code=error.code, wait_s=wait_s).model_dump(mode="json")}


def is_abuse(seat: Seat) -> bool:
    """Tell whether a connection has sent more rubbish than any page would."""
    return seat.refused >= ABUSE


def _parse(seat: Seat, name: str, args: tuple[Any, ...]) -> Frame:
    wait_s = seat.bucket.wait()
    if wait_s > 0:
        raise TooFast(round(wait_s, 3))
    ask = _BY_NAME.get((seat.door, name))
    if ask is None or len(args) > 1:
        raise BadInput("no such ask")
    try:
        return ask.frame.model_validate(args[0] if args else {}, strict=False)
    except ValidationError:
        raise BadInput("does not fit the model") from None
