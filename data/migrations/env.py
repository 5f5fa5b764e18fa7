"""Run the migrations on the connection that the store hands over: its transaction, its lock."""

from alembic import context

from data import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
