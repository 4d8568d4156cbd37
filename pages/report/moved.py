"""The entries behind a difference: which came, went or changed, and the delivery that caused it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard import achievement
from dashboard.evidence import Subject
from dashboard.panel import Asked, Panel
from data_access.catalogue import indicators
from data_access.protection import PublishableFrame
from data_access.reports import changes, difference, typed
from data_access.reports.difference import Span
from data_access.viewer import Forbidden, Role
from pages.report import frozen
from pages.report.moved_columns import columns
from pages.report.opening import Against, against


def panel(asked: Asked) -> Panel:
    """The entries of the opened indicator, the latest delivery first.

    Raises Forbidden where none is opened, or nothing is known to compare with.
    """
    words, code, span = asked.words, frozen.opened(asked), _span(asked)
    if code is None or span is None:
        raise Forbidden("report-moved")
    frame = difference.moved(asked.question, span, code)
    subject = Subject(
        indicators()[code], replace(asked, question=replace(asked.question, as_of=span.day)), "report-moved", ""
    )
    both = difference.together(asked.question, span, code)
    finding, notes = _finding(subject, frame, both), _notes(both, subject)
    return Panel(
        finding=finding,
        frame=frame,
        columns=columns(subject),
        figure=None,
        alternative=finding,
        counted=words.gettext(
            "An entry is compared with the one of the same unit that rests on the same row, else on another row of the"
            " same day, else on any. The delivery is the one with which it came to count, or ceased to."
        ),
        source=achievement.sources(code, words),
        n=_between(span, asked),
        notes=notes,
        unavailable=None if len(frame) else _nothing(notes, subject),
        day=span.day,
    )


def _span(asked: Asked) -> Span | None:
    """The states of the records that the address asks to compare."""
    code, report, wanted = frozen.opened(asked), frozen.of(asked), against(asked)
    if wanted is Against.TYPED and code is not None:
        return typed.since_submission(asked.question, code, frozen.period(asked).code)
    if report is None:
        return None
    return changes.revision(asked.question, report) if wanted is Against.BEFORE else difference.after(report)


def _finding(subject: Subject, frame: PublishableFrame, both: float | None) -> str:
    """How many entries moved; their sum for who sees all of it."""
    words, code = subject.asked.words, subject.indicator.code
    kinds = Counter(row["kind"] for row in frame.records())
    said = {
        "code": code,
        "name": achievement.name(code, words),
        "came": words.ngettext("{n} entry", "{n} entries", kinds["came"]),
        "went": words.number(kinds["went"]),
        "changed": words.number(kinds["changed"]),
    }
    if _in_part(subject) and frame.empty:
        return words.gettext("{code} {name}: what moved is of the peer network, not of the accelerator", **said)
    if _in_part(subject):
        return words.gettext("{code} {name}: of the accelerator {came} came, {went} went, {changed} changed", **said)
    effect = achievement.signed(sum(row["effect"] for row in frame.records()) + (both or 0), words)
    return words.gettext(
        "{code} {name}: {came} came, {went} went, {changed} changed; together {effect}", effect=effect, **said
    )


def _between(span: Span, asked: Asked) -> str:
    until = asked.question.programme.data_version if span.until is None else span.until
    return asked.words.gettext("data version {known} against {until}", known=span.known, until=until)


def _notes(both: float | None, subject: Subject) -> list[str]:
    """What of the difference no entry in the list tells."""
    words = subject.asked.words
    if _in_part(subject):
        return [
            words.gettext(
                "Single records of the peer network, and what only both registers together tell, are not listed; they"
                " are part of the difference."
            )
        ]
    if not both:
        return []
    return [
        words.gettext(
            "Known only when both registers are read together, so that no entry says it of anybody: {n}.",
            n=achievement.signed(both, words),
        )
    ]


def _in_part(subject: Subject) -> bool:
    """Whether the reader sees only some of the entries."""
    return subject.indicator.touches_network and subject.asked.question.viewer.role is Role.FINANCIER


def _nothing(notes: Sequence[str], subject: Subject) -> str:
    words = subject.asked.words
    said = words.gettext("No entry that counts has come, gone or changed between the two states of the records.")
    if _in_part(subject):
        said = words.gettext(
            "No entry of the accelerator that counts has come, gone or changed between the two states of the records."
        )
    return " ".join([said, *notes])
