"""The entries behind a difference, one by one."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import literal, select, union_all

from data_access.catalogue import Rule
from data_access.ledger import BOTH_REGISTERS
from data_access.models import ledger, ledger_history, rows_of
from data_access.protection import PublishableFrame, protect
from data_access.queries.indicators.scope import asked
from data_access.queries.rows import frame
from data_access.question import Question
from data_access.reports.difference.loads import loads
from data_access.reports.difference.movements import OF_A_PERSON, movements
from data_access.reports.difference.span import Span
from data_access.viewer import Role

_NAMELESS = (
    *OF_A_PERSON, *(f"{name}_then" for name in OF_A_PERSON), "organisation", "cohort", "session_kind"
)  # fmt: skip
_ROW = ["row_id", "file", "line"]


def moved(question: Question, span: Span, code: str) -> PublishableFrame:
    """What came, went or changed of an indicator, the latest delivery first. Three queries.

    Columns: those of ``movements`` (indicator apart), and source, loaded_at, loaded_by of the delivery, file and line
    of the row. Nobody sees what makes persons of both registers count once entry by entry, the financier nothing
    that ``evidence.entries`` does not show either, and no entry where one of those that it does not show has moved.
    Raises Forbidden but for manager and financier, and where there is no such indicator.
    """
    indicator, found = asked(code), movements(question, span)
    ours = found[found["indicator"] == code]
    rows = ours[ours["unit"] != BOTH_REGISTERS]
    if question.viewer.restricted and (ours["of_network"].any() or len(rows) < len(ours)):
        # What the list lacked of the exact difference would be the network's.
        rows = rows.head(0)
    rows = rows.merge(loads(question), on="delivery", how="left")
    rows = rows.merge(_places(question, span, rows, code), on=["sheet", "row_id"], how="left")
    rows = rows.sort_values(["delivery", "effect"], ascending=False, kind="stable", ignore_index=True)
    if question.viewer.role is Role.FINANCIER and indicator.rule is Rule.AUTHORITIES:
        attended = rows["sheet"] == "attendance"
        rows[_ROW] = rows[_ROW].astype("object").mask(attended, None)
    if question.viewer.role is Role.FINANCIER and indicator.counts_persons:
        rows[list(_NAMELESS)] = None
        rows["changed"] = rows["changed"].map(_impersonal)
    return protect(rows.drop(columns=["indicator", "of_network"]), question)


def together(question: Question, span: Span, code: str) -> float | None:
    """What ``moved`` does not list: by how much the count of persons of both registers moved the figure.

    None for readers from whom it is hidden. Raises Forbidden as ``moved`` does. One query.
    """
    found = movements(question, span)
    if question.viewer.restricted:
        return None
    both = (found["indicator"] == asked(code).code) & (found["unit"] == BOTH_REGISTERS)
    return float(found.loc[both, "effect"].sum())


def _impersonal(changed: str) -> str:
    return " ".join(name for name in changed.split() if name not in OF_A_PERSON)


def _places(question: Question, span: Span, rows: pd.DataFrame, code: str) -> pd.DataFrame:
    """File and line of the rows that entries of the indicator rest or rested on which moved. One query."""
    programme = question.programme.id
    standing = ledger.c.since > span.known
    ended = ledger_history.c.until > span.known
    # No variable for each row: there may be more of them than a database takes.
    moving = union_all(
        *(
            select(table.c.row_id).where(table.c.programme_id == programme, table.c.indicator == code, moved)
            for table, moved in ((ledger, standing), (ledger_history, ended))
        )
    )
    tables = {name: rows_of(name) for name in sorted(set(rows["sheet"])) or ["programme"]}
    places = (
        select(literal(name).label("sheet"), table.c.id.label("row_id"), table.c.file, table.c.line).where(
            table.c.programme_id == programme, table.c.id.in_(moving)
        )
        for name, table in tables.items()
    )
    return frame(question, union_all(*places)).astype({"row_id": "int64"})
