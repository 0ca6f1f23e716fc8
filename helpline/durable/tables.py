"""Every table that is kept. Times are whole seconds since 1970; texts are short and about staff.

A new column is a promise broken or kept: `tests/durable/test_tables.py` names them all.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

from helpline.core.audit import Deed
from helpline.core.intake import Language, Topic
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.core.training import TRAINER_CHARS

ID: Final = 22
"""Characters of 128 bits in base64url."""
MODULE: Final = 40
"""Characters of a training module's name in commands and files."""
DIGEST: Final = 64
"""Characters of a SHA-256 in hexadecimal."""


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


def _one_of(kind: type[StrEnum]) -> sa.Enum:
    return sa.Enum(
        kind, native_enum=False, length=20, values_callable=lambda kind: [m.value for m in kind]
    )


def _of_staff() -> sa.Column[str]:
    return sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), nullable=False
    )


metadata = sa.MetaData()

staff = sa.Table(
    "staff",
    metadata,
    sa.Column("id", sa.String(ID), primary_key=True),
    sa.Column("sign_in_name", sa.String(100), nullable=False, unique=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("role", _one_of(Role), nullable=False),
    sa.Column("languages", Members(Language), nullable=False),
    sa.Column("opted_out", Members(Topic), nullable=False),
    sa.Column("password_hash", sa.String(200)),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.String(ID), primary_key=True),
    sa.Column("token_hash", sa.String(DIGEST), nullable=False, unique=True),
    sa.Column("former_hash", sa.String(DIGEST), unique=True),
    _of_staff(),
    sa.Column("how", _one_of(How), nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("last_seen", sa.BigInteger, nullable=False),
    sa.Column("renewed", sa.BigInteger, nullable=False),
)

sign_in_link = sa.Table(
    "sign_in_link",
    metadata,
    sa.Column("token_hash", sa.String(DIGEST), primary_key=True),
    _of_staff(),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("used", sa.BigInteger),
)

counted = sa.Table(
    "counted",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("hour", sa.SmallInteger, primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("value", sa.String(20), primary_key=True),
    sa.Column("n", sa.Integer, nullable=False),
)

module = sa.Table(
    "module",
    metadata,
    sa.Column("id", sa.String(MODULE), primary_key=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("months", sa.SmallInteger),
    sa.Column("required", sa.Boolean, nullable=False),
)

training = sa.Table(
    "training",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("module_id", sa.String(MODULE), sa.ForeignKey("module.id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("trainer", sa.String(TRAINER_CHARS), nullable=False),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.String(ID), nullable=False),
    sa.Column("deed", _one_of(Deed), nullable=False),
    sa.Column("subject", sa.String(ID), nullable=False),
    sa.Column("detail", sa.String(200), nullable=False),
    sa.Column("digest", sa.String(DIGEST), nullable=False),
)
"""Triggers refuse to change or delete a row (see the migration that made it)."""

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("n", sa.Integer, nullable=False),
    sa.Column("digest", sa.String(DIGEST), nullable=False),
)
"""One row, locked by whoever writes the next entry: two at once can't take one number."""
