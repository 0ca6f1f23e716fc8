"""What the staff pages ask and are told about the directory of other help over HTTP.

An entry is a service; its id stands in the frame, since an imported one may be any short text.
Cells are told as they are written, and every word about a fault is for whoever mends it.
"""

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from helpline.core.directory.package import CELL_CHARS, ID_CHARS
from helpline.core.directory.words import Grade, Line, Need
from helpline.wire.people import Version
from helpline.wire.shapes import Frame
from helpline.wire.training import Day

CELLS: Final = 200
"""So many cells, or facts, of an entry are changed or checked at once."""
ServiceId = Annotated[str, StringConstraints(min_length=1, max_length=ID_CHARS)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60)]
CellText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=CELL_CHARS)]
WhereRead = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class FileFault(Frame):
    """What is wrong, and where: the file, its row (the header is row 1; 0: the file), its field."""

    file: str
    row: int
    field: str
    words: str


class SourceShape(Frame):
    """What vouches for a fact, as it is written: where it was read, its grade, the day."""

    source: str
    grade: str
    on: str


class CellShape(Frame):
    """A cell that may be changed; `fact` is the column of the fact it belongs to, or empty."""

    table: str
    row: str
    column: str
    value: str
    fact: str
    vouched: tuple[SourceShape, ...]


class ListingShape(Frame):
    """An entry. `given`: it may be given to anybody; `due`: it has to be looked at first."""

    service: str
    version: int
    name: str
    organization: str
    off: bool
    given: bool
    line: Line | None
    needs: tuple[Need, ...]
    open_now: bool | None
    due: bool
    due_since: Day | None
    """None where a fact was never dated, or nothing is due."""
    faults: tuple[FileFault, ...]
    cells: tuple[CellShape, ...]


class TermShape(Frame):
    """A term of the directory that says whether a service reports."""

    id: str
    line: Line


class DirectoryShape(Frame):
    """`GET /directory`: every entry by its name, also one that is off or held back."""

    entries: tuple[ListingShape, ...]
    terms: tuple[TermShape, ...]


class CellChange(Frame):
    """What a cell is to say from now on."""

    table: Name
    row: ServiceId
    column: Name
    to: CellText


class LookedShape(Frame):
    """Where somebody read today what an entry says, and how sure that is."""

    source: WhereRead
    grade: Grade


class ListingChange(Frame):
    """`PATCH /directory`: cells of an entry; `looked` is needed where one of them is a fact."""

    service: ServiceId
    version: Version
    cells: Annotated[tuple[CellChange, ...], Field(min_length=1, max_length=CELLS)]
    looked: LookedShape | None = None


class ListingFact(Frame):
    """A fact of an entry."""

    table: Name
    row: ServiceId
    column: Name


class ListingChecked(Frame):
    """`POST /directory/checked`: facts of an entry that were found to hold today."""

    service: ServiceId
    version: Version
    facts: Annotated[tuple[ListingFact, ...], Field(min_length=1, max_length=CELLS)]
    looked: LookedShape


class ListingOff(Frame):
    """`PUT /directory/off`: give an entry to nobody any more, or again."""

    service: ServiceId
    version: Version
    off: bool


class ListingAnswer(Frame):
    """It is kept; or, with faults, nothing was: the entry would have these, and has not now."""

    faults: tuple[FileFault, ...]


class DirectoryRead(Frame):
    """`POST /directory/file`: what a file has beside what is kept, or why nothing of it is taken.

    With `?version=` of an earlier answer it is kept in place of what there is; without, it is
    only looked at.
    """

    services: int
    new: int
    gone: int
    version: int
    faults: tuple[FileFault, ...]
    more: int
