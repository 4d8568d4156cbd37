from datetime import date

import pytest

from dashboard.i18n import words
from data_access.message import N_

WIDE = "\u00a0"


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("fi", "5.3.2026", "3/2026"), ("sv", "5.3.2026", "3/2026"), ("en", "5 Mar 2026", "Mar 2026")],
)
def test_days_and_months_are_written_as_in_the_language(language, day, month):
    assert words(language).date(date(2026, 3, 5)) == day
    assert words(language).month(date(2026, 3, 5)) == month


@pytest.mark.parametrize(
    ("language", "written"),
    [("fi", f"12{WIDE}345,6"), ("sv", f"12{WIDE}345,6"), ("en", "12,345.6")],
)
def test_numbers_have_the_signs_of_the_language(language, written):
    assert words(language).number(12345.6) == written
    assert words(language).number(12345.0) == written[:-2]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_negative_number_has_a_minus_not_a_hyphen(language):
    assert words(language).number(-5) == "−5"


def test_a_share_is_said_in_whole_per_cent_and_does_not_break_before_the_sign():
    assert words("en").percent(0.726) == "73%"
    assert words("fi").percent(0.726) == words("sv").percent(0.726) == f"73{WIDE}%"


def test_a_day_within_a_message_is_said_in_the_language():
    message = N_("{first} to {last}", first=date(2026, 1, 2), last=N_("then"))
    assert words("fi").message(N_("{day}", day=date(2026, 1, 2))) == "2.1.2026"
    assert words("en").message(message).startswith("2 Jan 2026")


def test_a_name_that_is_missing_in_the_language_is_said_in_another():
    assert words("sv").name({"fi": "Ohjelma", "sv": None, "en": None}) == "Ohjelma"
    assert words("sv").name({"fi": "Ohjelma", "sv": "Program"}) == "Program"
    assert words("sv").name({}) == ""


def test_a_name_that_is_missing_in_the_language_is_known_to_be_in_another():
    names = {"fi": None, "sv": "Namn", "en": ""}
    assert (words("fi").name(names), words("fi").spoken_in(names)) == ("Namn", "sv")
    assert (words("sv").name(names), words("sv").spoken_in(names)) == ("Namn", "sv")
    assert (words("en").name({}), words("en").spoken_in({})) == ("", "en")
