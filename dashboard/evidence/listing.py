"""The entries counted and left out, with reasons, paged, sorted and searched by the address."""

from __future__ import annotations

from dataclasses import replace

from dash import html

from dashboard import achievement, naming
from dashboard.components.table import ROWS
from dashboard.evidence.columns import columns
from dashboard.evidence.search import ALL, COUNTS, Search, form, pager, search, sorting
from dashboard.evidence.subject import Subject
from dashboard.panel import Panel
from data_access.queries import evidence
from data_access.sheets.choices import AGE_GROUP, GENDER
from data_access.viewer import Role


def listed(subject: Subject) -> Panel:
    """One page of entries, each opening the row it rests on. Raises Forbidden as ``evidence.entries`` does."""
    words, wanted = subject.asked.words, search(subject)
    found = _page(wanted, subject, page=wanted.page, page_size=ROWS)
    if found.total and found.entries.empty:  # past the last page
        wanted = replace(wanted, page=-(-found.total // ROWS))
        found = _page(wanted, subject, page=wanted.page, page_size=ROWS)
    finding = _finding(found.total, wanted, subject)
    return Panel(
        finding=finding,
        frame=found.entries,
        columns=[replace(column, sorting=sorting(column.name, wanted, subject)) for column in columns(subject)],
        figure=None,
        alternative=finding,
        counted=words.name(subject.indicator.counting),
        source=achievement.sources(subject.indicator.code, words),
        notes=_notes(subject),
        every_row=lambda: _page(wanted, subject, page=1, page_size=max(found.total, 1)).entries,
        controls=None if subject.closed else html.Div([form(wanted, subject), *pager(wanted, found.total, subject)]),
        unavailable=None if found.total else _nothing(wanted, subject),
        day=subject.asked.question.as_of,
    )


def _page(wanted: Search, subject: Subject, *, page: int, page_size: int) -> evidence.Page:
    return evidence.entries(
        subject.asked.question,
        subject.indicator.code,
        wanted.wanted,
        order=wanted.order,
        page=page,
        page_size=page_size,
        known=subject.known,
    )


def _finding(total: int, wanted: Search, subject: Subject) -> str:
    words = subject.asked.words
    if subject.closed:
        return words.gettext("Single records of the peer network are not shown")
    if wanted.cell:
        gender, age_group = wanted.cell
        return words.ngettext(
            "{n} entry counts: {gender}, {age_group}",
            "{n} entries count: {gender}, {age_group}",
            total,
            gender=naming.of_list(GENDER, words)(gender),
            age_group=naming.of_list(AGE_GROUP, words)(age_group),
        )
    if wanted.text:
        return words.ngettext("{n} entry matches the search", "{n} entries match the search", total)
    if wanted.kind == COUNTS:
        return words.ngettext("{n} entry counts", "{n} entries count", total)
    if wanted.kind != ALL:
        return words.ngettext("{n} entry was left out", "{n} entries were left out", total)
    return words.ngettext("{n} entry, counted or left out", "{n} entries, counted or left out", total)


def _notes(subject: Subject) -> list[str]:
    words, indicator = subject.asked.words, subject.indicator
    notes = []
    if indicator.counts_persons:
        notes.append(words.gettext("People appear under pseudonyms that were made for this indicator alone."))
    if indicator.touches_network and subject.asked.question.viewer.role is Role.FINANCIER:
        notes.append(
            words.gettext(
                "Not listed, but part of the value: single records of the peer network, and where these are few, some"
                " of the accelerator with them, so that nobody can tell how many are the network's."
            )
        )
    if subject.rowless:
        notes.append(
            words.gettext(
                "Not told: of what was left out the rows and days, and who attended of an organisation. People are"
                " listed in other indicators by row and day, and these would say where they are from."
            )
        )
    return notes


def _nothing(wanted: Search, subject: Subject) -> str:
    words = subject.asked.words
    if subject.closed:
        return subject.explanation()
    if wanted.narrowed:
        return words.gettext("No entry matches. Choose all entries, or search for less.")
    return words.gettext("There is no entry by this day: nothing was delivered that this indicator rests on.")
