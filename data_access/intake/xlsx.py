"""What an .xlsx workbook holds, looked through before it is opened (ECMA-376, part 1, 18.3)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from data_access.intake import markup
from data_access.intake.extent import LAST_COLUMN, LAST_ROW, Extent
from data_access.intake.problem import Refusal
from data_access.intake.rawsheet import Broken
from data_access.message import N_

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedstrings.xml"  # in lower case: readers do not mind


def extents(parts: Mapping[str, bytes]) -> dict[str, Extent]:
    """The extent of each sheet, by name. Raises Refusal where a part is damaged or a sheet too large."""
    strings: list[int] = []
    for name, part in parts.items():
        if name.lower() == STRINGS:
            strings = _lengths(part)
    found = {name: _extent(part, strings) for name, part in parts.items() if _is_markup(name, part)}
    return {sheet: found[part] for sheet, part in _sheets(parts).items() if part in found}


def _is_markup(name: str, part: bytes) -> bool:
    return name.lower() != STRINGS and part.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] == b"<"


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(element: str, attributes: Mapping[str, str]) -> None:
        if markup.local(element) == "Relationship":
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))

    def sheet(element: str, attributes: Mapping[str, str]) -> None:
        if markup.local(element) == "sheet":
            here = {markup.local(name): value for name, value in attributes.items()}
            sheets[here.get("name", "")] = targets.get(here.get("id", ""), "").lstrip("/")

    if WORKBOOK not in parts:
        raise Refusal(N_("The file is no workbook."), N_("an .xlsx workbook"))
    markup.parse(parts.get(RELATIONS, b"<none/>"), start=relation)
    markup.parse(parts[WORKBOOK], start=sheet)
    return sheets


def _lengths(part: bytes) -> list[int]:
    # Characters of each shared string: cells only point to them, a hundred bytes may stand for gigabytes.
    lengths: list[int] = []

    def start(element: str, _attributes: Mapping[str, str]) -> None:
        if element == "si" or element.endswith(":si"):
            lengths.append(0)

    def text(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)

    markup.parse(part, start=start, text=text)
    return lengths


def _extent(part: bytes, strings: list[int]) -> Extent:
    cells = _Cells(strings)
    markup.parse(part, start=cells.start, end=cells.end, text=cells.text)
    return cells.extent


class _Cells:
    """Listens to a worksheet. Rows and cells without a number follow the one before."""

    def __init__(self, strings: list[int]) -> None:
        self.extent = Extent()
        self._strings = strings
        self._row = self._column = 0
        self._kind: str | None = None
        self._formula = self._valued = self._in_cell = False
        self._text: list[str] = []

    def start(self, element: str, attributes: Mapping[str, str]) -> None:
        name = markup.local(element) if ":" in element else element
        if name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = _position(attributes["r"])
            self._kind = attributes.get("t")
            self._formula = self._valued = False
            self._in_cell = True
            self._text = []
        elif name == "row":
            self._row = _number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif self._in_cell:
            self._formula = self._formula or name == "f"
            self._valued = self._valued or name in ("v", "is")
            self._text = []

    def text(self, characters: str) -> None:
        if self._in_cell:
            self._text.append(characters)

    def end(self, element: str) -> None:
        if not (element == "c" or element.endswith(":c")) or not self._in_cell:
            return
        self._in_cell = False
        value = "".join(self._text) if self._valued else ""
        # A formula whose result is an empty text says so by t="str"; without it, it was never computed.
        if self._kind == "e" or (self._formula and not value and self._kind != "str"):
            self.extent.broken[self._row, self._column] = Broken(value)
        if self._valued or self._kind == "e":
            self.extent.add(self._row, self._column, text=self._length(value))

    def _length(self, value: str) -> int:
        if self._kind != "s":
            return len(value)
        place = int(value) if value.strip().isascii() and value.strip().isdecimal() else -1
        if not 0 <= place < len(self._strings):
            raise Refusal(N_("The workbook is damaged."), N_("a file that opens"))
        return self._strings[place]


def _position(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for sign in letters[:4].upper():
        column = column * 26 + ord(sign) - ord("A") + 1
    if not letters.isascii() or not letters.isalpha() or not 0 < column <= LAST_COLUMN:
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens"))
    return _number(reference[len(letters) :]), column


def _number(text: str) -> int:
    row = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    if not 0 < row <= LAST_ROW:
        raise Refusal(N_("The workbook is damaged."), N_("a file that opens"))
    return row
