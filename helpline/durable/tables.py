"""Every table that is kept. Times are whole seconds since 1970; texts are short and about staff.

A new column is a promise broken or kept: `tests/durable/test_tables.py` names them all.
"""

from typing import Final

import sqlalchemy as sa

from helpline.core.audit import Deed
from helpline.core.directory.package import ID_CHARS, PATH_CHARS
from helpline.core.intake import Language, Topic
from helpline.core.oidc import SUBJECT_CHARS
from helpline.core.opening import OpensBy
from helpline.core.roles import Role
from helpline.core.sign_in import How
from helpline.core.training import TRAINER_CHARS
from helpline.durable.columns import Members, one_of

REVISION: Final = "0009"
"""The newest of `migrations/`, which makes the tables of this file."""
ID: Final = 22
"""Characters of 128 bits in base64url."""
MODULE: Final = 40
"""Characters of a training module's name in commands and files."""
SCENARIO: Final = 40
"""Characters of a scenario's id in its file."""
SLOT: Final = 40
"""Characters of a slot's name in the weekly plan."""
DIGEST: Final = 64
"""Characters of a SHA-256 in hexadecimal."""

SEALED: Final = 120
"""Characters of a nonce, 20 sealed bytes and their tag in base64url, with room to spare."""


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
    sa.Column("role", one_of(Role), nullable=False),
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
    sa.Column("how", one_of(How), nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("last_seen", sa.BigInteger, nullable=False),
    sa.Column("renewed", sa.BigInteger, nullable=False),
    sa.Column("proved", sa.BigInteger),
)

sign_in_link = sa.Table(
    "sign_in_link",
    metadata,
    sa.Column("token_hash", sa.String(DIGEST), primary_key=True),
    _of_staff(),
    sa.Column("expires", sa.BigInteger, nullable=False),
    sa.Column("used", sa.BigInteger),
)

authenticator = sa.Table(
    "authenticator",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("sealed", sa.String(SEALED), nullable=False),
    sa.Column("last_step", sa.BigInteger, nullable=False),
)
"""The secret is sealed under a key that the database does not have (`edge/sealing.py`)."""

recovery_code = sa.Table(
    "recovery_code",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("code_hash", sa.String(DIGEST), primary_key=True),
)

passkey = sa.Table(
    "passkey",
    metadata,
    sa.Column("id", sa.String(ID), primary_key=True),
    _of_staff(),
    sa.Column("credential_id", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("counter", sa.BigInteger, nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("created", sa.BigInteger, nullable=False),
    sa.Column("last_used", sa.BigInteger),
)

spent_challenge = sa.Table(
    "spent_challenge",
    metadata,
    sa.Column("challenge_hash", sa.String(DIGEST), primary_key=True),
    sa.Column("expires", sa.BigInteger, nullable=False),
)
"""Challenges that were answered: none is taken twice, at whatever node."""

oidc = sa.Table(
    "oidc",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("issuer", sa.String(SUBJECT_CHARS), nullable=False),
    sa.Column("subject", sa.String(SUBJECT_CHARS)),
    sa.Column("email", sa.String(SUBJECT_CHARS)),
    sa.UniqueConstraint("issuer", "subject"),
    sa.UniqueConstraint("issuer", "email"),
)
"""The e-mail is there only until the first sign-in has put the subject in its place."""

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
    sa.Column("version", sa.Integer, nullable=False),
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

week = sa.Table(
    "week",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("opens_by", one_of(OpensBy), nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
"""One row, locked by whoever changes the plan or signs up: two can't take one place."""

slot = sa.Table(
    "slot",
    metadata,
    sa.Column("id", sa.String(SLOT), primary_key=True),
    sa.Column("weekday", sa.SmallInteger, nullable=False),
    sa.Column("starts", sa.Time, nullable=False),
    sa.Column("ends", sa.Time, nullable=False),
    sa.Column("wanted", sa.SmallInteger, nullable=False),
)

hours = sa.Table(
    "hours",
    metadata,
    sa.Column("weekday", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("starts", sa.Time, primary_key=True),
    sa.Column("ends", sa.Time, primary_key=True),
)

holiday = sa.Table("holiday", metadata, sa.Column("day", sa.Date, primary_key=True))

sign_up = sa.Table(
    "sign_up",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column(
        "slot_id", sa.String(SLOT), sa.ForeignKey("slot.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("day", sa.Date, primary_key=True),
)

practised = sa.Table(
    "practised",
    metadata,
    sa.Column(
        "staff_id", sa.String(ID), sa.ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("scenario", sa.String(SCENARIO), primary_key=True),
    sa.Column("day", sa.Date, nullable=False),
)
"""What somebody's page has reported: that a scenario was played to its end, and when last."""

directory = sa.Table(
    "directory",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("descriptor", sa.Text, nullable=False),
)
"""One row, locked by whoever changes anything of the directory of other help."""

directory_table = sa.Table(
    "directory_table",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("path", sa.String(PATH_CHARS), nullable=False),
    sa.Column("columns", sa.Text, nullable=False),
)

directory_row = sa.Table(
    "directory_row",
    metadata,
    sa.Column(
        "table_name",
        sa.String(60),
        sa.ForeignKey("directory_table.name", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("cells", sa.Text, nullable=False),
)
"""A row of a file, whatever its columns: a JSON list of its cells, in their order."""

directory_entry = sa.Table(
    "directory_entry",
    metadata,
    sa.Column("service_id", sa.String(ID_CHARS), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("off", sa.Boolean, nullable=False),
)
"""What an import does not touch: whether a service was switched off here."""

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("actor", sa.String(ID), nullable=False),
    sa.Column("deed", one_of(Deed), nullable=False),
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
