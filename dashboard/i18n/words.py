"""What a reader's language does to texts, dates and numbers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from data_access.message import Message

LANGUAGES = ("fi", "sv", "en")
CATALOGUES = Path(__file__).resolve().parent

# d.m.yyyy in Finnish and Swedish (Language Act practice of Finnish authorities; Babel's sv is yyyy-mm-dd)
_DATE = {"fi": "d.M.yyyy", "sv": "d.M.yyyy", "en": "d MMM yyyy"}
_MONTH = {"fi": "M/yyyy", "sv": "M/yyyy", "en": "MMM yyyy"}
# Swedish as in Finland; English with the day first
_LOCALE = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}


class Words:
    """The texts of one language; a reader's every string comes through here.

    Texts are written in English in the code, which is the key in ``<language>.po``; gaps are ``{named}``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(_LOCALE[language])
        self._translations = _catalogue(language)

    def gettext(self, text: str, /, **values: Any) -> str:
        """``text`` in the language, gaps filled; messages and dates among the values are said in it, too."""
        return self._translations.gettext(text).format(**self._filled(values))

    def ngettext(self, one: str, many: str, n: float, /, **values: Any) -> str:
        """The form that ``n`` asks for; ``{n}`` is filled with it, written as the language writes numbers."""
        # A fraction takes the plural in all three languages, so any whole number but 1 will do.
        form = int(n) if n == int(n) else 2
        return self._translations.ngettext(one, many, form).format(n=self.number(n), **self._filled(values))

    def message(self, message: Message) -> str:
        """A message from the data layer in the language."""
        return self.gettext(message.text, **message.values)

    def _filled(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._said(value) for name, value in values.items()}

    def _said(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self.message(value)
        return self.date(value) if isinstance(value, datetime.date) else value

    def date(self, day: datetime.date) -> str:
        """31.12.2025, or 31 Dec 2025 in English."""
        return format_date(day, _DATE[self.language], locale=self.locale)

    def month(self, day: datetime.date) -> str:
        """12/2025, or Dec 2025 in English."""
        return format_date(day, _MONTH[self.language], locale=self.locale)

    def number(self, value: float, decimals: int = 1) -> str:
        """At most ``decimals`` decimals, none where they are zero; decimal comma and spaces in fi and sv."""
        written = format_decimal(round(value, decimals), format=f"#,##0.{'#' * decimals}", locale=self.locale)
        # The minus sign proper, in English as in the two others, where Babel has it by itself for some.
        return written.replace("-", "−")

    def percent(self, share: float) -> str:
        """A share of 1 as whole per cent, the sign never on a line of its own."""
        return format_percent(share, format="#,##0\u00a0%" if self.language != "en" else "#,##0%", locale=self.locale)

    def name(self, names: Mapping[str, str | None]) -> str:
        """The name in this language among ``{"fi": …, "sv": …, "en": …}``, or in the first there is; else empty."""
        return names.get(self.spoken_in(names)) or ""

    def spoken_in(self, names: Mapping[str, str | None]) -> str:
        """The language that ``name`` finds a name in; a page in another marks the name with it."""
        return next((one for one in (self.language, "en", "fi", "sv") if names.get(one)), self.language)


@cache
def words(language: str) -> Words:
    """The words of ``language``, one of LANGUAGES; read once."""
    return Words(language)


@cache
def _catalogue(language: str) -> NullTranslations:
    source = CATALOGUES / f"{language}.po"
    if not source.exists():  # English is the language of the keys
        return NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
