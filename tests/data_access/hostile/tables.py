"""Tables that open, and that cannot be read as one."""

import io
import zipfile
from pathlib import Path

import xlsxwriter

from tests.data_access.hostile.makers import SHEET, TABLE, Maker, archive, named, with_parts
from tests.data_access.intake import files

HEADER = TABLE.split(b"\n", 1)[0] + b"\n"
ROWS = TABLE.split(b"\n", 1)[1]
MARKED = b"\xef\xbb\xbf"  # of UTF-8
COMPUTED = (
    '<c r="C2"><f>A1</f></c>', '<c r="C2"><f>A1</f><v></v></c>', '<c r="C2" t="n"><f>A1</f><v/></c>',
    '<c r="C2" t="e"><f>A1</f><v>#REF!</v></c>', '<c r="C2" t="e"><v>#N/A</v></c>',
    '<c r="C2" t="str"><f>A1</f><v>=1+1</v></c>',
)  # fmt: skip
WRITTEN = ("=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(1)", " =A1", "#REF!", "#DIV/0!", "#NAME?", "#N/A")


def text(content: bytes) -> Maker:
    return named("organisations.csv", content)


def book(rows: files.Rows, name: str = "organisations") -> Maker:
    return lambda folder: files.xlsx(folder / "p.xlsx", {name: rows})


def merged(*cells: int) -> Maker:
    def make(folder: Path) -> Path:
        with xlsxwriter.Workbook(folder / "organisations.xlsx") as made:
            page = made.add_worksheet("organisations")
            for number, row in enumerate(files.ORGANISATIONS):
                page.write_row(number, 0, row)
            page.merge_range(*cells, "merged")
        return folder / "organisations.xlsx"

    return make


def computed(cell: str) -> Maker:
    """A workbook with a formula whose cell is written to the letter."""

    def make(folder: Path) -> Path:
        path = files.xlsx(folder / "organisations.xlsx", {"organisations": files.ORGANISATIONS})
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as made:
            sheet = made.read(SHEET).decode()
        start = sheet.index('<c r="C2"')
        end = sheet.index("</c>", start) + 4
        return with_parts(lambda _: path, {SHEET: (sheet[:start] + cell + sheet[end:]).encode()})(folder)

    return make


def encrypted(folder: Path) -> Path:
    path = files.zipped(folder / "programme.zip", {"organisations": files.ORGANISATIONS})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(mark) + place] |= 1
    path.write_bytes(content)
    return path


CASES: dict[str, Maker] = {
    "archive with a password": encrypted,
    "archive without tables": archive("p.zip", {"notes.txt": b"x"}),
    "archive of nothing": archive("p.zip", {}),
    # Encodings
    "utf-16 without a mark": text(TABLE.decode().encode("utf-16-le")),
    "utf-32 without a mark": text(TABLE.decode().encode("utf-32-be")),
    "ebcdic": text(TABLE.decode().encode("cp500")),
    "half of utf-16": text(b"\xff\xfe" + TABLE.decode().encode("utf-16-le")[:-1]),
    "mark of utf-8 before something else": text(MARKED + "organisation,name,sector\n1,Åbo,ngo\n".encode("latin-1")),
    "bytes of no encoding": text(TABLE + b"0003,\x81\x8d\x8f,ngo\n"),
    "NUL in a cell": text(TABLE + b"0003,a\x00b,ngo\n"),
    "control characters": text(TABLE + b"0003,a\x1bb,ngo\n"),
    # Headers
    "no header": text(ROWS),
    "no header in a workbook": book(files.ORGANISATIONS[1:]),
    "empty row above the header": text(b"\n" + TABLE),
    "empty row above the header of a workbook": book([[None], *files.ORGANISATIONS]),
    "title above the header": text(b"Our organisations,,\n" + TABLE),
    "header merged": merged(0, 0, 0, 1),
    "header merged with the row below": merged(0, 1, 1, 1),
    "title merged above the table": merged(0, 0, 0, 2),
    # Rows
    "cells merged": merged(1, 2, 2, 2),
    "ten thousand empty rows": text(b",,\n" * 10_000),
    "ten thousand empty rows under a header": text(HEADER + b",,\n" * 10_000),
    "ten thousand empty rows in a workbook": book([files.ORGANISATIONS[0], *[[" "] * 3] * 10_000]),
    "row longer than the header": text(TABLE + b"0003,Three,ngo,and,more\n"),
    "row shorter than the header": text(TABLE + b"0003\n"),
    "stray quotation mark": text(TABLE + b'0003,"Three" and,ngo\n'),
    "unknown sheet alone": book(files.ORGANISATIONS, "Sheet1"),
    "workbook without anything": book([]),
    # Formulas
    **{f"computed {cell}": computed(cell) for cell in COMPUTED},
    **{f"written {cell}": text(TABLE + f'0003,"{cell}",ngo\n'.encode()) for cell in WRITTEN},
}
