"""Whether a file is one that was made of a report, byte for byte."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator

from dashboard.exports.report import READERS, Form, cover, rendered
from dashboard.i18n import LANGUAGES, words
from data_access import question as questions
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen
from data_access.reports.copies import Copy, copy
from data_access.viewer import Viewer

BEGINS: dict[bytes, Form] = {b"PK\x03\x04": "xlsx", b"%PDF-": "pdf"}
PROPERTIES = "docProps/core.xml"  # where a workbook keeps its keyword
LONGEST = 100_000  # bytes of it that are read: a file from anywhere may unpack to any size


def origin(question: Question, period: str, sent: bytes) -> Copy | None:
    """Of which version of which report, in which form, the file ``sent`` is; None where it is none of ours.

    Looked up among the files handed out of all reports. One that is not there, made when the log was another, is
    compared with those that the versions of ``period`` give which the viewer may see: made anew, whoever they are
    for, and never shown.
    """
    return copy(question, hashlib.sha256(sent).hexdigest()) or _made_anew(question, period, sent)


def _made_anew(question: Question, period: str, sent: bytes) -> Copy | None:
    form = next((form for begins, form in BEGINS.items() if sent.startswith(begins)), None)
    if form is None:
        return None
    marks = _carried(sent, form)
    for frozen in _versions(question, period):
        for asks in _readers(question):
            # Making a large file takes seconds, so only where its mark is in the one sent.
            if cover.mark(asks, frozen).encode() in marks:
                for language in LANGUAGES:
                    if rendered(form, asks, frozen, words(language)) == sent:
                        return Copy(period, frozen.version, form, language, asks.viewer.role)
    return None


def _versions(question: Question, period: str) -> Iterator[Frozen]:
    """Those that the viewer may see, the last first."""
    last = reports.latest(question, period)
    for number in range(last.version if last else 0, 0, -1):
        if found := reports.latest(question, period, number):
            yield found


def _readers(question: Question) -> Iterator[Question]:
    """The question as each of those may ask it for whom files are made."""
    about = question.programme
    for role in sorted(READERS):
        yield questions.ask(question.connection, Viewer(about.id, role), about, today=question.today)


def _carried(sent: bytes, form: Form) -> bytes:
    """The part of the file in which its mark stands; empty where there is none."""
    if form == "pdf":
        return sent
    try:
        with zipfile.ZipFile(io.BytesIO(sent)) as parts, parts.open(PROPERTIES) as properties:
            return properties.read(LONGEST)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, ValueError):
        return b""  # whatever is wrong with it, XlsxWriter did not write it
