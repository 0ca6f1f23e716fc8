"""Which scenarios staff have practised, and on which day last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "practised",
        sa.Column(
            "staff_id",
            sa.String(22),
            sa.ForeignKey("staff.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("scenario", sa.String(40), primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )


def downgrade() -> None:
    """Lose what was practised."""
    op.drop_table("practised")
