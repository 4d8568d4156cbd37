"""Whether a frozen report still says what it said."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.question import Question
from data_access.reports import digest
from data_access.reports.frozen import Frozen


@dataclass(frozen=True)
class Verification:
    """``content``: what was frozen has the hash it was given; ``entries``: so have the entries it rests on."""

    report: Frozen
    content: bool
    entries: bool

    @property
    def holds(self) -> bool:
        """Whether nothing has changed."""
        return self.content and self.entries


def verify(question: Question, report: Frozen) -> Verification:
    """Compute both hashes anew. One query."""
    known = digest.of_entries(
        question.connection, question.programme.id, delivery=report.data_version, as_of=report.as_of
    )
    return Verification(
        report, content=digest.of_text(report.text) == report.hash, entries=known == report.content["entries"]
    )
