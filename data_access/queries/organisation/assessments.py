"""An organisation's self-assessment, beside the programme's average."""

from __future__ import annotations

from sqlalchemy import Float, cast, func, select

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow
from data_access.queries.organisations.blocks import closed
from data_access.queries.organisations.maturity import baseline_and_latest
from data_access.queries.organisations.roster import taking_part
from data_access.queries.rows import current_rows, frame
from data_access.question import Question


def assessments(question: Question, code: str) -> PublishableFrame:
    """One row for each dimension that anybody was assessed in, in their order.

    Columns: dimension, name_fi, name_sv, name_en, position; baseline and latest (the organisation's levels; empty
    where it was not assessed), baseline_on, latest_on, latest_round; baseline_mean and latest_mean (of all
    organisations), baseline_n and latest_n (how many those are). A mean that would give a few away is hidden.
    """
    allow(question, code)
    dimension = current_rows(question, "dimensions")
    pairs = baseline_and_latest(question, taking_part(question))
    means = (
        select(
            pairs.c.dimension,
            *(
                column
                for at in ("baseline", "latest")
                for column in (
                    func.avg(cast(pairs.c[at], Float)).label(f"{at}_mean"),
                    func.count(pairs.c[at]).label(f"{at}_n"),
                )
            ),
        )
        .group_by(pairs.c.dimension)
        .subquery("means")
    )
    own = select(pairs).where(pairs.c.organisation == code).subquery("own")
    rows = frame(
        question,
        select(
            *(dimension.c[name] for name in ("dimension", "name_fi", "name_sv", "name_en", "position")),
            *(own.c[name] for name in ("baseline", "latest", "baseline_on", "latest_on", "latest_round")),
            *(means.c[name] for name in ("baseline_mean", "latest_mean", "baseline_n", "latest_n")),
        )
        .join(means, means.c.dimension == dimension.c.dimension)
        .outerjoin(own, own.c.dimension == dimension.c.dimension)
        .order_by(dimension.c.position, dimension.c.dimension),
    )
    return protect(
        rows,
        question,
        kept={f"{at}_mean": closed(question, "maturity", at, rows["dimension"]) for at in ("baseline", "latest")},
    )
