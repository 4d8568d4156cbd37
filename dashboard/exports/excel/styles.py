"""How the cells of the workbook look."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style

# As dashboard.i18n writes them; the spreadsheet puts in the separators of its own language.
_DATE = {"fi": "d.m.yyyy", "sv": "d.m.yyyy", "en": "d mmm yyyy"}
_PERCENT = {"fi": "0 %", "sv": "0 %", "en": "0%"}
_TOP = {"valign": "top"}


class Styles:
    """One style for each kind of cell, made once for a workbook."""

    def __init__(self, book: Workbook, language: str) -> None:
        def style(**more: object) -> Style:
            return book.add_format({**_TOP, **more})

        self.head = style(bold=True, text_wrap=True, bottom=1, bg_color="#E8EDF3")
        self.heading = style(bold=True, font_size=14)
        self.funding = style(valign="vcenter", font_size=12)
        self.label = style(text_wrap=True, font_color="#444444")
        self.text = style()
        self.long = style(text_wrap=True)
        self.hidden = style(italic=True, font_color="#5A5A5A")
        self.date = style(num_format=_DATE[language], align="left")
        self.whole = style(num_format="#,##0")
        self.number = style(num_format="#,##0.0#")
        self.percent = style(num_format=_PERCENT[language])
