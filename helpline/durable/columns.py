"""Columns whose values are members of a closed list."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import sqlalchemy as sa


class Members(sa.types.TypeDecorator[tuple[StrEnum, ...]]):
    """Members of one closed list, kept as their values between commas; nothing else fits."""

    impl = sa.String(400)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(
        self, value: Iterable[StrEnum] | None, _dialect: sa.engine.Dialect
    ) -> str:
        return ",".join(self.kind(member).value for member in value or ())

    def process_result_value(
        self, value: Any | None, _dialect: sa.engine.Dialect
    ) -> tuple[StrEnum, ...]:
        # A value that a later release dropped from the list is left out, not fallen over.
        known = {member.value: member for member in self.kind}
        return tuple(known[part] for part in (value or "").split(",") if part in known)


def one_of(kind: type[StrEnum]) -> sa.Enum:
    """Return the type of one member of a closed list, kept as its value."""
    return sa.Enum(
        kind, native_enum=False, length=20, values_callable=lambda kind: [m.value for m in kind]
    )
