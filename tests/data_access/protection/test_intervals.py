"""What can be worked out of hidden numbers, against all whole numbers that fit, one by one."""

from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.protection.attack import intervals
from data_access.protection.system import Relation, System
from tests.data_access.protection.tables import K, by_name, marked, number, possible, row, square

counts = st.integers(0, 4)


def alike(system, marks, most):
    """A narrow interval is that of the numbers tried one by one, and a wide one is so there, too."""
    found, tried = by_name(system, marks), possible(system, marks, most)
    assert found.keys() >= tried.keys()
    for name, (low, high) in tried.items():
        assert found[name].wide == (high - low >= K), name
        if not found[name].wide:
            assert (round(found[name].low, 6), round(found[name].high, 6)) == (low, high), name


@given(st.lists(counts, min_size=2, max_size=4), st.data())
@settings(max_examples=60)
def test_of_cells_that_add_up_to_a_total(cells, data):
    system = row(cells)
    hidden = data.draw(st.lists(st.sampled_from("abcd"[: len(cells)]), unique=True, max_size=4))
    alike(system, marked(system, hidden), max(sum(cells), 1))


@given(st.lists(st.lists(counts, min_size=2, max_size=2), min_size=2, max_size=2), st.data())
@settings(max_examples=60)
def test_of_a_table_with_its_sums(cells, data):
    system = square(cells)
    names = [one.name for one in system.statistics]
    hidden = data.draw(st.lists(st.sampled_from(names), unique=True, max_size=3))
    # More than the largest sum and the widest that is looked for: numbers that nothing bounds are wide both ways.
    alike(system, marked(system, hidden), 16 + 2 * K)


@given(st.lists(counts, min_size=2, max_size=2), st.lists(counts, min_size=2, max_size=2))
@settings(max_examples=60)
def test_of_two_days_on_which_nothing_falls(before, more):
    later = [one + other for one, other in zip(before, more, strict=True)]
    values = {"a1": before[0], "b1": before[1], "a2": later[0], "b2": later[1]}
    sums = {"t1": sum(before), "t2": sum(later)}
    statistics = [number(*one) for one in values.items()] + [number(*one, exact=True) for one in sums.items()]
    relations = [Relation({f"a{day}": 1.0, f"b{day}": 1.0, f"t{day}": -1.0}, equal=True) for day in (1, 2)]
    relations += [Relation({f"{part}2": 1.0, f"{part}1": -1.0}) for part in "ab"]
    system = System(statistics, relations)
    alike(system, marked(system, list(values)), max(sum(later), 1))


def test_two_hidden_cells_of_a_small_rest_are_told_by_what_nobody_can_be_less_than():
    system = row([1, 1, 9])
    found = by_name(system, marked(system, ["a", "b"]))
    assert [(one.low, one.high) for one in found.values()] == [(0, 2), (0, 2)]


def test_a_number_that_can_be_below_nothing_has_room_below():
    signed = number("a", 1, signed=True)
    (found,) = intervals(System([signed], []), marked(System([signed], []), ["a"]))
    assert found.wide


def test_a_small_difference_of_numbers_that_are_shown_is_found():
    relation = Relation({"later": 1.0, "before": -1.0}, least=K, delicate=True)
    system = System([number("before", 7), number("later", 8)], [relation])
    (found,) = intervals(system, marked(system, []))
    assert (found.value, found.low, found.high) == (1, 1, 1)
    assert not found.wide


def test_a_difference_that_is_no_secret_is_no_target():
    relation = Relation({"later": 1.0, "before": -1.0}, least=K)
    system = System([number("before", 7), number("later", 8)], [relation])
    assert intervals(system, marked(system, [])) == []
