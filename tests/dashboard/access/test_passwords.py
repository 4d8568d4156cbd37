import importlib.util
import time

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from tests.dashboard.installed import PASSWORD


@pytest.fixture
def passwords():
    """The module as it is served, with the real cost."""
    found = importlib.util.find_spec("dashboard.access.passwords")
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def test_a_hash_has_the_cost_that_the_standard_asks_for(passwords):
    made = passwords.hashed(PASSWORD)
    assert extract_parameters(made) == RFC_9106_LOW_MEMORY
    assert passwords.matches(PASSWORD, made)
    assert not passwords.outdated(made)


def test_an_unknown_address_costs_as_much_as_a_known_one(passwords):
    kept = passwords.hashed(PASSWORD)

    def seconds(kept):
        began = time.perf_counter()
        assert not passwords.matches("another password", kept)
        return time.perf_counter() - began

    seconds(None)  # makes the hash to compare with
    known, unknown = (min(seconds(kept) for _ in range(5)) for kept in (kept, None))
    assert 0.5 < unknown / known < 2
