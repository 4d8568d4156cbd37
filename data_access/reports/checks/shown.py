"""What checks found, as the viewer who asks may see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
from sqlalchemy import func, or_, select

from data_access.catalogue import indicators
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.checks import compared
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.checks.finding import COLUMNS
from data_access.viewer import Forbidden, Role

CHECKERS = (Role.MANAGER, Role.FINANCIER)
_OF_A_ROW = ["row_id", "record", "source", "file", "line", "on", "until", "like"]


def shown(question: Question, findings: pd.DataFrame) -> PublishableFrame:
    """The rows of ``findings``, without people and network, and with ``opens``. One query.

    ``opens``: the code of the indicator on whose page the viewer can open the row; empty where there is none.
    Who is not the manager sees numbers of people as they were released of indicators, and no others; single records of
    the network are one row for each check. Raises Forbidden for the steering group and for an organisation.
    """
    if question.viewer.role not in CHECKERS:
        raise Forbidden("checks")
    rows = _together(findings) if question.viewer.restricted else findings
    rows = rows.assign(opens=_opens(question, rows)).reset_index(drop=True)
    people = rows.pop("people").eq(True)
    rows = rows.drop(columns="network")
    called = compared(rows, question) if question.viewer.restricted else {}
    of_indicator = people & rows["code"].notna() & rows["sheet"].isna()
    shut = people & ~of_indicator
    numbers = {name: made.where(of_indicator, None) for name, made in called.items()}
    return protect(rows, question, named=numbers, kept=dict.fromkeys(("found", "expected"), shut))


def dated(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings as they were frozen, with days in place of their text."""
    days = {
        name: [date.fromisoformat(day) if isinstance(day, str) else None for day in findings[name]]
        for name in ("on", "until")
    }
    return findings.assign(**{name: pd.Series(one, dtype=object) for name, one in days.items()})


def _together(findings: pd.DataFrame) -> pd.DataFrame:
    """One row in place of the network's single records of a check."""
    singly = findings["network"].eq(True) & findings["row_id"].notna()
    several = findings[singly]
    number = several.groupby(["check", "code"], dropna=False)["row_id"].transform("size").astype("float64")
    several = several.assign(**dict.fromkeys(_OF_A_ROW), found=several["found"].where(several["found"].notna(), number))
    merged = pd.concat([findings[~singly], several.drop_duplicates(["check", "code"])])
    return merged.sort_index()[list(COLUMNS)].astype(object)


def _opens(question: Question, rows: pd.DataFrame) -> pd.Series[str]:
    """By row the indicator's page that shows it. The manager can open any; others what an entry rests on."""
    known = _resting(question, rows)
    everything = not question.viewer.restricted
    whole = _resting_on_sheets() if everything else {}
    found = [
        None if pd.isna(row_id) else known.get((sheet, row_id)) or (code if everything else None) or whole.get(sheet)
        for code, sheet, row_id in zip(rows["code"], rows["sheet"], rows["row_id"], strict=True)
    ]
    return pd.Series(found, index=rows.index, dtype=object)


def _resting(question: Question, rows: pd.DataFrame) -> Mapping[tuple[str, int], str]:
    sheets = sorted(rows.loc[rows["row_id"].notna(), "sheet"].unique())
    entry = ledger.c
    found = frame(
        question,
        select(entry.sheet, entry.row_id, func.min(entry.indicator).label("code"))
        .where(entry.programme_id == question.programme.id, entry.sheet.in_(sheets), entry.unit != BOTH_REGISTERS)
        .where(or_(entry.counted_on <= question.as_of, entry.counted_on.is_(None)))
        .group_by(entry.sheet, entry.row_id),
    )
    return {(sheet, row_id): code for sheet, row_id, code in found.itertuples(index=False)}


def _resting_on_sheets() -> Mapping[str, str]:
    """For each sheet an indicator that rests on it."""
    return {
        part.partition(":")[0].partition(".")[0]: code
        for code, one in reversed(list(indicators().items()))
        for group in one.rests_on
        for part in group
    }
