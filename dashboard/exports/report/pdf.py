"""A frozen report as PDF, for people: tagged (PDF/UA-1), with nothing in it that changes later."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from dashboard.exports import typst
from dashboard.exports.report import cover
from dashboard.exports.report.document import document
from dashboard.i18n import Words
from data_access.question import Question
from data_access.reports import Frozen

TEMPLATE = Path(__file__).resolve().parent / "report.typ"


def file(question: Question, frozen: Frozen, words: Words) -> bytes:
    """The report as the viewer who asks may have it; the same bytes each time."""
    told = asdict(document(question, frozen, words))
    return typst.pdf(TEMPLATE, told, made_at=cover.prepared_at(frozen))
