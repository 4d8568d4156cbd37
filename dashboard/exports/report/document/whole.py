"""The parts of the report, from its first page to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dashboard import achievement
from dashboard.exports.report import cover
from dashboard.exports.report.document import changes, checks, front, history, summary
from dashboard.exports.report.document.chapter import Chapter
from dashboard.exports.report.document.comment import Comment, comment
from dashboard.exports.report.document.figure import Figure, figures
from dashboard.exports.report.document.indicator import Indicator, indicator
from dashboard.exports.typst import Fact
from dashboard.i18n import Words
from data_access import reports
from data_access.question import Question
from data_access.reports import Frozen


@dataclass(frozen=True)
class Group:
    """Indicators of one kind."""

    name: str
    indicators: Sequence[Indicator]


@dataclass(frozen=True)
class Document:
    """``labels``: the lasting texts of the template, by what they are for.

    ``mark``: what tells this file from all others. ``about``: how to check it.
    """

    language: str
    title: str
    programme: str
    hash: str
    labels: dict[str, str]
    mark: str
    facts: Sequence[Fact]
    sentences: Sequence[str]
    comment: Comment
    lines: Sequence[summary.Line]
    groups: Sequence[Group]
    chapters: Sequence[Chapter]
    about: Sequence[str]


def document(question: Question, frozen: Frozen, words: Words) -> Document:
    """The report as the viewer who asks may see it. Raises Forbidden but for manager and financier. Two queries."""
    found = figures(question, frozen)
    return Document(
        language=words.language,
        title=cover.title(frozen, words),
        programme=cover.programme(frozen, words),
        hash=frozen.hash,
        labels=_labels(frozen, words),
        mark=cover.mark(question, frozen),
        facts=front.facts(question, frozen, words),
        sentences=summary.sentences(found, frozen, words),
        comment=comment(words.gettext("Comment"), frozen.content["comment"], words),
        lines=summary.lines(found, words),
        groups=_groups(question, frozen, found, words),
        chapters=_chapters(question, frozen, words),
        about=[cover.standing(frozen, words), cover.verification(frozen, words)],
    )


def _groups(question: Question, frozen: Frozen, found: Sequence[Figure], words: Words) -> Sequence[Group]:
    def told(figure: Figure) -> Indicator:
        return indicator(figure, reports.cells(question, frozen, figure.code), words)

    return [Group(name, [told(one) for one in those]) for name, those in groupby(found, lambda one: _kind(one, words))]


def _chapters(question: Question, frozen: Frozen, words: Words) -> Sequence[Chapter]:
    made = (one.chapter(question, frozen, words) for one in (changes, checks, history))
    return [chapter for chapter in made if chapter]


def _kind(figure: Figure, words: Words) -> str:
    if not achievement.of_fund(figure.code):
        return words.gettext("The project's own indicators")
    return {
        "output": words.gettext("Output indicators of the fund"),
        "result": words.gettext("Result indicators of the fund"),
    }[str(figure.row["kind"])]


def _labels(frozen: Frozen, words: Words) -> dict[str, str]:
    demonstration = frozen.content["programme"]["demonstration"]
    return {
        "co_funding": words.gettext("Co-funded by the European Union"),
        "emblem": words.gettext("Emblem of the European Union"),
        "demonstration": words.gettext("Demonstration data") if demonstration else "",
        "summary": words.gettext("Summary"),
        "indicator": words.gettext("Indicator"),
        "value": words.gettext("Value"),
        "target": words.gettext("Target"),
        "progress": words.gettext("Progress"),
        "judgement": words.gettext("Judgement"),
        "pace": words.gettext("Against the plan"),
        "page": words.gettext("Page"),
        "about": words.gettext("About this file"),
        # The template puts the numbers in.
        "numbered": words.gettext("page {page} of {pages}", page="{page}", pages="{pages}"),
        "hash": words.gettext("Hash (SHA-256) of what was frozen"),
        "version": words.gettext("version {version}", version=frozen.version),
    }
