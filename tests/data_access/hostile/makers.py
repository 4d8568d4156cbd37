"""What makes hostile files: each maker writes one into an empty folder and returns its path."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.data_access.hostile import sound
from tests.data_access.intake import files

Maker = Callable[[Path], Path]
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPEN_DOCUMENT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
TABLE = files.csv_text(files.ORGANISATIONS).encode()


def named(name: str, content: bytes) -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


def workbook(kind: str) -> Maker:
    made = {"xlsx": files.xlsx, "ods": files.ods, "zip": files.zipped}[kind]
    return lambda folder: made(folder / f"programme.{kind}", sound.programme())


def changed(maker: Maker, change: Callable[[bytes], bytes], name: str | None = None) -> Maker:
    def make(folder: Path) -> Path:
        path = maker(folder)
        content = change(path.read_bytes())
        path.unlink()
        target = folder / (name or path.name)
        target.write_bytes(content)
        return target

    return make


def cut(part: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * part)]


def flipped(part: float) -> Callable[[bytes], bytes]:
    """A byte changed in the packed data of the entries, where a checksum notices."""

    def change(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if entry.compress_size > 60]
            entry = entries[int(part * len(entries))]
        place = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
        return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]

    return change


def with_parts(maker: Maker, parts: dict[str, bytes]) -> Maker:
    """The archive with other parts under these names."""

    def change(content: bytes) -> bytes:
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(content)) as old,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for entry in old.infolist():
                if entry.filename not in parts:
                    new.writestr(entry.filename, old.read(entry))
            for name, part in parts.items():
                new.writestr(name, part)
        return buffer.getvalue()

    return changed(maker, change)


def sheet_xml(rows: str, before: str = "") -> dict[str, bytes]:
    data = f"<worksheet {SPREADSHEET}><sheetData>{rows}</sheetData></worksheet>"
    return {SHEET: f'<?xml version="1.0"?>{before}{data}'.encode()}


def ods_xml(rows: str, before: str = "") -> dict[str, bytes]:
    table = f'<table:table table:name="organisations">{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    document = f"<office:document-content {OPEN_DOCUMENT}>{body}</office:document-content>"
    return {"content.xml": f'<?xml version="1.0"?>{before}{document}'.encode()}


def ods_row(text: str, *, rows: str = "1", columns: str = "1") -> str:
    """A row with one cell, each repeated so often."""
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="{columns}">'
    row = f'<table:table-row table:number-rows-repeated="{rows}">'
    return f"{row}{cell}<text:p>{text}</text:p></table:table-cell></table:table-row>"


def lazily(make: Callable[[], Maker]) -> Maker:
    """A maker of something large, which is not made before it is asked for."""

    def made(folder: Path) -> Path:
        return make()(folder)

    return made


def archive(name: str, entries: dict[str, bytes], *, mode: int = 0, packed: int = zipfile.ZIP_DEFLATED) -> Maker:
    def make(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", packed) as made:
            for entry, content in entries.items():
                info = zipfile.ZipInfo(entry)
                info.external_attr, info.compress_type = mode << 16, packed
                made.writestr(info, content)
        return folder / name

    return make


XLSX, ODS, ZIP = workbook("xlsx"), workbook("ods"), workbook("zip")
