"""What an organisation received: sessions, and hours of training and mentoring."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Select, Subquery, and_, func, literal, or_, select, true, union_all

from data_access.protection import PublishableFrame, protect
from data_access.queries.organisation.access import allow, only
from data_access.queries.organisations.blocks import closed
from data_access.queries.organisations.roster import taking_part
from data_access.queries.organisations.sessions import sessions_of
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.viewer import Role

KINDS = ("training", "mentoring")


def sessions(question: Question, code: str) -> PublishableFrame:
    """One row for each session held for the organisation or attended by its people, the latest first.

    Columns: session, kind, title, held_on, hours, mode, invited, participations (its people registered, or those
    counted where nobody was registered; empty where nothing is known), unknown. Small numbers are shown: whoever
    may ask sees the organisation in full. Network meetings are for a manager alone.
    """
    allow(question, code)
    attended = sessions_of(question)
    names = ("session", "kind", "title", "held_on", "hours", "mode", "invited", "participations", "unknown")
    statement = (
        select(*(attended.c[name] for name in names))
        .where(attended.c.organisation == code)
        .order_by(attended.c.held_on.desc(), attended.c.session)
    )
    if question.viewer.role is not Role.MANAGER:
        statement = statement.where(attended.c.kind != "network")
    return protect(frame(question, statement), question)


def hours(question: Question, code: str) -> PublishableFrame:
    """Hours of sessions, one row each for training and mentoring.

    Columns: kind, sessions, hours (of the organisation; empty where there were sessions but none says its hours),
    median (of the organisations of its cohort that have not left, itself among them; empty without a cohort, and hidden
    where there are fewer than k), organisations (how many those are).
    """
    allow(question, code)
    rows = frame(question, _by_organisation(question, code))
    every = rows.assign(hours=rows["hours"].astype(float).where(rows["sessions"] > 0, 0.0))
    own = every[every["organisation"] == code]
    peers = every[every["peer"].astype(bool)].groupby("kind")["hours"]
    compared = pd.DataFrame({"median": peers.median(), "organisations": peers.size()})
    named = own[["kind", "sessions", "hours", "cohort"]].merge(compared, how="left", left_on="kind", right_index=True)
    named["organisations"] = named["organisations"].fillna(0).astype(int)
    ordered = named.set_index("kind").reindex([kind for kind in KINDS if kind in set(named["kind"])]).reset_index()
    parts = ordered.pop("cohort")
    shut = {kind: closed(question, "hours", kind, parts) for kind in KINDS}
    kept = shut["training"].where(ordered["kind"] == "training", shut["mentoring"])
    return protect(ordered, question, kept={"median": kept})


def _by_organisation(question: Question, code: str) -> Select[Any]:
    """organisation, peer, cohort, kind, sessions, hours: for the organisation and those of its cohort."""
    compared, attended = _compared(question, code), sessions_of(question)
    kinds = union_all(*(select(literal(kind).label("kind")) for kind in KINDS)).subquery("kinds")
    return (
        select(
            compared.c.organisation,
            compared.c.peer,
            compared.c.cohort,
            kinds.c.kind,
            func.count(attended.c.session).label("sessions"),
            func.sum(attended.c.hours).label("hours"),
        )
        .select_from(compared)
        .join(kinds, true())
        .outerjoin(attended, and_(attended.c.organisation == compared.c.organisation, attended.c.kind == kinds.c.kind))
        .group_by(compared.c.organisation, compared.c.peer, compared.c.cohort, kinds.c.kind)
    )


def _compared(question: Question, code: str) -> Subquery:
    everyone, itself = taking_part(question), only(question, code)
    still_in = or_(everyone.c.left_on.is_(None), everyone.c.left_on > question.as_of)
    peers = select(everyone.c.organisation, literal(1).label("peer"), everyone.c.cohort).where(
        everyone.c.cohort == select(itself.c.cohort).scalar_subquery(), still_in
    )
    alone = select(itself.c.organisation, literal(0), itself.c.cohort).where(
        itself.c.organisation.not_in(select(peers.subquery().c.organisation))
    )
    return union_all(peers, alone).subquery("compared")
