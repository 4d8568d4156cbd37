"""Self-assessments: the levels of all organisations, at the beginning and now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, Integer, Label, Select, Subquery, and_, case, cast, func, literal, select, true, union_all

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisations.blocks import closed
from data_access.queries.organisations.standing import chosen
from data_access.queries.rows import current_rows, frame
from data_access.question import Question

_LATER = ("midway", "final", "follow_up")


def maturity(question: Question) -> PublishableFrame:
    """The distribution of levels for each dimension, at baseline and in each organisation's latest later round.

    Columns: dimension, dimension_fi, dimension_sv, dimension_en, position, at (``baseline`` or ``latest``), level,
    level_fi, level_sv, level_en, organisations (at that level), assessed (in that dimension and round), share,
    again (organisations assessed both times in the dimension), rose (of them, to a higher level) and fell; both
    empty where nobody was assessed twice.
    Ordered by position, at, level; every level has its row. Empty where nobody was assessed.

    For readers other than the manager the whole programme is one group, whatever filters: the difference of two
    groups would be the self-assessment of a few. Numbers that would give a few away are hidden.
    """
    asked = replace(question, filters=question.part)
    organisations, _ = chosen(asked)
    rows = frame(asked, _distribution(asked, baseline_and_latest(asked, organisations)))
    compared = {name: rows[name].where(rows["again"] > 0) for name in ("rose", "fell")}
    rows = rows.assign(share=rows["organisations"] / rows["assessed"].where(rows["assessed"] > 0), **compared)
    shut = {at: closed(asked, "maturity", at, rows["dimension"]) for at in ("baseline", "latest", "compared")}
    levels = shut["baseline"].where(rows["at"] == "baseline", shut["latest"])
    numbers = dict.fromkeys(("organisations", "share"), levels)
    return protect(rows, asked, kept=numbers | dict.fromkeys(("rose", "fell"), shut["compared"]))


def _distribution(question: Question, pair: CTE) -> Select[Any]:
    dimension, level = current_rows(question, "dimensions"), current_rows(question, "levels")
    compared = _compared(pair)
    reached = union_all(*(_reached(pair, at) for at in ("baseline", "latest"))).cte("reached")
    at = select(reached.c.at).distinct().subquery("ats")
    assessed = func.count(reached.c.organisation)
    # PostgreSQL adds whole numbers up to a decimal one.
    grouped = cast(func.sum(assessed).over(partition_by=(dimension.c.dimension, at.c.at)), Integer)
    languages = ("fi", "sv", "en")
    by = (
        dimension.c.dimension,
        *(dimension.c[f"name_{language}"].label(f"dimension_{language}") for language in languages),
        dimension.c.position,
        at.c.at,
        level.c.level,
        *(level.c[f"name_{language}"].label(f"level_{language}") for language in languages),
    )
    comparison = (compared.c.again, compared.c.rose, compared.c.fell)
    return (
        select(*by, assessed.label("organisations"), grouped.label("assessed"), *comparison)
        .select_from(dimension)
        .join(level, true())
        .join(at, true())
        .join(compared, compared.c.dimension == dimension.c.dimension)
        .outerjoin(
            reached,
            and_(
                reached.c.dimension == dimension.c.dimension,
                reached.c.at == at.c.at,
                reached.c.level == level.c.level,
            ),
        )
        .group_by(*(column.element if isinstance(column, Label) else column for column in by), *comparison)
        .order_by(dimension.c.position, dimension.c.dimension, at.c.at, level.c.level)
    )


def _reached(pair: CTE, at: str) -> Select[Any]:
    level = pair.c[at]
    return select(pair.c.organisation, pair.c.dimension, literal(at).label("at"), level.label("level")).where(
        level.is_not(None)
    )


def _compared(pair: CTE) -> Subquery:
    both = and_(pair.c.baseline.is_not(None), pair.c.latest.is_not(None))
    return (
        select(
            pair.c.dimension,
            func.count(case((both, 1))).label("again"),
            func.count(case((pair.c.latest > pair.c.baseline, 1))).label("rose"),
            func.count(case((pair.c.latest < pair.c.baseline, 1))).label("fell"),
        )
        .group_by(pair.c.dimension)
        .subquery("compared")
    )


def ratings(question: Question, organisations: CTE | Subquery) -> Subquery:
    """The level in each round: the organisation's own rating, the facilitator's where it gave none.

    Columns: organisation, dimension, round, level, assessed_on, recency (1 is the organisation's latest round
    after the baseline in that dimension; of no meaning for the baseline itself).
    """
    assessed = current_rows(question, "assessments")
    rank = case({"baseline": 0, "midway": 1, "final": 2, "follow_up": 3}, value=assessed.c.round)
    own_first = case((assessed.c.assessor == "facilitator", 1), else_=0)
    one_each = (
        select(
            *(assessed.c[name] for name in ("organisation", "dimension", "round", "level", "assessed_on")),
            rank.label("rank"),
            func.row_number()
            .over(partition_by=(assessed.c.organisation, assessed.c.dimension, assessed.c.round), order_by=own_first)
            .label("choice"),
        )
        .join(organisations, organisations.c.organisation == assessed.c.organisation)
        .where(assessed.c.assessed_on <= question.as_of)
        .subquery("one_each")
    )
    recency = func.row_number().over(
        partition_by=(one_each.c.organisation, one_each.c.dimension), order_by=one_each.c.rank.desc()
    )
    return select(one_each, recency.label("recency")).where(one_each.c.choice == 1).subquery("ratings")


def baseline_and_latest(question: Question, organisations: CTE | Subquery) -> CTE:
    """One row for each of ``organisations`` and each dimension it was assessed in.

    Columns: organisation, dimension, baseline, baseline_on, latest, latest_on, latest_round (the last three empty
    before there is a later round).
    """
    rating = ratings(question, organisations)
    first, last = rating.c.round == "baseline", and_(rating.c.round.in_(_LATER), rating.c.recency == 1)
    return (
        select(
            rating.c.organisation,
            rating.c.dimension,
            func.max(case((first, rating.c.level))).label("baseline"),
            func.max(case((first, rating.c.assessed_on))).label("baseline_on"),
            func.max(case((last, rating.c.level))).label("latest"),
            func.max(case((last, rating.c.assessed_on))).label("latest_on"),
            func.max(case((last, rating.c.round))).label("latest_round"),
        )
        .group_by(rating.c.organisation, rating.c.dimension)
        .cte("pairs")
    )
