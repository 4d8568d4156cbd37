"""Text files: .csv in whatever encoding and with whatever delimiter an office's program wrote it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from data_access.intake.problem import Refusal
from data_access.intake.rawsheet import RawSheet, table
from data_access.message import N_

MOST_BYTES = 64 << 20
DELIMITERS = (",", ";", "\t")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def sheet(
    content: bytes, file: str, name: str, *, encoding: str | None = None, delimiter: str | None = None
) -> RawSheet:
    """The sheet in ``content``; encoding and delimiter are guessed where they are not given.

    Raises Refusal where it is no text, or no table.
    """
    text = decoded(content, encoding)
    if not text.strip():
        raise Refusal(N_("The file is empty."), N_("the names of the columns in row 1"))
    if text.lstrip()[:1] == "<":
        raise Refusal(N_("The file is a web page or XML."), N_("a .csv file"))
    return table(file, name, _records(text, delimiter or _delimiter(text)), exact=True)


def decoded(content: bytes, encoding: str | None = None) -> str:
    """``content`` as text: in ``encoding``, or by its byte order mark, or UTF-8, or Windows-1252.

    Raises Refusal where it is none of them.
    """
    if len(content) > MOST_BYTES:
        raise Refusal(N_("The file is too large."), N_("at most {most} MB", most=MOST_BYTES >> 20))
    marked = [name for mark, name in _MARKS if content.startswith(mark)]
    for candidate in [encoding] if encoding else marked or ["utf-8", "cp1252"]:
        try:
            text = content.decode(candidate)
        except (UnicodeError, LookupError):
            continue
        if not _BINARY.search(text):
            return text
    raise Refusal(N_("The file is no text that can be read."), N_("text in UTF-8"))


def _delimiter(text: str) -> str:
    """The one that splits the header into most columns."""
    header = text[: text.find("\n") if "\n" in text else len(text)]
    unquoted = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=unquoted.count)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Refusal(
            N_("The file cannot be read as a table: a quotation mark is missing, or a cell is far too long."),
            N_("a .csv file"),
        ) from error
