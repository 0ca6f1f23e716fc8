"""What staff can be trained in, and who was, on which day and by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make modules and records."""
    op.create_table(
        "module",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("months", sa.SmallInteger),
        sa.Column("required", sa.Boolean, nullable=False),
    )
    op.create_table(
        "training",
        sa.Column(
            "staff_id",
            sa.String(22),
            sa.ForeignKey("staff.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("module_id", sa.String(40), sa.ForeignKey("module.id"), primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("trainer", sa.String(60), nullable=False),
    )


def downgrade() -> None:
    """Lose modules and records."""
    op.drop_table("training")
    op.drop_table("module")
