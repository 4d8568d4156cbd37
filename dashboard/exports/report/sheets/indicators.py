"""The frozen figures, a row for each indicator."""

from __future__ import annotations

from dashboard import achievement
from dashboard.exports.excel.sheet import LONG, NARROW, WIDE, Column, Sheet, of
from dashboard.exports.report import frozen_words
from dashboard.i18n import Words
from dashboard.panel import Format, TableColumn
from data_access import reports
from data_access.question import Question
from data_access.reports import JUDGEMENTS, Frozen, Judgement


def sheet(question: Question, frozen: Frozen, words: Words) -> Sheet:
    """Value, plan, judgement and comment; what is missing."""
    return of(
        words.gettext("Indicators"),
        words.gettext("The figures as they were frozen, with the project's judgement and comment."),
        [*_figure(frozen, words), *_said(words), *_beside(words)],
        reports.figures(question, frozen),
    )


def _figure(frozen: Frozen, words: Words) -> list[Column]:
    return [
        Column(TableColumn("code", words.gettext("Indicator")), NARROW),
        Column(TableColumn("code", words.gettext("Name"), said=frozen_words.of(frozen, "names", words)), LONG),
        Column(TableColumn("unit", words.gettext("Unit"), said=lambda unit: achievement.unit(unit, words))),
        Column(TableColumn("baseline", words.gettext("Baseline")), NARROW),
        Column(TableColumn("value", words.gettext("Value")), NARROW),
        Column(TableColumn("target", words.gettext("Target")), NARROW),
        Column(TableColumn("progress", words.gettext("Progress"), Format.PERCENT), NARROW),
        Column(TableColumn("planned", words.gettext("Planned for the day")), NARROW),
        Column(TableColumn("pace", words.gettext("Against the plan"), said=lambda pace: _pace(pace, words))),
    ]


def _said(words: Words) -> list[Column]:
    return [
        Column(TableColumn("judgement", words.gettext("Judgement"), said=lambda code: _judged(code, words))),
        Column(TableColumn("comment", words.gettext("Comment")), LONG),
    ]


def _beside(words: Words) -> list[Column]:
    """What stands beside the value: answers, the value before, how much of it the breakdown lacks."""
    return [
        Column(TableColumn("answered", words.gettext("Answered")), NARROW),
        Column(TableColumn("eligible", words.gettext("Could have answered")), NARROW),
        Column(TableColumn("previous", words.gettext("Value at the end of the period before")), NARROW),
        Column(TableColumn("previous_on", words.gettext("End of the period before"))),
        Column(TableColumn("in_cells", words.gettext("In the breakdown")), NARROW),
        Column(TableColumn("missing_gender", words.gettext("Gender unknown")), NARROW),
        Column(TableColumn("missing_age", words.gettext("Age unknown")), NARROW),
        Column(TableColumn("incomplete", words.gettext("Either unknown")), NARROW),
        Column(
            TableColumn("lacks", words.gettext("Why no value"), said=lambda what: achievement.lacking(what, words)),
            WIDE,
        ),
    ]


def _pace(code: str, words: Words) -> str:
    return achievement.pace(code, words)


def _judged(code: str, words: Words) -> str:
    return words.message(JUDGEMENTS[Judgement(code)])
