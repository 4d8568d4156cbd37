"""The programme at a glance: what needs attention, what happened when."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import func, select

from data_access import catalogue, reports
from data_access.checks import CONTRADICTIONS
from data_access.protection import PublishableFrame, protect
from data_access.queries import indicators, organisations
from data_access.queries.buckets import HALF_YEARS, MONTHS
from data_access.queries.indicators.figures import facts
from data_access.queries.organisations.roster import taking_part
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.viewer import Forbidden, Role

# A report is announced a month ahead: time to mend what its checks find.
ANNOUNCED_DAYS = 30
# Most pressing first: what is overdue to the financier, what is wrong, what stands still, what merely lags.
URGENCY = ("report_overdue", "report_returned", "check", "silent", "far_behind", "behind", "late", "report_due")

_COLUMNS = ["matter", "code", "check", "name", "name_sv", "name_en", "days"]


def attention(question: Question) -> PublishableFrame:
    """What needs attention, in the order of URGENCY and within it the longest standing first.

    Columns: matter (one of URGENCY); code of the organisation, the indicator or the period; check (one of
    CONTRADICTIONS, for the matter ``check``); name, name_sv, name_en (of an organisation; else empty);
    days (late, silent, overdue or left; else empty).
    Who is silent and which checks fail is for the manager. Raises Forbidden for financier and organisation.
    """
    if question.viewer.role not in (Role.MANAGER, Role.STEERING):
        raise Forbidden("attention")
    found = [_organisations(question), _indicators(question), _reports(question)]
    if not question.viewer.restricted:
        found += [_silent(question), _checks(question)]
    filled = [rows for rows in found if not rows.empty]
    rows = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=_COLUMNS)
    rows = rows.reindex(columns=_COLUMNS)
    order = rows["matter"].map(URGENCY.index)
    rows = rows.assign(urgency=order).sort_values(["urgency", "days"], ascending=[True, False], kind="stable")
    return protect(rows.drop(columns="urgency").reset_index(drop=True), question)


def _organisations(question: Question) -> pd.DataFrame:
    schedule = organisations.schedule(question).rows
    behind = schedule[schedule["status"].isin(["late", "far_behind"])]
    return behind.assign(matter=behind["status"], code=behind["organisation"], days=-behind["days_ahead"])


def _silent(question: Question) -> pd.DataFrame:
    activity = organisations.activity(question).rows
    silent = activity[activity["silent"].astype(bool)]
    return silent.assign(matter="silent", code=silent["organisation"], days=silent["weeks"] * 7)


def _indicators(question: Question) -> pd.DataFrame:
    found = indicators.overview(question).rows
    behind = found[found["pace"] == "behind"]
    return pd.DataFrame({"matter": "behind", "code": behind["code"]})


def _checks(question: Question) -> pd.DataFrame:
    failing = indicators.checks(question).rows
    return failing[failing["check"].isin(CONTRADICTIONS)].assign(matter="check")


def _reports(question: Question) -> pd.DataFrame:
    """Reports overdue, returned or announced, of periods that are over and whose report is not with the financier."""
    over = [one for one in reports.standings(question) if one.period.ends_on < question.today]
    found = [(matter, one.period.code, one.overdue) for one in over if (matter := _report(one))]
    rows = pd.DataFrame(found, columns=["matter", "code", "days"])
    return rows.assign(days=rows["days"].abs().where(rows["matter"] != "report_returned"))


def _report(standing: reports.Standing) -> str | None:
    """What presses of the report, None where nothing does."""
    days = standing.overdue
    if days is not None and days > 0:
        return "report_overdue"
    if standing.state is reports.State.RETURNED:
        return "report_returned"
    return "report_due" if days is not None and days >= -ANNOUNCED_DAYS else None


def participation(question: Question) -> PublishableFrame:
    """How much there was, whether or not people were registered.

    One row; columns: organisations (that took part), sessions (held). One query.
    """
    session, organisation = current_rows(question, "sessions"), taking_part(question)
    held = select(func.count()).where(session.c.status == "held", session.c.held_on <= question.as_of)
    statement = select(
        select(func.count()).select_from(organisation).scalar_subquery().label("organisations"),
        held.scalar_subquery().label("sessions"),
    )
    return protect(frame(question, statement), question)


def changes(question: Question) -> PublishableFrame:
    """The indicators known both now and at the end of the last period closed before the question's day.

    Columns: code, value, previous, previous_on, change (value less previous), basis (the smallest of the three that
    is not 0: each of them follows from the other two, so they are hidden together). Four queries.
    """
    rows = pd.DataFrame(facts(question))[["code", "value", "previous", "previous_on"]]
    rows = rows[rows["value"].notna() & rows["previous"].notna()].reset_index(drop=True)
    rows["change"] = rows["value"] - rows["previous"]
    amounts = rows[["value", "previous", "change"]].abs()
    rows["basis"] = amounts.where(amounts > 0).min(axis=1)
    declared = [catalogue.indicators()[code] for code in rows["code"]]
    return protect(
        rows,
        question,
        counts=("basis",),
        follows=dict.fromkeys(amounts.columns, "basis"),
        people=pd.Series([one.counts_persons for one in declared], dtype=bool),
        network=pd.Series([one.of_network_alone for one in declared], dtype=bool),
    )


def sessions(question: Question) -> PublishableFrame:
    """Sessions held so far by kind: one row for each month (half-year, for readers of closed periods only).

    Columns: ends_on (the last day of the step, at most the question's day), training, mentoring, network, event
    (cumulative numbers of held sessions). From the first step with a session to the question's day, or to the
    programme's end if nothing was held after it. One query.
    """
    steps = HALF_YEARS if question.viewer.restricted else MONTHS
    session = current_rows(question, "sessions")
    number = steps.number(session.c.held_on)
    counted = frame(
        question,
        select(number.label("step"), session.c.kind, func.count().label("sessions"))
        .where(session.c.status == "held", session.c.held_on <= question.as_of)
        .group_by(number, session.c.kind),
    )
    kinds = ["training", "mentoring", "network", "event"]
    if counted.empty:
        return protect(pd.DataFrame(columns=["ends_on", *kinds]), question)
    wide = counted.pivot_table(index="step", columns="kind", values="sessions", aggfunc="sum")
    until = min(question.as_of, question.programme.ends_on)
    every = range(int(wide.index.min()), max(int(wide.index.max()), steps.of(until)) + 1)
    rows = wide.reindex(index=every, columns=kinds).fillna(0).cumsum().astype(int)
    ends = [min(steps.ends_on(step), question.as_of) for step in every]
    return protect(rows.assign(ends_on=ends)[["ends_on", *kinds]].reset_index(drop=True), question)


def events(question: Question) -> PublishableFrame:
    """What happened on the way, by the question's day. Columns: on, text_fi, text_sv, text_en. One query."""
    mark = current_rows(question, "annotations")
    columns = (mark.c.on, mark.c.text_fi, mark.c.text_sv, mark.c.text_en)
    return protect(
        frame(question, select(*columns).where(mark.c.on <= question.as_of).order_by(mark.c.on, mark.c.id)), question
    )
