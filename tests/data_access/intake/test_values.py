import math
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake import values
from data_access.intake.problem import Misfit
from data_access.intake.rawsheet import Broken
from data_access.sheets import SHEETS, Column, Kind, sheet

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
CHOICES = [column for one in SHEETS for column in one.columns if column.kind is Kind.CHOICE]
# What a spreadsheet holds has no zone.
FIRST, LAST = datetime(2000, 1, 1), datetime(2100, 12, 31)  # noqa: DTZ001
ANYTHING = st.one_of(
    st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(),
    st.builds(Broken, st.text()),
)  # fmt: skip


def column(kind, **more):
    return Column("x", kind, "x", "x", "x", **more)


def misfit(kind, cell, **more):
    with pytest.raises(Misfit) as raised:
        values.value(column(kind, **more), cell)
    return raised.value


@given(DAYS, st.sampled_from(["{0:%Y-%m-%d}", "{0.day}.{0.month}.{0.year}", "{0:%d/%m/%Y}", " {0:%d.%m.%Y} "]))
def test_a_date_is_read_in_each_written_form(day, form):
    assert values.day(form.format(day)) == day


@given(st.datetimes(FIRST, LAST))
def test_a_real_date_is_its_day_whatever_its_time(moment):
    assert values.day(moment) == moment.date()


@pytest.mark.parametrize(
    "cell",
    [
        "30.2.2025", "2025-02-30", "31/04/2025", "12.3.25", "2025-3-12", "2025/03/12", "03-12-2025", "12 March 2025",
        "2025-03-12T10:00", "1.1.1999", "1999-12-31", "2101-01-01", date(1999, 12, 31), FIRST - timedelta(1), 45000.0,
        45000, True, time(9), timedelta(days=2), "20250312", "0.1.2025", "1.13.2025", "٢٠٢٥-٠١-٠١", "tomorrow",
    ],
)  # fmt: skip
def test_nothing_else_is_a_date(cell):
    assert misfit(Kind.DATE, cell).expected is not None


def test_births_lie_before_2000_and_nothing_else_does():
    born = sheet("participants").column("born_on")
    assert values.value(born, "1.2.1934") == date(1934, 2, 1)
    with pytest.raises(Misfit):
        values.value(born, "31.12.1899")
    with pytest.raises(Misfit):
        values.value(sheet("participants").column("registered_on"), "1.2.1934")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("0100", "0100"),
        (" 0100\u00a0", "0100"),
        (1.0, "1"),
        (1, "1"),
        (100.0, "100"),
        (1.5, "1.5"),
        (1e20, f"{10**20}"),
    ],
)
def test_codes_are_text(cell, code):
    assert values.value(column(Kind.CODE), cell) == code


@pytest.mark.parametrize("cell", [True, date(2025, 1, 2), time(1), math.nan, math.inf, "x" * 129, "a\nb", "a\x00b"])
def test_what_is_no_code(cell):
    misfit(Kind.CODE, cell)


@pytest.mark.parametrize(("cell", "hours"), [("1.5", 1.5), ("1,5", 1.5), (" 2 ", 2), (1.5, 1.5), (0, 0)])
def test_hours(cell, hours):
    assert values.value(column(Kind.HOURS), cell) == hours


@pytest.mark.parametrize(
    "cell", ["-1", -0.5, "1:30", time(1, 30), "1 h", "1.5.2", "1 000", "nan", "inf", math.nan, True]
)
def test_what_is_no_number_of_hours(cell):
    misfit(Kind.HOURS, cell)


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers(number):
    for cell in (number, float(number), str(number)):
        assert values.value(column(Kind.WHOLE), cell) == number


def test_a_whole_number_has_no_fraction_and_keeps_its_limits():
    misfit(Kind.WHOLE, "1,5")
    misfit(Kind.WHOLE, -1, lowest=0)
    misfit(Kind.WHOLE, 2**31)
    misfit(Kind.WHOLE, 7, highest=6)


@pytest.mark.parametrize("word", ["yes", "KYLLÄ", "ja", "True", "1", "x", " X ", 1, 1.0, True])
def test_yes(word):
    assert values.value(column(Kind.YES_NO), word) is True


@pytest.mark.parametrize("word", ["no", "Ei", "NEJ", "false", "0", 0, 0.0, False])
def test_no(word):
    assert values.value(column(Kind.YES_NO), word) is False


@pytest.mark.parametrize("word", ["maybe", "2", 2, "y", "-", "?", date(2025, 1, 1)])
def test_neither_yes_nor_no(word):
    misfit(Kind.YES_NO, word)


@pytest.mark.parametrize("of", CHOICES, ids=lambda of: of.name)
def test_closed_lists_take_code_and_label_in_any_language(of):
    for choice in of.choices:
        for name in (choice.code, choice.fi, choice.sv, choice.en, f" {choice.en.upper()} "):
            assert values.value(of, name) == choice.code
    with pytest.raises(Misfit) as raised:
        values.value(of, "something else")
    assert of.choices[0].code in str(raised.value.expected)


@pytest.mark.parametrize(
    ("question", "cell", "answer"),
    [
        ("useful_for_work", 5.0, "5"), ("useful_for_work", "1", "1"), ("helpful_for_integration", 3, "3"),
        ("uses_skills", "x", "yes"), ("uses_skills", "kyllä", "yes"), ("uses_skills", "0", "no"),
        ("uses_skills", 1, "yes"), ("uses_skills", "nej", "no"), ("uses_skills", True, "yes"),
        ("another", 1, "1"), ("another", "1", "1"), ("another", "5", "5"), ("another", "ja", "yes"),
        ("another", "0", "no"),
    ],
)  # fmt: skip
def test_answers_on_the_scale_of_their_question(question, cell, answer):
    assert values.answer(question, cell) == answer


@pytest.mark.parametrize(
    ("question", "cell"),
    [("useful_for_work", "yes"), ("useful_for_work", 6), ("useful_for_work", 4.5), ("useful_for_work", 0),
     ("uses_skills", 4), ("another", 7), ("another", "good"), (None, date(2025, 1, 1))],
)  # fmt: skip
def test_what_is_no_answer(question, cell):
    with pytest.raises(Misfit):
        values.answer(question, cell)


@pytest.mark.parametrize("cell", ["=1+1", " =HYPERLINK(1)", "#REF!", "#n/a", Broken("#DIV/0!"), Broken("")])
@pytest.mark.parametrize("kind", [Kind.CODE, Kind.TEXT, Kind.DATE, Kind.NUMBER, Kind.YES_NO, Kind.IDENTITY])
def test_a_formula_without_a_result_is_no_value(kind, cell):
    assert "formula" in str(misfit(kind, cell))


@given(
    ANYTHING, st.sampled_from([column for one in SHEETS for column in one.columns if column.kind is not Kind.ANSWER])
)
def test_any_cell_is_read_or_refused_with_a_reason(cell, of):
    found, reason = None, None
    try:
        found = values.value(of, cell)
    except Misfit as refused:
        reason = refused
    assert reason is None or (str(reason) and reason.expected is not None)
    if isinstance(found, str):
        assert "\x00" not in found
        found.encode()
