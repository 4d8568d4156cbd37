"""A cell as its column means it (design: *The programme workbook*, general rules).

Every function takes a cell that holds something, as a workbook or a text file gives it, and returns
its value; it raises Misfit, which says what was expected.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from data_access.intake import headers
from data_access.intake.problem import Misfit
from data_access.intake.rawsheet import Broken
from data_access.message import N_, Message
from data_access.sheets import Choice, Column, Kind
from data_access.sheets.questions import SCALES, Scale

LAST_YEAR = 2100
LONGEST_CODE = 128  # characters, as in the tables
PROGRAMME_CODE = 64  # of the programme itself
LONGEST_IDENTITY = 320  # the longest e-mail address has 320
LONGEST_TEXT = 32_767  # Excel's limit for a cell
LARGEST_WHOLE = 2**31 - 1  # of an integer column
LARGEST = 1e15  # beyond, a number of eight bytes is not exact
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
)
_NUMBER = re.compile(r"[-+\N{MINUS SIGN}]?[0-9]+(?:[.,][0-9]+)?")
# No database or file format keeps these: control characters but tab and line ends, halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#PUUTTUU!")
_YES = {"yes", "kyllä", "ja", "true", "1", "x"}
_NO = {"no", "ei", "nej", "false", "0"}


def value(column: Column, cell: Any) -> Any:
    """``cell`` as ``column`` keeps it: str, date, int, float or bool. Answers need their question: ``answer``."""
    return _PARSERS[column.kind](column, _sound(cell))


def answer(question: str | None, cell: Any) -> str:
    """An answer as ``1`` ... ``5``, ``yes`` or ``no``, on the scale of its question.

    A question that no indicator knows is taken as rated, or else as answered by yes or no.
    """
    scale = SCALES.get(question or "")
    sound = _sound(cell)
    if scale is not Scale.YES_NO:
        rating = _rating(sound)
        if rating is not None:
            return rating
    if scale is not Scale.RATING:
        said = _yes_no_word(sound)
        if said is not None:
            return "yes" if said else "no"
    raise Misfit(N_("This is no answer to the question."), _EXPECTED_ANSWER[scale])


def text(cell: Any) -> str:
    """``cell`` as text: a whole number without its decimals, the rest trimmed."""
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        raise Misfit(
            N_("The program that wrote the file took this for a date, a time or a yes/no value."),
            N_("text (format the cells as text)"),
        )
    if isinstance(cell, float):
        if not math.isfinite(cell):
            raise Misfit(N_("This is no text."), N_("text"))
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell).strip()


def day(cell: Any, *, lowest_year: int = 2000) -> date:
    """A date, real or written as 2025-03-12, 12.3.2025 or 12/03/2025."""
    found = cell.date() if isinstance(cell, datetime) else cell
    if isinstance(found, str):
        found = _written_day(found.strip(), lowest_year)
    if not isinstance(found, date):
        raise Misfit(N_("This is no date."), _expected_day(lowest_year))
    if not lowest_year <= found.year <= LAST_YEAR:
        raise Misfit(N_("The year cannot be right."), _expected_day(lowest_year))
    return found


def number(cell: Any) -> float:
    """A number, with a decimal point or comma where it is written as text."""
    expected = N_("a number, such as 1.5 or 1,5")
    found = cell
    if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
        found = float(cell.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    if isinstance(found, bool) or not isinstance(found, (int, float)):
        raise Misfit(N_("This is no number."), expected)
    if not abs(found) <= LARGEST:
        raise Misfit(N_("The number is too large."), expected)
    return float(found)


def _sound(cell: Any) -> Any:
    """The cell, if it holds a value at all. Formulas in text files were never computed."""
    if isinstance(cell, Broken):
        cell = cell.text or "="
    if isinstance(cell, str):
        stripped = cell.strip()
        if stripped.startswith(("=", "Err:5")) or stripped.upper() in _ERRORS:
            raise Misfit(N_("The cell holds an error, or a formula without a result."), N_("a value"))
        if _UNPRINTABLE.search(cell):
            raise Misfit(N_("The cell holds characters that cannot be shown."), N_("plain text"))
        if len(cell) > LONGEST_TEXT:
            raise Misfit(N_("The text is too long."), N_("at most {most} characters", most=LONGEST_TEXT))
    return cell


def _code(column: Column, cell: Any) -> str:
    return _short(text(cell), PROGRAMME_CODE if column.name == "code" else LONGEST_CODE)


def _identity(_column: Column, cell: Any) -> str:
    return _short(text(cell), LONGEST_IDENTITY)


def _short(found: str, longest: int) -> str:
    if len(found) > longest:
        raise Misfit(N_("The text is too long."), N_("at most {most} characters", most=longest))
    if "\n" in found or "\r" in found or "\t" in found:
        raise Misfit(N_("The cell holds more than one line."), N_("one line of text"))
    return found


def _text(_column: Column, cell: Any) -> str:
    # Years and the like are numbers to a spreadsheet; a date in a text is kept as it is written here.
    return cell.isoformat() if isinstance(cell, date) else text(cell)


def _day(column: Column, cell: Any) -> date:
    return day(cell, lowest_year=column.lowest_year)


def _written_day(written: str, lowest_year: int) -> date | None:
    for form in _DATES:
        if parts := form.fullmatch(written):
            try:
                return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
            except ValueError as error:
                raise Misfit(N_("There is no such day."), _expected_day(lowest_year)) from error
    return None


def _expected_day(lowest_year: int) -> Message:
    return N_(
        "a date such as 2025-03-12, 12.3.2025 or 12/03/2025, from {first} to {last}", first=lowest_year, last=LAST_YEAR
    )


def _whole(column: Column, cell: Any) -> int:
    expected = N_("a whole number")
    found = number(cell)
    if not found.is_integer() or abs(found) > LARGEST_WHOLE:
        raise Misfit(N_("This is no whole number."), expected)
    return int(_within(column, found))


def _number(column: Column, cell: Any) -> float:
    return _within(column, number(cell))


def _hours(column: Column, cell: Any) -> float:
    found = number(cell)
    if found < 0:
        raise Misfit(N_("Hours cannot be negative."), N_("hours, such as 1.5 or 1,5"))
    return _within(column, found)


def _within(column: Column, found: float) -> float:
    if column.lowest is not None and found < column.lowest:
        raise Misfit(N_("The number is too small."), N_("at least {least}", least=f"{column.lowest:g}"))
    if column.highest is not None and found > column.highest:
        raise Misfit(N_("The number is too large."), N_("at most {most}", most=f"{column.highest:g}"))
    return found


def _yes_no(_column: Column, cell: Any) -> bool:
    found = _yes_no_word(cell)
    if found is None:
        raise Misfit(N_("This is neither yes nor no."), N_("yes or no"))
    return found


def _yes_no_word(cell: Any) -> bool | None:
    if isinstance(cell, bool):
        return cell
    if not isinstance(cell, (str, int, float)):
        return None
    word = text(cell).casefold()
    return True if word in _YES else False if word in _NO else None


def _rating(cell: Any) -> str | None:
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    found = text(cell)
    return found if found in ("1", "2", "3", "4", "5") else None


def _choice(column: Column, cell: Any) -> str:
    code = _codes(column.choices).get(headers.plain(str(cell)))
    if code is None:
        listed = ", ".join(choice.code for choice in column.choices)
        raise Misfit(N_("This is not in the list."), N_("one of: {listed}", listed=listed))
    return code


@cache
def _codes(of: tuple[Choice, ...]) -> Mapping[str, str]:
    return {
        headers.plain(name): choice.code for choice in of for name in (choice.code, choice.fi, choice.sv, choice.en)
    }


_EXPECTED_ANSWER: Mapping[Scale | None, Message] = {
    Scale.RATING: N_("a number from 1 to 5"),
    Scale.YES_NO: N_("yes or no"),
    None: N_("a number from 1 to 5, or yes or no"),
}
_PARSERS: Mapping[Kind, Callable[[Column, Any], Any]] = {
    Kind.CODE: _code,
    Kind.TEXT: _text,
    Kind.DATE: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.HOURS: _hours,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.IDENTITY: _identity,
}
