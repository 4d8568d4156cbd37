"""Nobody works out a hidden number from all that a reader is shown, before a later delivery and after.

The attacker (``attack``) knows nothing of how numbers are protected. It reads the panels, and has laws of its own.
"""

from __future__ import annotations

import numpy as np
import pytest

from data_access.protection import secondary
from data_access.releases import systems
from data_access.viewer import Role
from tests.pages.attack.attempts import found_out
from tests.pages.attack.solving import Unknowns, Wish

# In each of these something was found out once: by a row that was missing, by two releases, by the number of meetings,
# by answers that all stayed as they were, by a part that was gone
SEEDS = (3, 4, 7, 99, 192)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_number_is_found_out(seed):
    assert found_out(seed) == []


def test_the_attacker_wins_where_small_numbers_alone_are_hidden(monkeypatch):
    monkeypatch.setattr(
        systems, "hidden", lambda system, *_: np.array([secondary._hidden(one) for one in system.statistics])
    )
    found = found_out(3, [Role.FINANCIER])
    assert any("'cell'" in one for one in found)


def test_the_attacker_finds_what_is_left_of_a_total():
    unknowns = Unknowns({"a": 0.0, "b": 0.0})
    unknowns.hold({"a": 1.0, "b": 1.0}, 5, 5)
    unknowns.hold({"b": 1.0}, 2, np.inf)
    (found,) = unknowns.intervals([Wish("a", {"a": 1.0}, 0.0, 3, 5)])
    assert (found.low, found.high, found.narrow) == (0, 3, True)


def test_the_attacker_leaves_what_could_be_many():
    (found,) = Unknowns({"a": 1.0}).intervals([Wish("a", {"a": 1.0}, 0.0, 3, 5)])
    assert not found.narrow
