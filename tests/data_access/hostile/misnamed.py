"""Files that are not there, or not what they say."""

import os
from pathlib import Path

from tests.data_access.hostile.makers import ODS, TABLE, XLSX, ZIP, Maker, changed, named, with_parts

KINDS = ("xlsx", "ods", "csv", "zip")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le")
CONTENTS = {
    "nothing": b"",
    "blanks": b" \n\n \n",
    "noise": bytes(range(256)) * 50,
    "web page": b"<html><table><tr><td>session</td></tr></table></html>",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "old workbook": OLE,
    "workbook with a password": ENCRYPTED,
}


def directory(name: str, *entries: str) -> Maker:
    def make(folder: Path) -> Path:
        (folder / name).mkdir()
        for entry in entries:
            (folder / name / entry).write_bytes(b"x")
        return folder / name

    return make


def loop(folder: Path) -> Path:
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    return folder / "loop.csv"


def loop_inside(folder: Path) -> Path:
    (folder / "p").mkdir()
    (folder / "p" / "sessions.csv").symlink_to(folder / "p" / "sessions.csv")
    return folder / "p"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "sessions.csv")
    return folder / "sessions.csv"


CASES: dict[str, Maker] = {
    **{f"{what} as {kind}": named(f"sessions.{kind}", content) for what, content in CONTENTS.items() for kind in KINDS},
    **{f"table as {kind}": named(f"organisations.{kind}", TABLE) for kind in ("xlsx", "ods", "zip", "json")},
    **{f"{kind} file": named(f"sessions.{kind}", TABLE) for kind in ("xls", "xlsm", "xlsb", "txt", "exe", "xml")},
    "no file": lambda folder: folder / "nothing.xlsx",
    "no folder": lambda folder: folder / "nowhere" / "nothing.csv",
    "no extension": named("sessions", TABLE),
    "xlsx as csv": changed(XLSX, bytes, "organisations.csv"),
    "xlsx as zip": changed(XLSX, bytes, "organisations.zip"),
    "ods as zip": changed(ODS, bytes, "organisations.zip"),
    "zip as xlsx": changed(ZIP, bytes, "organisations.xlsx"),
    "zip as ods": changed(ZIP, bytes, "organisations.ods"),
    "macros": with_parts(XLSX, {"xl/vbaProject.bin": b"\x00"}),
    "folder without anything": directory("p"),
    "folder without tables": directory("p", "notes.txt", "photo.jpg"),
    "folder of too many files": directory("p", *(f"{n}.csv" for n in range(300))),
    "folder called xlsx": directory("sessions.xlsx"),
    "link to itself": loop,
    "link to itself in a folder": loop_inside,
    "pipe": pipe,
    "device": lambda _: Path("/dev/zero"),
}
