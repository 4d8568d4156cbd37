"""The nouns of a declaration: sheet, column, closed list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds; decides how it is parsed, checked, stored and written."""

    CODE = "code"  # text, kept to the letter, matched after trimming
    TEXT = "text"
    DATE = "date"
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    HOURS = "hours"  # a number of hours, not negative
    YES_NO = "yes_no"  # empty is unknown, never no
    CHOICE = "choice"  # one of a closed list
    IDENTITY = "identity"  # whatever identifies a person; replaced at the door
    ANSWER = "answer"  # 1-5, or yes/no


@dataclass(frozen=True)
class Choice:
    """One value of a closed list and its labels, each accepted in a file."""

    code: str
    fi: str
    sv: str
    en: str


@dataclass(frozen=True)
class Reference:
    """The column of another sheet in which a value must stand."""

    sheet: str
    column: str


@dataclass(frozen=True)
class Column:
    """A column of a sheet; ``fi``, ``sv`` and ``en`` are accepted as headers beside ``name``."""

    name: str
    kind: Kind
    fi: str
    sv: str
    en: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    refers: Reference | None = None
    default: str | float | bool | None = None
    lowest: float | None = None
    highest: float | None = None
    lowest_year: int = 2000  # of a date; births lie earlier


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook.

    ``key`` names the columns that tell rows apart. ``shared``: several sources may deliver a row
    with the same key (a person registered with both partners, the programme's own facts).
    ``repeats``: rows alike in everything are separate facts (anonymous answers).
    ``domain``: the identity domain of the sheet's persons, ``accelerator`` or ``network``.
    ``turned``: the fields stand below one another in two columns, field and value.
    """

    name: str
    fi: str
    sv: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    shared: bool = False
    repeats: bool = False
    domain: str | None = None
    turned: bool = False

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        return self.by_name[name]

    @property
    def identity(self) -> str | None:
        """The name of the column that says whose row it is; None where rows are about nobody."""
        return next((column.name for column in self.columns if column.kind is Kind.IDENTITY), None)

    @property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name, in their order."""
        return {column.name: column for column in self.columns}

    def label(self, language: str) -> str:
        """The sheet's name for people in ``fi``, ``sv`` or ``en``."""
        return {"fi": self.fi, "sv": self.sv, "en": self.en}[language]
