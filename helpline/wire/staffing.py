"""What the staff pages ask and are told about how many responders an hour needs."""

from typing import Annotated

from pydantic import Field

from helpline.wire.shapes import Frame

PerHour = Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)]
Part = Annotated[float, Field(ge=0, le=1)]


class StaffingAsked(Frame):
    """`POST /staffing`: typed numbers. Nothing is kept of them."""

    arrivals: Annotated[tuple[PerHour, ...], Field(max_length=24)] | None
    """How many come in each of the 24 hours of a day, by the helpline's clock; every day alike.

    None: as was counted in the last three months that are over.
    """
    chat_min: Annotated[float, Field(ge=1, le=240, allow_inf_nan=False)]
    """How long a chat takes on the mean."""
    patience_min: Annotated[float, Field(ge=0.5, le=120, allow_inf_nan=False)]
    """How long people wait on the mean before they leave, if nobody answers."""
    percent: Annotated[int, Field(ge=1, le=99)]
    """How many of a hundred who come are to be answered within the time."""
    within_s: Annotated[int, Field(ge=0, le=3_600)]
    chats_each: Annotated[int, Field(ge=1, le=3)]
    """How many chats one responder has at once."""


class StaffingHour(Frame):
    """One hour: who is needed, who is planned, and how it goes with those who are planned."""

    arrivals: float
    needed: int
    planned: int
    lacks: int
    in_time: Part
    """The part of all who come that is answered within the time."""
    leaves: Part
    """The part that leaves before it is answered."""
    wait_s: float
    """The mean wait of all who come, however it ends."""
    busy: Part
    """The part of the responders' places for chats that is taken."""


class Staffing(Frame):
    """The hours of a week, a day after the other from Monday on, by the clock of a time zone."""

    zone: str
    days: tuple[tuple[StaffingHour, ...], ...]
