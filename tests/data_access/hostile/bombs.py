"""Files made to fill the memory, or to lead out of their folder."""

import io
import os
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from tests.data_access.hostile.makers import (
    ODS,
    SHEET,
    SPREADSHEET,
    STRINGS,
    TABLE,
    XLSX,
    Maker,
    archive,
    changed,
    lazily,
    named,
    ods_row,
    ods_xml,
    sheet_xml,
    with_parts,
)  # fmt: skip
from tests.data_access.intake import files

MEGABYTE = 1 << 20
PLACES = (
    "../sessions.csv", "/sessions.csv", "a/../../sessions.csv", "..\\sessions.csv", "C:\\sessions.csv", "a\nb.csv",
    "\u202esessions.csv",
)  # fmt: skip
TENFOLD = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{TENFOLD}]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
LAUGHING = '<row r="1"><c r="A1" t="str"><v>&a9;</v></c></row>'
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
GAP = '<table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell/></table:table-row>'


def lying(name: str) -> Maker:
    """An entry that declares 100 bytes, with their checksum, and unpacks to 300 MB."""

    def make(folder: Path) -> Path:
        honest = b"organisation,name,sector\n" + b"a" * 75
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        more = b"".join(packer.compress(b"a" * MEGABYTE) for _ in range(300))
        data = packer.compress(honest) + more + packer.flush()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(name, honest)
        content = buffer.getvalue()
        start, packed = 30 + len(name), made.infolist()[0].compress_size
        head, directory, end = content[:start], bytearray(content[start + packed : -22]), bytearray(content[-22:])
        struct.pack_into("<L", directory, 20, len(data))
        struct.pack_into("<L", end, 16, start + len(data))
        (folder / "lying.zip").write_bytes(head + data + directory + end)
        return folder / "lying.zip"

    return make


def strings_everywhere() -> Maker:
    """Thirty thousand characters, to which a hundred thousand cells point."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
    strings = f"<sst {SPREADSHEET}><si><t>{'x' * 30_000}</t></si></sst>"
    return with_parts(XLSX, {STRINGS: strings.encode(), **sheet_xml(cells)})


CASES: dict[str, Maker] = {
    "ratio": lazily(lambda: archive("p.zip", {"sessions.csv": b"\x00" * (50 * MEGABYTE)})),
    "ratio in a sheet": lazily(lambda: with_parts(XLSX, {SHEET: b"<a>" + b" " * (50 * MEGABYTE) + b"</a>"})),
    "ratio in ods": lazily(lambda: with_parts(ODS, {"content.xml": b"<a>" + b" " * (50 * MEGABYTE) + b"</a>"})),
    "size": lazily(lambda: archive("p.zip", {f"{n}.csv": os.urandom(1 << 10) * 60_000 for n in range(4)})),
    "lies about its size": lying("organisations.csv"),
    "lies about its size, as a workbook": changed(lying("xl/workbook.xml"), bytes, "p.xlsx"),
    "archives within an archive": archive("p.zip", {"a.zip": b"PK\x03\x04", "b.zip": b"PK\x03\x04"}),
    "ten thousand entries": lazily(lambda: archive("p.zip", {f"{n}.csv": b"" for n in range(10_000)})),
    "ten thousand sheets": lazily(
        lambda: archive("p.xlsx", {f"xl/worksheets/{n}.xml": b"<a/>" for n in range(10_000)})
    ),
    "laughs in a sheet": with_parts(XLSX, sheet_xml(LAUGHING, LAUGHS)),
    "laughs in strings": with_parts(XLSX, {STRINGS: f"{LAUGHS}<sst><si><t>&a9;</t></si></sst>".encode()}),
    "laughs in ods": with_parts(ODS, ods_xml(ods_row("&a9;"), LAUGHS)),
    "file outside, in a sheet": with_parts(XLSX, sheet_xml(LAUGHING, OUTSIDE)),
    "file outside, in ods": with_parts(ODS, ods_xml(ods_row("&a9;"), OUTSIDE)),
    "far corner": with_parts(XLSX, sheet_xml(CORNERS)),
    "one long string in a hundred thousand cells": lazily(strings_everywhere),
    "a cell of a megabyte": lazily(
        lambda: with_parts(XLSX, sheet_xml(f'<row r="1"><c r="A1" t="str"><v>{"x" * MEGABYTE}</v></c></row>'))
    ),
    "a cell of a megabyte in text": named("sessions.csv", b"session,kind\n" + b"x" * MEGABYTE + b",training\n"),
    "a million columns": named("sessions.csv", b"session," * 1_000_000 + b"\n"),
    "six hundred columns": lambda folder: files.xlsx(folder / "p.xlsx", {"sessions": [[f"c{n}" for n in range(600)]]}),
    "ods repeats a row for ever": with_parts(ODS, ods_xml(ods_row("x", rows="1048576", columns="16384"))),
    "ods repeats a cell for ever": with_parts(ODS, ods_xml(ods_row("x", columns="99999999999"))),
    "ods repeats a negative number": with_parts(ODS, ods_xml(ods_row("x", rows="-5"))),
    "ods repeats a long text": with_parts(ODS, ods_xml(ods_row("x" * 30_000, rows="100000"))),
    "ods of wide gaps": lazily(lambda: with_parts(ODS, ods_xml(GAP * 5_000))),
    **{f"entry {place!r}": archive("p.zip", {place: TABLE}) for place in PLACES},
    "entry of a workbook that leads elsewhere": with_parts(XLSX, {"../../evil.xml": b"<a/>"}),
    "entry that is a link": archive("p.zip", {"sessions.csv": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777),
    "entries of one name": archive("p.zip", {"sessions.csv": TABLE, "SESSIONS.csv": TABLE}),
}
