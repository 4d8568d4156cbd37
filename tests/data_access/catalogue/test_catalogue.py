"""The catalogue declares what counting.md lists, completely and in three languages."""

from __future__ import annotations

import pytest

from data_access import catalogue
from data_access.catalogue import Rule, Timing
from data_access.ledger import LABELS, Reason
from data_access.models import rows_of
from data_access.sheets import sheet
from data_access.sheets.choices import SESSION_KIND, STAGE

ALL = pytest.mark.parametrize("indicator", catalogue.indicators().values(), ids=lambda one: one.code)


def test_codes_stand_in_the_order_of_the_design():
    assert catalogue.codes() == (
        *("O.2.2", "O.2.3", "O.2.3.3", "R.2.9"),
        *(f"P.{number}" for number in range(1, 14)),
    )


def test_catalogue_is_read_once_and_cannot_be_changed():
    assert catalogue.indicators() is catalogue.indicators()
    with pytest.raises(TypeError):
        catalogue.indicators()["P.1"] = None
    with pytest.raises(TypeError):
        catalogue.indicators()["P.1"].names["en"] = "Another name"


@ALL
def test_every_text_is_there_in_three_languages(indicator):
    for texts in (indicator.names, indicator.definition, indicator.counting, indicator.legal):
        assert texts.keys() == {"en", "fi", "sv"}
        assert all(text == text.strip() and text for text in texts.values())


@ALL
def test_conditions_speak_of_what_the_sheets_declare(indicator):
    conditions = indicator.conditions
    assert set(conditions.session_kinds) <= {kind.code for kind in SESSION_KIND}
    assert set(conditions.stages) <= {stage.code for stage in STAGE}
    assert (conditions.question is None) == (indicator.survey is None)
    if conditions.sheet:
        columns = sheet(conditions.sheet).by_name
        assert {conditions.day, conditions.needs or conditions.day} <= columns.keys()
    if conditions.missing:
        assert Reason(conditions.missing)


@ALL
def test_what_it_rests_on_can_be_delivered(indicator):
    assert indicator.rests_on
    for part in (part for group in indicator.rests_on for part in group):
        name, _, column = part.partition(":")[0].partition(".")
        assert not column or column in rows_of(name).c
        assert name == "responses" or ":" not in part


@ALL
def test_only_persons_are_broken_down(indicator):
    assert indicator.breakdown == (("gender", "age_group") if indicator.rule is Rule.PERSONS else ())


def test_those_that_can_fall_are_the_four_of_the_design():
    latest = {code for code, one in catalogue.indicators().items() if one.timing is Timing.LATEST}
    assert latest == {"R.2.9", "P.5", "P.6", "P.12"}


def test_every_reason_has_a_label():
    assert set(LABELS) == set(Reason)


def test_with_those_not_in_use_the_list_of_the_annex_is_complete():
    fund = [code for code in (*catalogue.codes(), *catalogue.not_in_use()) if not code.startswith("P.")]
    outputs = ["O.2.1", "O.2.2", "O.2.3", "O.2.3.1", "O.2.3.2", "O.2.3.3", *(f"O.2.{number}" for number in range(4, 8))]
    assert sorted(fund) == sorted([*outputs, "R.2.8", "R.2.9", "R.2.10", "R.2.11"])


@pytest.mark.parametrize("unused", catalogue.not_in_use().values(), ids=lambda one: one.code)
def test_what_is_not_in_use_has_name_source_and_reason_in_three_languages(unused):
    for texts in (unused.names, unused.legal, unused.reason):
        assert texts.keys() == {"en", "fi", "sv"}
        assert all(text == text.strip() and text for text in texts.values())
    assert all(unused.code in text for text in unused.legal.values())
    assert unused.kind == {"O": "output", "R": "result"}[unused.code[0]]


@ALL
def test_a_definition_has_as_many_versions_as_it_was_changed(indicator):
    assert [one.version for one in indicator.changes] == list(range(2, indicator.version + 1))
    assert [one.on for one in indicator.changes] == sorted(one.on for one in indicator.changes)
    for change in indicator.changes:
        assert change.words.keys() == {"en", "fi", "sv"}
