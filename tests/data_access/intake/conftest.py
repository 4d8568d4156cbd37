import pytest

from data_access import database


@pytest.fixture
def engine(migrated_url):
    made = database.engine(migrated_url)
    yield made
    made.dispose()
