"""The weekly plan, holidays, who has signed up for which shift, and what opens the line."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make an empty plan; the line stays open at all hours, as it was."""
    op.create_table(
        "week",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("opens_by", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.execute("INSERT INTO week (id, opens_by, version) VALUES (1, 'always', 1)")
    op.create_table(
        "slot",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("weekday", sa.SmallInteger, nullable=False),
        sa.Column("starts", sa.Time, nullable=False),
        sa.Column("ends", sa.Time, nullable=False),
        sa.Column("wanted", sa.SmallInteger, nullable=False),
    )
    op.create_table(
        "hours",
        sa.Column("weekday", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("starts", sa.Time, primary_key=True),
        sa.Column("ends", sa.Time, primary_key=True),
    )
    op.create_table("holiday", sa.Column("day", sa.Date, primary_key=True))
    op.create_table(
        "sign_up",
        _key("staff_id", 22, "staff.id"),
        _key("slot_id", 40, "slot.id"),
        sa.Column("day", sa.Date, primary_key=True),
    )


def downgrade() -> None:
    """Lose the plan and who has signed up."""
    for name in ("sign_up", "holiday", "hours", "slot", "week"):
        op.drop_table(name)


def _key(name: str, characters: int, of: str) -> sa.Column[str]:
    return sa.Column(
        name, sa.String(characters), sa.ForeignKey(of, ondelete="CASCADE"), primary_key=True
    )
