"""Runs the migrations on the connection that ``data_access.database.migrate`` hands over."""

from alembic import context

from data_access.models import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
