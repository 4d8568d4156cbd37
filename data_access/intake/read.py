"""From files to raw sheets: what kind of file it is decides how it is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from data_access.intake import archive, tabular, workbook
from data_access.intake.problem import Findings, Problem, Refusal
from data_access.intake.rawsheet import RawSheet
from data_access.message import N_

MOST_BYTES = 100 << 20
MOST_FILES = 200  # in a folder
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of workbooks with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
WORKBOOKS = (".xlsx", ".ods")
TEXTS = (".csv", ".tsv")
# What operating systems leave in archives and folders unasked.
LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")


def sheets(path: Path, findings: Findings) -> list[RawSheet]:
    """The sheets of the file or folder at ``path``; what cannot be read becomes a problem."""
    try:
        check_readable(path)
        if path.is_dir():
            return _of_folder(path, findings)
        kind = path.suffix.lower()
        if kind in WORKBOOKS:
            check_workbook(path)
            return workbook.sheets(path, label(path), findings)
        if kind in TEXTS:
            return [tabular.sheet(content(path), label(path), path.stem)]
        if kind == ".zip":
            return _of_archive(path, findings)
        raise _unknown_kind(kind)
    except Refusal as refusal:
        findings.problem(Problem(refusal.message, label(path), expected=refusal.expected))
    except OSError as error:
        findings.problem(unreadable(path, error))
    return []


def label(path: Path) -> str:
    """The file's name for people, without its folder."""
    return os.fsencode(path.name).decode(errors="replace")


def check_readable(path: Path) -> None:
    """Raises Refusal where there is no such file or folder, or it is none to read."""
    if not path.exists():
        raise Refusal(N_("There is no such file."), N_("a file or folder that exists"))
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise Refusal(N_("This is neither a file nor a folder."), N_("a file or folder"))
    if stat.S_ISREG(mode) and path.stat().st_size == 0:
        raise Refusal(N_("The file is empty."), N_("a file that holds data"))
    if stat.S_ISREG(mode) and path.stat().st_size > MOST_BYTES:
        raise Refusal(N_("The file is too large."), N_("at most {most} MB", most=MOST_BYTES >> 20))


def unreadable(path: Path, error: OSError) -> Problem:
    """The problem with a file that the system does not let us read."""
    return Problem(N_("The file cannot be read: {reason}.", reason=error.strerror or "?"), label(path))


def content(path: Path) -> bytes:
    """The bytes of a text file. Raises Refusal where it is a workbook or an archive, or a folder."""
    if path.is_dir():
        raise Refusal(N_("This is a folder."), N_("a file"))
    found = path.read_bytes()
    if found.startswith((ZIP + b"\x03\x04", OLE)):
        raise Refusal(N_("The file is a workbook or an archive under another name."), N_("a text file"))
    return found


def check_workbook(path: Path) -> None:
    """Raises Refusal where the file is no workbook as .xlsx or .ods are, telling what it is instead."""
    expected = N_("an .xlsx or .ods workbook")
    if path.is_dir():
        raise Refusal(N_("This is a folder."), expected)
    with path.open("rb") as stream:
        start = stream.read(len(OLE))
        if start == OLE:
            if ENCRYPTED in stream.read():
                raise Refusal(N_("The workbook is protected by a password."), N_("a file without a password"))
            raise Refusal(N_("The file is a workbook of an old kind (.xls)."), expected)
    if not start.startswith(ZIP):
        raise Refusal(N_("The file is no workbook, whatever its name says."), expected)


def _unknown_kind(kind: str) -> Refusal:
    expected = N_("an .xlsx or .ods workbook, a .csv file, or a folder or .zip of .csv files")
    if kind in (".xlsm", ".xltm", ".xlsb"):
        return Refusal(N_("Workbooks with macros are not read."), N_("the same workbook saved as .xlsx"))
    if kind == ".xls":
        return Refusal(N_("The file is a workbook of an old kind (.xls)."), N_("the same workbook saved as .xlsx"))
    if kind == ".json":
        return Refusal(N_("A .json file needs a profile that says what it holds."), N_("a profile (--profile)"))
    return Refusal(N_("Files of this kind are not read."), expected)


def _of_folder(path: Path, findings: Findings) -> list[RawSheet]:
    entries = sorted(entry for entry in path.iterdir() if entry.name not in LITTER)
    texts = [entry for entry in entries if entry.suffix.lower() in TEXTS]
    if not texts or len(entries) > MOST_FILES:
        raise Refusal(
            N_("The folder holds {n} .csv files.", n=len(texts)),
            N_("from 1 to {most} .csv files, named after sheets", most=MOST_FILES),
        )
    _report_ignored(label(path), [entry.name for entry in entries if entry not in texts], findings)
    return [sheet for text in texts for sheet in sheets(text, findings)]


def _of_archive(path: Path, findings: Findings) -> list[RawSheet]:
    with archive.opened(path) as opened:
        entries = [entry for entry in opened.infolist() if not entry.is_dir() and not _is_litter(entry.filename)]
        if any(entry.filename in {"[Content_Types].xml", "content.xml"} for entry in entries):
            raise Refusal(N_("The file is a workbook under another name."), N_("the name it had, .xlsx or .ods"))
        texts = [entry for entry in entries if PurePosixPath(entry.filename).suffix.lower() in TEXTS]
        if not texts:
            raise Refusal(N_("The archive holds no .csv file."), N_("a .zip of .csv files, named after sheets"))
        _report_ignored(label(path), [entry.filename for entry in entries if entry not in texts], findings)
        contents = [(entry.filename, archive.read(opened, entry)) for entry in texts]
    return list(_of_texts(label(path), contents, findings))


def _of_texts(file: str, contents: list[tuple[str, bytes]], findings: Findings) -> Iterator[RawSheet]:
    for name, found in contents:
        try:
            yield tabular.sheet(found, f"{file}/{name}", PurePosixPath(name).stem)
        except Refusal as refusal:
            findings.problem(Problem(refusal.message, f"{file}/{name}", expected=refusal.expected))


def _is_litter(name: str) -> bool:
    return any(part in LITTER for part in PurePosixPath(name).parts)


def _report_ignored(file: str, names: list[str], findings: Findings) -> None:
    if names:
        findings.warning(Problem(N_("{n} files that are no .csv are not read.", n=len(names)), file))
