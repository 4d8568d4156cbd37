"""Promise: the migrations make just the tables that the code declares, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data_access.database import engine, migrate
from data_access.models import metadata


def differences(url):
    migrated = engine(url)
    try:
        with migrated.connect() as connection:
            return compare_metadata(MigrationContext.configure(connection), metadata)
    finally:
        migrated.dispose()


def test_migrated_database_has_the_declared_tables(database_url):
    migrate(database_url)
    assert differences(database_url) == []


def test_migrating_twice_changes_nothing(database_url):
    migrate(database_url)
    migrate(database_url)
    assert differences(database_url) == []


def test_programme_leads_every_key_and_index_of_programme_data():
    for table in metadata.tables.values():
        if "programme_id" not in table.c:
            continue
        assert next(iter(table.primary_key.columns)).name == "programme_id", table.name
        for index in table.indexes:
            assert next(iter(index.columns)).name == "programme_id", index.name
