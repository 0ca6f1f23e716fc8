"""Sessions that change their token and can be named; an audit that only grows.

Whoever is signed in signs in anew: a session of before has no name to be kept under.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEEP = {
    "sqlite": """
        CREATE TRIGGER audit_{0} BEFORE {0} ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END
    """,
    "postgresql": """
        CREATE TRIGGER audit_{0} BEFORE {0} ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()
    """,
}
_FUNCTION = """
    CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit only grows'; END $$
"""
_REFUSED = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}


def upgrade() -> None:
    """Make sessions anew, and the audit."""
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("former_hash", sa.String(64), unique=True),
        _of_staff(),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
        sa.Column("renewed", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(22), nullable=False),
        sa.Column("deed", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(22), nullable=False),
        sa.Column("detail", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.execute("INSERT INTO audit_head (id, n, digest) VALUES (1, 0, '')")
    dialect = op.get_context().dialect.name
    if dialect == "postgresql":
        op.execute(_FUNCTION)
    for refused in _REFUSED[dialect]:
        op.execute(_KEEP[dialect].format(refused))


def downgrade() -> None:
    """Lose the audit, and everybody's session."""
    op.drop_table("audit_head")
    op.drop_table("audit")
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_only_grows")
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        _of_staff(),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
    )


def _of_staff() -> sa.Column[str]:
    return sa.Column(
        "staff_id", sa.String(22), sa.ForeignKey("staff.id", ondelete="CASCADE"), nullable=False
    )
