"""Whose account at the organization's provider is whose here."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make what signing in by a provider needs; nobody is bound yet."""
    op.create_table(
        "oidc",
        sa.Column(
            "staff_id",
            sa.String(22),
            sa.ForeignKey("staff.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255)),
        sa.Column("email", sa.String(255)),
        sa.UniqueConstraint("issuer", "subject"),
        sa.UniqueConstraint("issuer", "email"),
    )


def downgrade() -> None:
    """Lose every binding, and the sessions that an earlier release can't read."""
    op.execute("DELETE FROM session WHERE how = 'oidc'")
    op.drop_table("oidc")
