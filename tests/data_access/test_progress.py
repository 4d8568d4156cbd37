"""Progress, plan and forecast, also where the target lies below the baseline."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data_access.progress import Basis, Pace, Plan, forecast, progress

START, END = date(2024, 1, 1), date(2025, 12, 31)
numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 3))
days = st.dates(START, END)


@given(numbers, numbers, numbers)
def test_progress_is_0_at_the_baseline_and_1_at_the_target(value, baseline, target):
    assume(baseline != target)
    assert progress(baseline, baseline, target) == 0
    assert progress(target, baseline, target) == pytest.approx(1)
    assert progress(value, baseline, target) == pytest.approx(progress(-value, -baseline, -target))


@pytest.mark.parametrize(
    ("value", "baseline", "target", "share"),
    [
        (None, 0, 10, None),
        (5, 0, None, None),
        (10, 10, 10, None),
        (0, None, 0, None),
        (5, None, 10, 0.5),  # a baseline not given counts as 0
        (15, 0, 10, 1.5),  # passed
        (30, 40, 20, 0.5),  # falling
        (45, 40, 20, -0.25),  # away from a falling target
    ],
)
def test_progress(value, baseline, target, share):
    assert progress(value, baseline, target) == share


def test_without_a_path_the_plan_follows_the_time_elapsed():
    plan = Plan(START, END, 10, 30)
    assert plan.basis is Basis.TIME
    assert plan.planned(START) == 10
    assert plan.planned(END) == 30
    assert plan.planned(END + timedelta(days=99)) == 30
    assert plan.planned(START + (END - START) / 2) == pytest.approx(20, abs=0.05)


def test_the_path_runs_straight_from_the_baseline_through_the_ends_of_periods_to_the_target():
    plan = Plan(START, END, 0, 100, ((date(2024, 12, 31), 20), (date(2025, 6, 30), 80)))
    assert plan.basis is Basis.TARGETS
    assert plan.planned(START) == 0
    assert plan.planned(date(2024, 7, 1)) == pytest.approx(10, abs=0.1)
    assert plan.planned(date(2025, 6, 30)) == 80
    assert plan.planned(END) == 100


def test_nothing_planned_is_nothing_known():
    plan = Plan(START, END, 0, None)
    assert (plan.basis, plan.planned(END), plan.pace(3, END)) == (None, None, None)


def test_a_path_without_a_target_is_a_plan_up_to_its_last_point():
    plan = Plan(START, END, None, None, ((date(2024, 12, 31), 20),))
    assert plan.planned(END) == 20
    assert plan.pace(5, END) is Pace.BEHIND


@pytest.mark.parametrize(("value", "pace"), [(40, Pace.BEHIND), (50, Pace.ON), (53, Pace.ON), (60, Pace.AHEAD)])
def test_pace(value, pace):
    halfway = START + (END - START) / 2
    assert Plan(START, END, 0, 100).pace(value, halfway) is pace
    assert Plan(START, END, 0, -100).pace(-value, halfway) is pace


@given(numbers, numbers, numbers, days)
def test_pace_is_the_same_for_falling_targets(value, baseline, target, day):
    assume(abs(baseline - target) > 0.01)
    rising = Plan(START, END, baseline, target).pace(value, day)
    falling = Plan(START, END, -baseline, -target).pace(-value, day)
    assert rising is falling


@given(numbers, st.lists(st.tuples(days, numbers), min_size=1, unique_by=lambda point: point[0]), days)
def test_planned_values_stay_between_the_points_of_the_path(baseline, path, day):
    plan = Plan(START, END, baseline, None, tuple(sorted(path)))
    values = [baseline, *(value for _, value in path)]
    planned = plan.planned(day)
    assert planned is None or min(values) - 1e-6 <= planned <= max(values) + 1e-6


@given(numbers, numbers, st.integers(1, 300))
def test_forecast_of_a_straight_line_lies_on_it(value, daily, remaining):
    now = date(2024, 6, 30)
    earlier = (now - timedelta(days=100), value - 100 * daily)
    expected = value + daily * remaining
    assert forecast((now, value), earlier, now + timedelta(days=remaining)) == pytest.approx(expected, abs=1e-3)


def test_forecast_needs_two_days_and_ends_at_the_end():
    assert forecast((START, 3), (START, 0), END) is None
    assert forecast((END, 7), (START, 0), START) == 7
