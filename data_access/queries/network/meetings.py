"""The network's meetings: how many were held, how many came, and where nobody wrote it down."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Executable, Exists, Select, Subquery, case, exists, func, or_, select

from data_access.models import rows_of
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.network.register import ATTENDANCE, MEMBERS, SESSIONS, Register, register, span
from data_access.queries.rows import frame, once
from data_access.question import Question
from data_access.viewer import Forbidden, Role

ORGANISATIONS = rows_of("organisations")


@once
def meetings(question: Question) -> PublishableFrame:
    """Meetings and participations, one row a month (a closed half-year for all but the manager), none left out.

    starts_on, ends_on; meetings: held; registered: of which somebody's presence was registered; counted: of
    which only a headcount exists; unknown: of which neither exists; participations: times somebody came to
    a registered meeting (project staff apart); headcount: people at the counted ones; invited: where the
    number is known. The last three are empty where no meeting of the month has such a number.
    Two queries.
    With a region, meetings that somebody of the region came to or that an organisation of the region held.
    """
    rows = counted(register(question)).drop(columns="people")

    def called(measure: str) -> pd.Series[str]:
        return names.names(names.NETWORK, measure, rows["ends_on"], index=rows.index)

    return protect(rows, question, named={one: called(one) for one in ("participations", "headcount", "invited")})


def counted(of: Register) -> pd.DataFrame:
    """The rows of ``meetings`` by the number of their bucket, not protected, with ``people``: different ones who came.

    Two queries.
    """
    found = frame(of.question, _by_bucket(of)).set_index("number").join(_visitors(of))
    rows = of.buckets.frame(span(of, found.index)).join(found)
    for name in ("meetings", "registered", "counted", "unknown", "people"):
        rows[name] = rows[name].fillna(0).astype("int64")
    # Empty where unknown, and sums of PostgreSQL are decimals
    for name in ("participations", "headcount", "invited"):
        rows[name] = rows[name].astype("float64")
    return rows


def _by_bucket(of: Register) -> Executable:
    each = _each_meeting(of)
    number = of.buckets.number(each.c.held_on).label("number")
    headcount = case((each.c.registered.is_(None), each.c.headcount))
    return select(
        number,
        func.count().label("meetings"),
        func.count(each.c.registered).label("registered"),
        func.count(headcount).label("counted"),
        func.sum(case((or_(each.c.registered.is_not(None), each.c.headcount.is_not(None)), 0), else_=1)).label(
            "unknown"
        ),
        func.sum(each.c.came).label("participations"),
        func.sum(headcount).label("headcount"),
        func.sum(each.c.invited).label("invited"),
    ).group_by("number")


def _each_meeting(of: Register) -> Subquery:
    """session, organisation, held_on, headcount, invited, ``registered`` (rows of any sort) and ``came``."""
    visits = of.visits()
    came = select(visits.c.session, func.count().label("came")).group_by(visits.c.session).subquery()
    listed = (
        select(ATTENDANCE.c.session, func.count().label("registered"))
        .where(of.present())
        .group_by(ATTENDANCE.c.session)
        .subquery()
    )
    each = (
        select(
            SESSIONS.c.session,
            SESSIONS.c.organisation,
            SESSIONS.c.held_on,
            SESSIONS.c.headcount,
            SESSIONS.c.invited,
            listed.c.registered,
            # Registered, but nobody who counts: none came, which is known
            case((listed.c.registered.is_not(None), func.coalesce(came.c.came, 0))).label("came"),
        )
        .outerjoin_from(SESSIONS, came, came.c.session == SESSIONS.c.session)
        .outerjoin(listed, listed.c.session == SESSIONS.c.session)
        .where(of.held())
    )
    if of.region:
        each = each.where(or_(came.c.came.is_not(None), SESSIONS.c.organisation.in_(_organisations(of))))
    return each.subquery("meetings")


def _organisations(of: Register) -> Select[Any]:
    return select(ORGANISATIONS.c.organisation).where(
        ORGANISATIONS.c.programme_id == of.question.programme.id,
        ORGANISATIONS.c.superseded.is_(None),
        ORGANISATIONS.c.region == of.region,
    )


def _visitors(of: Register) -> pd.DataFrame:
    """``people`` by bucket: different ones who came."""
    visits = of.visits()
    number = of.buckets.number(visits.c.held_on).label("number")
    counted = select(number, func.count(visits.c.member.distinct()).label("people")).group_by("number")
    return frame(of.question, counted).set_index("number")


def chapters(question: Question) -> PublishableFrame:
    """The meetings by the organisation that held them, most meetings first.

    organisation (empty: none named), name, name_sv, name_en, region; meetings, unknown, headcount, invited as
    in ``meetings``; last_on: the latest meeting. Two queries.
    For the manager alone, and only without a register: nothing joins a member to an organisation. Raises Forbidden
    else.
    """
    of = register(question)
    if question.viewer.role is not Role.MANAGER or question.connection.scalar(select(_registered(of))):
        raise Forbidden("network")
    rows = frame(question, _by_organisation(of)).astype({"headcount": "float64", "invited": "float64"})
    return protect(rows, question)


def _registered(of: Register) -> Exists:
    return exists().where(MEMBERS.c.programme_id == of.question.programme.id, MEMBERS.c.superseded.is_(None))


def _by_organisation(of: Register) -> Select[Any]:
    programme_id = of.question.programme.id
    named = [ORGANISATIONS.c[name] for name in ("name", "name_sv", "name_en", "region")]
    count = func.count().label("meetings")
    found = (
        select(
            SESSIONS.c.organisation,
            *named,
            count,
            (func.count() - func.count(SESSIONS.c.headcount)).label("unknown"),
            func.sum(SESSIONS.c.headcount).label("headcount"),
            func.sum(SESSIONS.c.invited).label("invited"),
            func.max(SESSIONS.c.held_on).label("last_on"),
        )
        .outerjoin_from(
            SESSIONS,
            ORGANISATIONS,
            (ORGANISATIONS.c.programme_id == programme_id)
            & ORGANISATIONS.c.superseded.is_(None)
            & (ORGANISATIONS.c.organisation == SESSIONS.c.organisation),
        )
        .where(of.held())
        .group_by(SESSIONS.c.organisation, *named)
        .order_by(count.desc(), SESSIONS.c.organisation)
    )
    return found.where(ORGANISATIONS.c.region == of.region) if of.region else found
