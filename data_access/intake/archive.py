"""Zip archives, workbooks among them, opened without trusting them."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from data_access.intake.problem import Refusal
from data_access.message import N_

MOST_ENTRIES = 2_000
MOST_DIRECTORY = 1 << 20  # bytes of the list of entries: some 500 per entry
MOST_BYTES = 100 << 20  # unpacked, all entries together: half a million rows of attendance
MOST_RATIO = 200  # a workbook of a hundred thousand like rows reaches some 30
RATIO_FROM = 1 << 20  # bytes; smaller entries harm nobody
CHUNK = 1 << 16
_END = struct.Struct("<4s4H2LH")  # end of central directory record, APPNOTE 4.3.16
_SENTINEL = 0xFFFFFFFF
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, KeyError,
    OSError, OverflowError,
)  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at ``path``, its list of entries checked.

    Raises Refusal where it is damaged, protected, or made to unpack to more than is sensible.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist())
            yield archive
    except DAMAGED as error:
        raise Refusal(N_("The archive is damaged or cut off."), N_("a file that opens")) from error


def read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The entry unpacked: never more than it declares, and verified by its checksum."""
    with archive.open(entry) as stream:
        return b"".join(iter(lambda: stream.read(CHUNK), b""))


def _check_directory(path: Path) -> None:
    # The list of entries is read before anything can be said of them, and may itself be the bomb.
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END.size - 0xFFFF))
        tail = stream.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < _END.size:
        raise Refusal(N_("The archive is damaged or cut off."), N_("a file that opens"))
    *_, entries, directory, _offset, _comment = _END.unpack_from(tail, place)
    if entries > MOST_ENTRIES or directory > MOST_DIRECTORY or directory == _SENTINEL:
        raise Refusal(N_("The archive holds too many entries."), N_("at most {most} entries", most=MOST_ENTRIES))


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise Refusal(N_("The archive holds too many entries."), N_("at most {most} entries", most=MOST_ENTRIES))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal(N_("The archive is protected by a password."), N_("a file without a password"))
    if not all(map(_harmless, entries)) or len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refusal(N_("The archive holds an entry whose name leads elsewhere."), N_("plain names of files"))
    if sum(entry.file_size for entry in entries) > MOST_BYTES or any(map(_swells, entries)):
        raise Refusal(
            N_("The archive unpacks to far more than a programme's data."),
            N_("at most {most} MB, unpacked", most=MOST_BYTES >> 20),
        )


def _harmless(entry: zipfile.ZipInfo) -> bool:
    name = entry.filename
    path = PurePosixPath(name)
    plain = not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    return plain and name.isprintable() and not stat.S_ISLNK(entry.external_attr >> 16)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * max(1, entry.compress_size)
