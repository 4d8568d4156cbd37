"""Whether a frozen report still says what it said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from data_access.question import Question
from data_access.reports import digest, seals, trail
from data_access.reports.frozen import Frozen
from data_access.reports.recount import agrees
from data_access.reports.seals import Seal


@dataclass(frozen=True)
class Verification:
    """What holds of the report.

    ``content``: what was frozen has the hash it was given. ``entries``: so have the entries it rests on. ``values``:
    its figures are the sums of these entries. ``steps``: they, and the hash, are those that the audit log tells of.
    All are False where the content cannot be relied upon. ``seal``: where persons were removed from the entries since,
    how that left them; ``entries`` then says that they had their hash until then, and have that of the seal since.
    """

    report: Frozen
    content: bool
    entries: bool
    values: bool
    steps: bool
    seal: Seal | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing has changed."""
        return self.content and self.entries and self.values and self.steps


def verify(question: Question, report: Frozen) -> Verification:
    """Compute the hashes and the figures anew, and compare the steps with the audit log. Five queries."""
    if digest.of_text(report.text) != report.hash or not _labelled(report, question):
        return Verification(report, content=False, entries=False, values=False, steps=False)
    known = digest.of_entries(
        question.connection, question.programme.id, delivery=report.data_version, as_of=report.as_of
    )
    seal = seals.latest(question.connection, question.programme.code, (report.period, report.version))
    sealed = known == report.content["entries"] if seal is None else seal.held and known == seal.entries
    return Verification(
        report,
        content=True,
        entries=sealed,
        values=agrees(question, report),
        steps=trail.agrees(question, report),
        seal=seal,
    )


def _labelled(report: Frozen, question: Question) -> bool:
    """Whether what stands beside the content says the same as the content, and it is that of the programme."""
    said = report.content
    label: dict[str, Any] = {
        "period": said["period"]["code"],
        "version": said["version"],
        "as_of": said["as_of"],
        "data_version": said["data_version"],
        "prepared_at": said["prepared_at"],
        "prepared_by": said["prepared_by"],
    }
    stands = {name: getattr(report, name) for name in label}
    for name in ("as_of", "prepared_at"):
        stands[name] = stands[name].isoformat()
    return stands == label and said["programme"]["code"] == question.programme.code
