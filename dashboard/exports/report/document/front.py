"""What the report is of and what it rests on, on the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.exports.report import cover
from dashboard.exports.stamp import audience
from dashboard.exports.typst import Fact
from dashboard.i18n import Words
from data_access.question import Question
from data_access.reports import Frozen


def facts(question: Question, frozen: Frozen, words: Words) -> Sequence[Fact]:
    """Those of the grant that are known, then those of the version."""
    told = frozen.content["programme"]
    of_the_grant = (
        (words.gettext("Grant decision"), told["funding_decision"]),
        (words.gettext("Funder"), told["funder"]),
        (words.gettext("Responsible unit"), told["responsible_unit"]),
        (words.gettext("Partners"), told["partners"]),
    )
    return [
        *(Fact(label, value) for label, value in of_the_grant if value),
        Fact(words.gettext("Reporting period"), _period(frozen, words)),
        Fact(words.gettext("As of"), words.date(frozen.as_of)),
        Fact(words.gettext("Version of the report"), words.number(frozen.version)),
        Fact(words.gettext("Prepared on"), words.date(cover.prepared_at(frozen).date())),
        Fact(words.gettext("Prepared by"), frozen.prepared_by),
        Fact(words.gettext("Data version"), words.number(frozen.data_version)),
        Fact(words.gettext("Made for"), audience(question, words)),
    ]


def _period(frozen: Frozen, words: Words) -> str:
    told = frozen.content["period"]
    return words.gettext(
        "{period}, {start} to {end}",
        period=frozen.period,
        start=date.fromisoformat(told["starts_on"]),
        end=date.fromisoformat(told["ends_on"]),
    )
