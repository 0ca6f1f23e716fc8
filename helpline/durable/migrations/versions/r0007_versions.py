"""Which version of a training module somebody saw who changes it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Give each module its first version."""
    op.add_column("module", sa.Column("version", sa.Integer, nullable=False, server_default="1"))


def downgrade() -> None:
    """Lose the versions."""
    op.drop_column("module", "version")
