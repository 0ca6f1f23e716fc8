"""What lies between one release's tables and the next; alembic finds it by its path."""
