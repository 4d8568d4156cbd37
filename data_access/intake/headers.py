"""Names of sheets and columns, as they stand in a file, matched with the declared ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from data_access.sheets import SHEETS, Column, Sheet

# The sheet of the template that tells how to fill it.
GUIDANCE: Mapping[str, str] = {"fi": "ohje", "sv": "anvisningar", "en": "read me"}
FIELD: Mapping[str, str] = {"fi": "kenttä", "sv": "fält", "en": "field"}
VALUE: Mapping[str, str] = {"fi": "arvo", "sv": "värde", "en": "value"}
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015]+")


def plain(name: str) -> str:
    """``name`` as it is compared: without regard to case, outer space, or ``_`` against space or hyphen.

    A star at the end, which marks required columns in the template, does not count either.
    """
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip().removesuffix("*").strip()


@cache
def _sheets() -> Mapping[str, Sheet]:
    return {plain(name): sheet for sheet in SHEETS for name in (sheet.name, sheet.fi, sheet.sv, sheet.en)}


@cache
def _columns(sheet: Sheet) -> Mapping[str, Column]:
    return {plain(name): column for column in sheet.columns for name in (column.name, column.fi, column.sv, column.en)}


def sheet(name: str) -> Sheet | None:
    """The sheet meant by ``name``, if any."""
    return _sheets().get(plain(name))


def column(of: Sheet, name: str) -> Column | None:
    """The column meant by the header ``name``, if any."""
    return _columns(of).get(plain(name))


def is_guidance(name: str) -> bool:
    """Whether ``name`` is that of the template's own explanations."""
    return plain(name) in {plain(guidance) for guidance in GUIDANCE.values()}
