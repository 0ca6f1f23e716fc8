"""Second factors: authenticators, recovery codes and passkeys; when a session last showed one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make what second factors need; sessions of before have shown none."""
    op.add_column("session", sa.Column("proved", sa.BigInteger))
    op.create_table(
        "authenticator",
        _of_staff(primary_key=True),
        sa.Column("sealed", sa.String(120), nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "recovery_code",
        _of_staff(primary_key=True),
        sa.Column("code_hash", sa.String(64), primary_key=True),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(22), primary_key=True),
        _of_staff(primary_key=False),
        sa.Column("credential_id", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("counter", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("last_used", sa.BigInteger),
    )
    op.create_table(
        "spent_challenge",
        sa.Column("challenge_hash", sa.String(64), primary_key=True),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Lose every second factor; sessions go on that an earlier release can read."""
    op.execute("DELETE FROM session WHERE how IN ('passkey', 'code')")
    for table in ("spent_challenge", "passkey", "recovery_code", "authenticator"):
        op.drop_table(table)
    op.drop_column("session", "proved")


def _of_staff(*, primary_key: bool) -> sa.Column[str]:
    return sa.Column(
        "staff_id",
        sa.String(22),
        sa.ForeignKey("staff.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
