"""A member of the staff, as the rest of the helpline sees them."""

from dataclasses import dataclass
from typing import Any, Final

from helpline.core.errors import BadInput
from helpline.core.intake import Language, Topic
from helpline.core.names import StaffId
from helpline.core.roles import Role
from helpline.durable.tables import staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody to be added; youth and colleagues see `name`, a first name of their choice."""

    name: str
    sign_in_name: str
    role: Role
    languages: tuple[Language, ...] = (Language.EN,)
    opted_out: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Newcomer):
    """Somebody who is on the staff."""

    id: StaffId
    active: bool
    version: int
    """Grows with each change; who changes somebody says which one they saw."""


COLUMNS: Final = [
    staff.c[name]
    for name in (
        "id",
        "name",
        "sign_in_name",
        "role",
        "languages",
        "opted_out",
        "active",
        "version",
    )
]
_NAME_CHARS = 60


def person(row: Any) -> Person:
    """Return the person in a row that has `COLUMNS`."""
    return Person(**{column.name: getattr(row, column.name) for column in COLUMNS})


def checked_name(name: str) -> str:
    """Return a name to be shown without outer blanks; raise `BadInput` if empty or too long."""
    name = name.strip()
    if not 0 < len(name) <= _NAME_CHARS or not name.isprintable():
        raise BadInput("a name is empty, too long, or has a character that can't be shown")
    return name
