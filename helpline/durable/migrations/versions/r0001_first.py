"""Staff with a password, their sign-ins, and counts: what there was before there were revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "staff",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("sign_in_name", sa.String(100), nullable=False, unique=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("languages", sa.String(400), nullable=False),
        sa.Column("opted_out", sa.String(400), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _of_staff(),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "sign_in_link",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _of_staff(),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("used", sa.BigInteger),
    )
    op.create_table(
        "counted",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("hour", sa.SmallInteger, primary_key=True),
        sa.Column("kind", sa.String(20), primary_key=True),
        sa.Column("value", sa.String(20), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Leave nothing."""
    for table in ("counted", "sign_in_link", "session", "staff"):
        op.drop_table(table)


def _of_staff() -> sa.Column[str]:
    return sa.Column(
        "staff_id", sa.String(22), sa.ForeignKey("staff.id", ondelete="CASCADE"), nullable=False
    )
