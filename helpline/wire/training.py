"""What the staff pages ask and are told about training over HTTP."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from helpline.core.training import TRAINER_CHARS, Warns
from helpline.wire.shapes import Frame

Day = Annotated[date, Field(strict=False)]
"""As `2026-03-15`, by the clock on the helpline's wall."""
ModuleName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Months = Annotated[int, Field(ge=1, le=120)]


class ModuleShape(Frame):
    """What staff can be trained in; `months` is how long a record counts, None: for good."""

    id: str
    name: str
    months: int | None
    required: bool
    version: int


class ModuleChange(Frame):
    """`PUT /training/modules/{id}`: a module to add (version 0), or to change."""

    version: Annotated[int, Field(ge=0)]
    """Of the module as the page saw it: where somebody else was first, nothing is changed."""
    name: ModuleName
    months: Months | None
    required: bool


class RecordShape(Frame):
    """A module that somebody was trained in."""

    module: str
    on: Day
    trainer: str


class NewRecord(Frame):
    """`POST /staff/{id}/training`: somebody was trained, today or before."""

    module: str
    on: Day
    trainer: Annotated[str, StringConstraints(min_length=1, max_length=TRAINER_CHARS)]


class MissingShape(Frame):
    """A required module that does not count today, and the last day it did, if ever."""

    module: str
    ran_out: Day | None


class Standing(Frame):
    """How somebody stands today: what they lack, or until when they are cleared."""

    staff: str
    missing: tuple[MissingShape, ...]
    until: Day | None
    warns: Warns
    records: tuple[RecordShape, ...]


class OwnTraining(Frame):
    """`GET /staff/{id}/training`."""

    modules: tuple[ModuleShape, ...]
    standing: Standing


class AllTraining(Frame):
    """`GET /training`: how everybody stands who is let in."""

    modules: tuple[ModuleShape, ...]
    standings: tuple[Standing, ...]


class FaultShape(Frame):
    """What is wrong in a row of a file, as the spreadsheet counts them, and in which column."""

    row: int
    column: str | None
    words: str


class FileRead(Frame):
    """`POST /training/file`: how many records a file has, or why nothing of it is taken."""

    records: int
    faults: tuple[FaultShape, ...]
    more: int
