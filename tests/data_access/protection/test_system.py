"""Numbers and the equations between them."""

import numpy as np

from data_access.protection.system import Relation, Statistic, System
from tests.data_access.protection.tables import marked, row, square, taken


def test_what_a_relation_comes_to():
    system = row([1, 2, 6])
    assert system.sums.tolist() == [0.0]
    assert System(system.statistics, [Relation({"total": 1.0, "a": -1.0})]).sums.tolist() == [8.0]


def test_each_number_knows_its_relations():
    system = square([[1, 2], [3, 4]])
    assert system.rows_of[system.place["00"]] == [0, 2]
    assert system.rows_of[system.place["--"]] == [4]


def test_parts_hang_together_by_what_is_hidden():
    system = square([[1, 2], [3, 4]])
    apart = system.parts(marked(system, ["00", "11"]))
    assert [taken(system, marked(system, [system.statistics[at].name for at in one])) for one, _ in apart] == [
        {"00"},
        {"11"},
    ]
    ((together, rows),) = system.parts(marked(system, ["00", "01", "11"]))
    assert len(together) == 3
    assert sorted(rows) == [0, 1, 2, 3]


def test_nothing_hidden_has_no_parts():
    system = row([1, 2])
    assert system.parts(np.zeros(3, dtype=bool)) == []


def test_a_number_alone_is_a_part_without_relations():
    system = System([Statistic("a", 3.0, 5)], [])
    assert system.parts(np.ones(1, dtype=bool)) == [([0], [])]
