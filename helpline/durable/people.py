"""A member of the staff, as the rest of the helpline sees them."""

import unicodedata
from dataclasses import dataclass
from typing import Any, Final

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


COLUMNS: Final = [
    staff.c[name]
    for name in ("id", "name", "sign_in_name", "role", "languages", "opted_out", "active")
]


def person(row: Any) -> Person:
    """Return the person in a row that has `COLUMNS`."""
    return Person(**{column.name: getattr(row, column.name) for column in COLUMNS})


def folded(sign_in_name: str) -> str:
    """Return a sign-in name as it is compared: without regard to case, width or outer blanks."""
    return unicodedata.normalize("NFKC", sign_in_name).casefold().strip()
