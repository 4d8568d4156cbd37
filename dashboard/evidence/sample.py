"""A random sample of entries, which anybody draws again with the same seed, as a check-list for paper."""

from __future__ import annotations

from dashboard import achievement
from dashboard.evidence.checklist import checklist
from dashboard.evidence.columns import columns
from dashboard.evidence.draw import COUNTED, Draw, asked_for, form
from dashboard.evidence.subject import Subject
from dashboard.panel import Format, Panel, TableColumn
from data_access.queries import evidence
from data_access.queries.evidence import Page


def drawn(subject: Subject) -> Panel:
    """The sample that the address asks for. Raises Forbidden as ``evidence.sample`` does."""
    words, draw = subject.asked.words, asked_for(subject.asked.selection)
    found = evidence.sample(
        subject.asked.question,
        subject.indicator.code,
        draw.wanted,
        size=draw.size if draw.seed is not None else 0,
        seed=draw.seed or 0,
        known=subject.known,
    )
    finding = _finding(found, draw, subject)
    taken = [TableColumn("number", words.gettext("Number drawn"), Format.WHOLE), *columns(subject)]
    return Panel(
        finding=finding,
        frame=found.entries,
        columns=taken,
        figure=checklist(subject, found.entries, _statement(found, draw, subject)) if len(found.entries) else None,
        alternative=finding,
        counted=words.gettext(
            "The entries are put in the order of the rows they rest on and numbered from 1. The numbers drawn are those"
            " that random.Random(seed).sample(range(1, N + 1), n) of Python gives, so every entry is as likely as any"
            " other, and whoever draws as many with the same seed from the same data gets the same ones."
        ),
        source=achievement.sources(subject.indicator.code, words),
        n=_statement(found, draw, subject) if len(found.entries) else "",
        notes=_notes(found, subject),
        controls=None if subject.closed else form(draw, subject),
        unavailable=_nothing(found, draw, subject),
        day=subject.asked.question.as_of,
    )


def _finding(found: Page, draw: Draw, subject: Subject) -> str:
    words, taken = subject.asked.words, len(found.entries)
    if subject.closed:
        return words.gettext("Single records of the peer network are not drawn from")
    if not taken:
        return words.gettext("Draw entries at random, to check them against the records")
    if draw.of == COUNTED:
        return words.ngettext(
            "{n} entry drawn at random of the {all} that count",
            "{n} entries drawn at random of the {all} that count",
            taken,
            all=words.number(found.total),
        )
    return words.ngettext(
        "{n} entry drawn at random of the {all} counted or left out",
        "{n} entries drawn at random of the {all} counted or left out",
        taken,
        all=words.number(found.total),
    )


def _statement(found: Page, draw: Draw, subject: Subject) -> str:
    """What it takes to draw the same sample again."""
    words = subject.asked.words
    return words.gettext(
        "{n} of {all} entries, data version {version}, seed {seed}",
        n=words.number(len(found.entries)),
        all=words.number(found.total),
        version=subject.version,
        seed=draw.seed,
    )


def _notes(found: Page, subject: Subject) -> list[str]:
    words = subject.asked.words
    if found.entries.empty:
        return []
    said = [words.gettext("Print this page to get the check-list alone, on paper, with columns to fill in.")]
    if subject.known is None:
        said.append(
            words.gettext("A later delivery may change what is drawn from; the sample of a frozen report stays.")
        )
    if subject.indicator.touches_network and subject.asked.question.viewer.restricted:
        said.append(words.gettext("Single records of the peer network are not among those drawn from."))
    return said


def _nothing(found: Page, draw: Draw, subject: Subject) -> str | None:
    words = subject.asked.words
    if subject.closed:
        return subject.explanation()
    if not found.total:
        return words.gettext("There is no entry to draw from by this day.")
    if draw.seed is None:
        return words.ngettext(
            "There is {n} entry to draw from. Choose how many you will check, and any number as the seed.",
            "There are {n} entries to draw from. Choose how many you will check, and any number as the seed.",
            found.total,
        )
    return None
