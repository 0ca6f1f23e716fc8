"""The directory of other help: its tables as they were read, and what was switched off."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make an empty directory."""
    op.create_table(
        "directory",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("descriptor", sa.Text, nullable=False),
    )
    op.execute("INSERT INTO directory (id, version, descriptor) VALUES (1, 1, '{}')")
    op.create_table(
        "directory_table",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("path", sa.String(64), nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
    )
    op.create_table(
        "directory_row",
        sa.Column(
            "table_name",
            sa.String(60),
            sa.ForeignKey("directory_table.name", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cells", sa.Text, nullable=False),
    )
    op.create_table(
        "directory_entry",
        sa.Column("service_id", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("off", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Lose the directory."""
    for name in ("directory_entry", "directory_row", "directory_table", "directory"):
        op.drop_table(name)
