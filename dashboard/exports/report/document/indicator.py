"""What the report says of one indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import achievement
from dashboard.exports.report.document.breakdown import breakdown, incomplete
from dashboard.exports.report.document.comment import Comment, comment
from dashboard.exports.report.document.figure import Figure
from dashboard.exports.typst import Bullet, Fact, Mark, Table, bullet
from dashboard.i18n import Words
from data_access.protection import PublishableFrame


@dataclass(frozen=True)
class Indicator:
    """``achieved``: value and unit; ``known``: whether that is a number. ``share``: of the way, in words.

    ``rule``: definition, counting, unit, legal reference, grant decision.
    """

    code: str
    name: str
    achieved: str
    known: bool
    share: str
    judgement: Mark
    pace: Mark | None
    bullet: Bullet | None
    facts: Sequence[Fact]
    comment: Comment
    breakdown: Table | None
    incomplete: str
    rule: Sequence[Fact]


def indicator(figure: Figure, cells: PublishableFrame, words: Words) -> Indicator:
    """The part of one indicator; ``cells``: its breakdown, as ``reports.cells`` has it."""
    return Indicator(
        code=figure.code,
        name=figure.name(words),
        achieved=figure.achieved(words),
        known=figure.row["value"] is not None,
        share=_share(figure, words),
        judgement=figure.judgement(words),
        pace=figure.pace(words),
        bullet=_bullet(figure, words),
        facts=_facts(figure, words),
        comment=comment(words.gettext("Comment"), figure.row["comment"], words),
        breakdown=breakdown(figure, cells, words),
        incomplete=incomplete(figure, words),
        rule=_rule(figure, words),
    )


def _share(figure: Figure, words: Words) -> str:
    if figure.row["progress"] is None:
        return ""
    return words.gettext("{share} of the way from baseline to target", share=words.percent(figure.row["progress"]))


def _bullet(figure: Figure, words: Words) -> Bullet | None:
    """The drawing, where there is a way to show and a place on it."""
    row = figure.row
    if row["progress"] is None:
        return None
    names = {
        "zero": words.gettext("baseline {value}", value=words.number(row["baseline"] or 0)),
        "target": words.gettext("target {target}", target=figure.said("target", words)),
        "value": words.number(row["value"]),
        "planned": words.gettext("planned {value}", value=figure.said("planned", words)),
    }
    said = words.gettext(
        "{indicator}: value {value}, {baseline}, {target}, {planned} for {day}.",
        indicator=figure.code, value=names["value"], baseline=names["zero"], target=names["target"],
        planned=names["planned"], day=figure.on,
    )  # fmt: skip
    return bullet(row["progress"], row["planned_progress"], names, f"{said} {_share(figure, words)}.")


def _facts(figure: Figure, words: Words) -> Sequence[Fact]:
    row = figure.row
    facts = [
        Fact(words.gettext("Baseline"), figure.said("baseline", words)),
        Fact(words.gettext("Target"), figure.said("target", words)),
    ]
    if row["planned"] is not None:
        facts.append(Fact(words.gettext("Planned for {day}", day=figure.on), _planned(figure, words)))
    if row["previous_on"]:
        facts.append(Fact(words.gettext("Value on {day}", day=row["previous_on"]), figure.said("previous", words)))
    if row["answered"] is not None or "answered" in figure.hidden:
        facts.append(Fact(words.gettext("Answers"), achievement.answers(figure.row, words)))
    return facts


def _planned(figure: Figure, words: Words) -> str:
    planned = figure.said("planned", words)
    if figure.row["basis"] != "time":
        return planned
    return words.gettext("{planned}, by the share of the programme's time that has gone", planned=planned)


def _rule(figure: Figure, words: Words) -> Sequence[Fact]:
    told, row = figure.told, figure.row
    return [
        Fact(words.gettext("Definition"), words.name(told["definition"])),
        Fact(words.gettext("Rule"), words.name(told["counting"])),
        Fact(words.gettext("Unit"), achievement.unit(row["unit"], words)),
        Fact(words.gettext("Legal reference"), words.name(told["legal"])),
        Fact(words.gettext("Grant decision"), _decision(figure, words)),
    ]


def _decision(figure: Figure, words: Words) -> str:
    if figure.row["target"] is None:
        return words.gettext("sets no target for this indicator")
    target = words.gettext("target {target}", target=figure.said("target", words))
    return f"{figure.row['decision']}, {target}" if figure.row["decision"] else target
