"""What needs attention: of organisations, indicators, their checks and the reports on them."""

from __future__ import annotations

import pandas as pd

from data_access import reports
from data_access.checks import CONTRADICTIONS
from data_access.protection import PublishableFrame, protect
from data_access.queries import indicators, organisations
from data_access.question import Question
from data_access.viewer import Forbidden, Role

# Most pressing first: what is overdue to the financier, what is wrong, who is far behind, who stands still, what lags.
URGENCY = ("report_overdue", "report_returned", "check", "far_behind", "silent", "behind", "late", "report_due")

_COLUMNS = ["matter", "code", "check", "name", "name_sv", "name_en", "days"]


def matters(question: Question) -> PublishableFrame:
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
    return rows.assign(days=rows["days"].astype("float64").abs().where(rows["matter"] != "report_returned"))


def _report(standing: reports.Standing) -> str | None:
    """What presses of the report, None where nothing does."""
    days = standing.overdue
    if days is not None and days > 0:
        return "report_overdue"
    if standing.state is reports.State.RETURNED:
        return "report_returned"
    return "report_due" if days is not None and days >= -reports.ANNOUNCED_DAYS else None
