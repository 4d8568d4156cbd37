"""The report in sentences, made from its figures; and all indicators in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.report.document.figure import Figure
from dashboard.exports.typst import Mark
from dashboard.i18n import Words
from data_access.reports import Frozen, Judgement


@dataclass(frozen=True)
class Line:
    """An indicator in the table of all. ``share``: of the way to the target, from 0 to 1, for a bar; None: no bar."""

    code: str
    name: str
    value: str
    target: str
    progress: str
    share: float | None
    judgement: Mark
    pace: Mark | None


def lines(figures: Sequence[Figure], words: Words) -> Sequence[Line]:
    """A line for each indicator."""
    return [_line(figure, words) for figure in figures]


def _line(figure: Figure, words: Words) -> Line:
    progress = figure.row["progress"]
    return Line(
        code=figure.code,
        name=words.name(figure.told["names"]),
        value=words.gettext("hidden") if "value" in figure.hidden else figure.said("value", words),
        target=figure.said("target", words),
        progress="" if progress is None else words.percent(progress),
        share=None if progress is None else min(max(progress, 0.0), 1.0),
        judgement=figure.judgement(words),
        pace=figure.pace(words),
    )


def sentences(figures: Sequence[Figure], frozen: Frozen, words: Words) -> Sequence[str]:
    """What people judge, what the plan says, what is not known, and what keeps the report from being submitted."""
    said = (_judged(figures, words), _paces(figures, words), _troubled(figures, words), _unknown(figures, words),
            _hidden(figures, words), _checks(frozen, words))  # fmt: skip
    return [one for one in said if one]


def _judged(figures: Sequence[Figure], words: Words) -> str:
    given = Counter(figure.row["judgement"] for figure in figures)
    counts = {
        Judgement.MET: words.ngettext("{n} has met its target", "{n} have met their target", given["met"]),
        Judgement.ON_TRACK: words.ngettext("{n} is on track", "{n} are on track", given["on_track"]),
        Judgement.CONSTRAINED: words.ngettext("{n} is constrained", "{n} are constrained", given["constrained"]),
        Judgement.NO_PROGRESS: words.ngettext("{n} shows no progress", "{n} show no progress", given["no_progress"]),
        None: words.ngettext("{n} has not been judged", "{n} have not been judged", given[None]),
    }
    return words.ngettext(
        "The project's own judgement of {n} indicator: {judgements}.",
        "The project's own judgement of {n} indicators: {judgements}.",
        len(figures),
        judgements=", ".join(text for judgement, text in counts.items() if given[judgement]),
    )


def _paces(figures: Sequence[Figure], words: Words) -> str:
    """The same words as on the page of the indicators."""
    paces = Counter(figure.row["pace"] for figure in figures if figure.row["target"] is not None)
    good, behind, unknown = paces["on"] + paces["ahead"], paces["behind"], paces[None]
    if not paces:
        return words.gettext("No target has been set.")
    parts = [
        words.ngettext(
            "{n} of {all} indicators with a target is on plan or ahead",
            "{n} of {all} indicators with a target are on plan or ahead",
            good,
            all=paces.total(),
        )
    ]
    if behind:
        parts.append(words.ngettext("{n} is behind", "{n} are behind", behind))
    if unknown:
        parts.append(words.ngettext("of {n} it cannot be said", "of {n} it cannot be said", unknown))
    return f"{', '.join(parts)}."


def _troubled(figures: Sequence[Figure], words: Words) -> str:
    codes = [figure.code for figure in figures if figure.row["judgement"] in ("constrained", "no_progress")]
    if not codes:
        return ""
    return words.gettext("Constrained or without progress, see the comments there: {codes}.", codes=", ".join(codes))


def _unknown(figures: Sequence[Figure], words: Words) -> str:
    codes = [figure.code for figure in figures if figure.row["lacks"]]
    if not codes:
        return ""
    return words.ngettext(
        "{n} indicator has no data yet: {codes}.", "{n} indicators have no data yet: {codes}.", len(codes),
        codes=", ".join(codes),
    )  # fmt: skip


def _hidden(figures: Sequence[Figure], words: Words) -> str:
    codes = [figure.code for figure in figures if "value" in figure.hidden]
    if not codes:
        return ""
    return words.ngettext(
        "{n} value is hidden to protect privacy: {codes}.", "{n} values are hidden to protect privacy: {codes}.",
        len(codes), codes=", ".join(codes),
    )  # fmt: skip


def _checks(frozen: Frozen, words: Words) -> str:
    blocking = {row["check"] for row in frozen.content["checks"] if row["blocking"]}
    odd = {row["check"] for row in frozen.content["checks"] if not row["blocking"]}
    if blocking:
        return words.ngettext(
            "{n} check that must pass does not, which keeps the report from being submitted.",
            "{n} checks that must pass do not, which keeps the report from being submitted.",
            len(blocking),
        )
    if odd:
        return words.ngettext(
            "Every check that must pass does; {n} other points to something odd or missing.",
            "Every check that must pass does; {n} others point to something odd or missing.",
            len(odd),
        )
    return words.gettext("All checks pass.")
