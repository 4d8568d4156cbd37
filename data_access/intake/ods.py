"""What an .ods workbook holds, looked through before it is opened (OpenDocument 1.3, part 3, 9.1)."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.intake import markup
from data_access.intake.extent import LAST_COLUMN, LAST_ROW, Extent
from data_access.intake.problem import Refusal
from data_access.intake.rawsheet import Broken
from data_access.message import N_

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
MOST_GAPS = 20_000_000  # cells repeated before another one: they are made one by one, 10 million in a second


def extents(parts: Mapping[str, bytes]) -> dict[str, Extent]:
    """The extent of each sheet, by name. Raises Refusal where a part is damaged or a sheet too large."""
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise Refusal(N_("The workbook is protected by a password."), N_("a file without a password"))
    if CONTENT not in parts:
        raise Refusal(N_("The file is no workbook."), N_("an .ods workbook"))
    tables = _Tables()
    markup.parse(parts[CONTENT], start=tables.start, end=tables.end, text=tables.text)
    return tables.extents


class _Tables:
    """Listens to the content; a row's cells are added when it ends, times its repetitions."""

    def __init__(self) -> None:
        self.extents: dict[str, Extent] = {}
        self._extent = Extent()
        self._row = self._column = 1
        self._rows = self._columns = 1
        self._cells: list[tuple[int, int, int]] = []  # column, repetitions, characters
        self._gaps = 0
        self._valued = False
        self._broken = False
        self._in_cell = False
        self._text: list[str] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = markup.local(element)
        if name == "table":
            named = {markup.local(key): value for key, value in attributes.items()}
            self._extent = self.extents.setdefault(named.get("name", ""), Extent())
            self._row = 1
        elif name == "table-row":
            self._rows = _repeated(attributes, "number-rows-repeated", LAST_ROW)
            self._column, self._columns, self._cells = 1, 1, []
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell(attributes)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        here = {markup.local(key): value for key, value in attributes.items()}
        types = [value for key, value in attributes.items() if markup.local(key) == "value-type"]
        if self._column > 1 and self._columns > 1:
            self._widen(self._columns)
        self._columns = _repeated(attributes, "number-columns-repeated", LAST_COLUMN)
        self._valued = bool(types)
        self._broken = "error" in types or ("formula" in here and not types)
        self._in_cell, self._text = True, []

    def _widen(self, columns: int) -> None:
        self._gaps += columns
        if self._gaps > MOST_GAPS:
            raise Refusal(N_("The rows of the workbook are too wide."), N_("no gaps between columns"))

    def text(self, characters: str) -> None:
        if self._in_cell:
            self._text.append(characters)

    def end(self, element: str) -> None:
        name = markup.local(element)
        if name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            for column, columns, length in self._cells:
                self._extent.add(self._row, column, rows=self._rows, columns=columns, text=length)
            self._row += self._rows

    def _end_cell(self) -> None:
        self._in_cell = False
        text = "".join(self._text)
        if self._broken:
            self._extent.broken[self._row, self._column] = Broken(text)
        if self._valued or text or self._broken:
            self._cells.append((self._column, self._columns, len(text)))
        self._column += self._columns


def _repeated(attributes: Mapping[str, str], name: str, most: int) -> int:
    text = next((value for key, value in attributes.items() if markup.local(key) == name), "1")
    times = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if not 0 < times <= most:
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens"))
    return times
