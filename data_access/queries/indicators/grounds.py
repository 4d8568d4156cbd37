"""What the difference between a figure typed in and today's can be explained from."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from data_access.catalogue import indicators
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.indicators.named import named
from data_access.question import Question
from data_access.released import ever_shown
from data_access.viewer import Role


class Ground(StrEnum):
    """What a difference can be explained from."""

    REPORT = "report"  # what was frozen and handed in
    DELIVERY = "delivery"  # the entries that came since the delivery that stood on the day of submission
    BEFORE = "before"  # nothing: the records began later
    UNDATED = "undated"  # nothing: it is not known when the figure was submitted


def explained(rows: pd.DataFrame, frozen: pd.Series | None = None) -> pd.DataFrame:
    """``rows`` of ``compared`` with the difference taken apart; ``frozen``: what the report that was handed in says.

    Columns added: frozen, ground (see ``Ground``), later (by how much the records have changed since: what they give
    less what was frozen, or what has come since the delivery), rest (of the difference: a slip of the pen, and
    without a report also what has gone since and is not kept). Both empty where there is no ground.
    """
    told = pd.Series(float("nan"), index=rows.index) if frozen is None else frozen.astype("float64")
    ground = np.select(
        [told.notna(), rows["submitted_on"].isna(), rows["delivery"].isna()],
        [str(Ground.REPORT), str(Ground.UNDATED), str(Ground.BEFORE)],
        default=str(Ground.DELIVERY),
    )
    of_delivery = rows["came"].where(ground == Ground.DELIVERY)
    later = (rows["recomputed"] - told).where(ground == Ground.REPORT, of_delivery)
    return rows.assign(frozen=told, ground=ground, later=later, rest=rows["difference"] - later)


def protected(rows: pd.DataFrame, question: Question) -> PublishableFrame:
    """Rows of ``explained`` as the viewer may see them: what is the same as a number released, and what follows.

    What came since a delivery may be of the network alone, where the indicator counts its people.
    """
    cells = rows["gender"].notna() & rows["age_group"].notna()
    margins = (rows["gender"].notna() | rows["age_group"].notna()) & ~cells
    parts = (rows["gender"].fillna("") + " " + rows["age_group"].fillna("")).where(cells, "")
    in_cells = named(rows, question, names.CELL, rows["ends_on"], parts=parts)
    totals = named(rows, question, names.VALUE, rows["ends_on"])
    called = in_cells.where(cells, totals)
    found = rows["code"].map(indicators())
    of_few = found.map(lambda one: one.of_few).astype(bool)
    exact = question.viewer.role is Role.FINANCIER
    # Of a total that the financier has exact, every figure that was typed in or frozen, too
    called = called.where(of_few & ~(exact & ~cells & ~margins), None)
    before = {one: _unknown(question, rows, one, called) for one in ("submitted", "frozen")}
    touching = found.map(lambda one: one.touches_network).astype(bool) & (rows["ground"] == Ground.DELIVERY)
    return protect(
        rows,
        question,
        named={"recomputed": called},
        # A sum of some cells is released nowhere.
        kept={
            "recomputed": margins & of_few,
            **{one: (margins & of_few) | unknown for one, unknown in before.items()},
            **dict.fromkeys(("later", "rest", "came"), (touching & rows["came"].ne(0)) | (of_few & (not exact))),
        },
        follows={
            "difference": ("submitted", "recomputed"),
            "later": "recomputed",
            "came": "recomputed",
            "rest": ("frozen", "submitted"),
        },
    )


def _unknown(question: Question, rows: pd.DataFrame, column: str, called: pd.Series[str]) -> pd.Series[bool]:
    """Which of the numbers have a name and were never shown to the viewer's role."""
    if not question.viewer.restricted:
        return pd.Series(False, index=rows.index)
    viewer, programme = question.viewer, question.programme.id
    return called.notna() & ~ever_shown(question.connection, programme, viewer.role, called, rows[column])
