import time

from dashboard.access import passwords
from tests.dashboard.installed import HASH


def test_an_unknown_address_costs_as_much_as_a_known_one():
    def seconds(kept):
        began = time.perf_counter()
        assert not passwords.matches("another password", kept)
        return time.perf_counter() - began

    seconds(None)  # makes the hash to compare with
    known, unknown = (min(seconds(kept) for _ in range(5)) for kept in (HASH, None))
    assert 0.5 < unknown / known < 2
