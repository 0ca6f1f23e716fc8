"""What alembic runs between two revisions, on the connection it is given."""

from alembic import context

from helpline.durable.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
