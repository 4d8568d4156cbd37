"""Self-assessments stay those of all together, also for who remembers what was shown before a later delivery."""

from __future__ import annotations

from datetime import date

import pytest

from data_access.queries import organisation, organisations
from data_access.viewer import Role
from tests.data_access.builders import DAY
from tests.data_access.reports.later import Delivered

CLOSED, SHORTLY_AFTER = date(2024, 6, 30), date(2024, 7, 15)


def assessed(count: int) -> Delivered:
    """Twenty organisations, of which so many said at which of three levels they are."""
    made = Delivered().cohort("A").row("dimensions", dimension="D", position=1, name_en="Dimension")
    for level in (1, 2, 3):
        made.row("levels", level=level, name_en=f"Level {level}")
    for at in range(20):
        made.organisation(f"O{at}", cohort="A")
    return more(made, range(count))


def more(made: Delivered, which: range, on: date = DAY) -> Delivered:
    for at in which:
        made.assessment(f"O{at}", "D", at % 3 + 1, assessed_on=on)
    return made


def levels(made, connection, **asked):
    found = organisations.maturity(made.question(connection, role=Role.STEERING, **asked))
    return [row["organisations"] for row in found.records() if row["at"] == "baseline"]


def mean(made, connection):
    own = made.question(connection, role=Role.ORGANISATION, organisation="O0")
    return next(organisation.assessments(own, "O0").records())["baseline_mean"]


@pytest.mark.parametrize(("late", "shown"), [(1, None), (4, None), (5, [6, 6, 5])])
def test_a_few_assessments_delivered_late_are_not_the_difference_of_what_is_shown(connection, late, shown):
    made = assessed(12).rebuild(connection)
    assert (levels(made, connection), mean(made, connection)) == ([4, 4, 4], 2)
    more(made, range(12, 12 + late)).deliver(connection)
    assert levels(made, connection) == (shown or [None, None, None])
    assert (mean(made, connection) is None) == (shown is None)


def test_what_was_shown_once_is_remembered_when_a_period_closes(connection):
    made = more(assessed(12), range(12, 14), SHORTLY_AFTER).rebuild(connection)
    assert levels(made, connection, today=SHORTLY_AFTER) == [4, 4, 4]
    assert levels(made, connection) == [None, None, None]
    assert levels(made, connection, as_of=CLOSED) == [4, 4, 4]
