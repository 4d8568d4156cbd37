"""What a profile may do with a foreign cell before it is read as a column asks (design: *Profiles*)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data_access.intake import values
from data_access.intake.problem import Misfit
from data_access.message import N_

CODE_LENGTH = 40  # characters of a code that can be read, before those that make it the only one
DIGEST = 10  # hexadecimal digits: two of a hundred thousand texts collide in one of two hundred files
_PART = r"(?:([0-9]+(?:[.,][0-9]+)?){})?"
# ISO 8601; years and months have no length
_DURATION = re.compile("P" + _PART.format("W") + _PART.format("D") + "(?:T" + "".join(map(_PART.format, "HMS")) + ")?")
_UNIT_HOURS = (168, 24, 1, 1 / 60, 1 / 3600)


class Conversion(StrEnum):
    """What ``as`` may say."""

    DATE = "date"
    NUMBER = "number"
    HOURS = "hours"
    CODE = "code"
    TEXT = "text"


def converted(conversion: Conversion, cell: Any) -> Any:
    """``cell``, which holds something, made ready for its column. Raises Misfit."""
    return _CONVERSIONS[conversion](cell)


def word(cell: Any) -> str:
    """``cell`` as a profile names it, in a map or a condition."""
    return str(cell).lower() if isinstance(cell, bool) else _text(cell)


def _day(cell: Any) -> Any:
    """The day of a date-time at its own offset; whatever else a date may be is left as it is."""
    if isinstance(cell, str) and len(cell.strip()) > len("2019-12-28"):
        try:
            return datetime.fromisoformat(cell.strip()).date()
        except ValueError:
            return cell
    return cell


def _hours(cell: Any) -> Any:
    """A number of hours, from a number or an ISO 8601 duration such as PT1H30M."""
    written = cell.strip() if isinstance(cell, str) else ""
    if not written.startswith("P"):
        return values.number(cell)
    found = _DURATION.fullmatch(written)
    parts = found.groups() if found else ()
    if not any(parts):
        raise Misfit(N_("This is no duration."), N_("hours, such as 1.5, or a duration such as PT1H30M"))
    lengths = [float((part or "0").replace(",", ".")) for part in parts]
    return sum(length * unit for length, unit in zip(lengths, _UNIT_HOURS, strict=True))


def _code(cell: Any) -> str:
    """A short code: the text itself where it is one, or else what can be read of it with a digest of all of it."""
    text = _text(cell)
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
    if readable == text and len(text) <= CODE_LENGTH:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:DIGEST]
    return f"{readable[:CODE_LENGTH].strip('-')}-{digest}".lstrip("-")


def _text(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, date) else values.text(cell)


_CONVERSIONS: Mapping[Conversion, Callable[[Any], Any]] = {
    Conversion.DATE: _day,
    Conversion.NUMBER: values.number,
    Conversion.HOURS: _hours,
    Conversion.CODE: _code,
    Conversion.TEXT: _text,
}
