"""What the staff pages ask and are told about shifts over HTTP. Nothing here concerns a youth.

Clocks are those on the wall of the helpline's time zone; moments are seconds since 1970.
"""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from helpline.core.opening import OpensBy
from helpline.wire.people import Version
from helpline.wire.shapes import Frame

Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
DayOfWeek = Annotated[int, Field(ge=0, le=6)]
SlotName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]


class SpanShape(Frame):
    """Hours of every week; an end that is not after the start is the next day's. 0 is Monday."""

    weekday: DayOfWeek
    start: Clock
    end: Clock


class SlotShape(SpanShape):
    """A shift of every week, and how many people are wanted for it."""

    id: SlotName
    wanted: Annotated[int, Field(ge=1, le=99)]


Slots = Annotated[tuple[SlotShape, ...], Field(max_length=200)]
Spans = Annotated[tuple[SpanShape, ...], Field(max_length=200)]
Days = Annotated[tuple[date, ...], Field(max_length=200)]


class PlanShape(Frame):
    """`GET /shifts/plan`: the weekly plan, the holidays, what opens the line, and the caps."""

    version: int
    zone: str
    slots: Slots
    holidays: Days
    opens_by: OpensBy
    hours: Spans
    shift_h: float
    week_h: float


class SlotsChange(Frame):
    """`PUT /shifts/plan`: all slots; with one that is left out go its sign-ups."""

    version: Version
    slots: Slots


class HolidaysChange(Frame):
    """`PUT /shifts/holidays`: all days on which no slot and none of the set hours begin."""

    version: Version
    holidays: Days


class OpeningChange(Frame):
    """`PUT /shifts/opening`: what opens the line, and the set hours."""

    version: Version
    opens_by: OpensBy
    hours: Spans


class SignUpShape(Frame):
    """`POST /staff/{id}/shifts`: the slot, and the date on which it begins."""

    slot: SlotName
    on: date


class ComerShape(Frame):
    """Somebody who comes, by first name."""

    id: str
    name: str


class ShiftShape(Frame):
    """A shift that runs or is to come; `lacks` people have still to be found."""

    slot: str
    on: date
    begins: int
    ends: int
    wanted: int
    people: tuple[ComerShape, ...]
    lacks: int


class ComingShifts(Frame):
    """`GET /shifts`: the shifts of the coming four weeks, the next one first."""

    shifts: tuple[ShiftShape, ...]
