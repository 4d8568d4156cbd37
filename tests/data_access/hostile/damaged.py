"""Files cut off or damaged, and parts that are missing or lead nowhere."""

from tests.data_access.hostile.makers import (
    ODS,
    SHEET,
    STRINGS,
    TABLE,
    XLSX,
    ZIP,
    Maker,
    archive,
    changed,
    cut,
    flipped,
    named,
    sheet_xml,
    with_parts,
)  # fmt: skip

MADE = {"xlsx": XLSX, "ods": ODS, "zip": ZIP}
CUTS = (1, 10, 30, 50, 70, 90, 95, 99)


def row(cell: str) -> dict[str, bytes]:
    return sheet_xml(f'<row r="1">{cell}</row>')


CASES: dict[str, Maker] = {
    **{f"{kind} cut at {part}%": changed(maker, cut(part / 100)) for kind, maker in MADE.items() for part in CUTS},
    **{
        f"{kind} damaged at {part}%": changed(maker, flipped(part / 100))
        for kind, maker in MADE.items()
        for part in (0, 30, 60, 90)
    },
    "table cut within a row": named("organisations.csv", TABLE[:-20]),
    "table cut within quotes": named("organisations.csv", b'organisation,name,sector\n1,"One'),
    "xlsx without a workbook": archive("p.xlsx", {"a.xml": b"<a/>"}),
    "ods without content": archive("p.ods", {"mimetype": b"x"}),
    "sheet that is no xml": with_parts(XLSX, {SHEET: b"<worksheet><sheetData><row"}),
    "strings that are no xml": with_parts(XLSX, {STRINGS: b"\x00\x01"}),
    "workbook that is no xml": with_parts(XLSX, {"xl/workbook.xml": b"nothing"}),
    "relations that lead nowhere": with_parts(XLSX, {"xl/_rels/workbook.xml.rels": b"<Relationships/>"}),
    "content that is no xml": with_parts(ODS, {"content.xml": b"<office"}),
    "no such row": with_parts(XLSX, sheet_xml('<row r="99999999"><c r="A99999999"><v>1</v></c></row>')),
    "no such column": with_parts(XLSX, row('<c r="ZZZZ1"><v>1</v></c>')),
    "no such cell": with_parts(XLSX, row('<c r="1A"><v>1</v></c>')),
    "negative row": with_parts(XLSX, sheet_xml('<row r="-1"><c r="A-1"><v>1</v></c></row>')),
    "no such string": with_parts(XLSX, row('<c r="A1" t="s"><v>999999</v></c>')),
    "negative string": with_parts(XLSX, row('<c r="A1" t="s"><v>-1</v></c>')),
}  # fmt: skip
