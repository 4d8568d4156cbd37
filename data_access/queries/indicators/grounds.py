"""What the difference between a figure typed in and today's can be explained from."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from data_access.catalogue import indicators
from data_access.protection import PublishableFrame, protect
from data_access.question import Question
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
    """Rows of ``explained`` as the viewer may see them: the financier has totals exact (design: *Privacy*)."""
    found = rows["code"].map(indicators())
    of_cells = rows["gender"].notna() | rows["age_group"].notna()
    basis = _least(rows[["submitted", "recomputed", "frozen"]])
    # A cell that moved by a few says of those who moved what they are; of a total, so does who came of the network.
    moved = _least(rows[["difference", "later"]]).where(of_cells)
    touching = found.map(lambda one: one.touches_network).astype(bool) & (rows["ground"] == Ground.DELIVERY)
    came = _least(rows[["came"]]).where(touching)
    basis = basis.where(of_cells | (question.viewer.role is not Role.FINANCIER))
    shift = pd.concat([basis, moved], axis=1).min(axis=1)
    return protect(
        rows.assign(basis=basis, shift=shift, few=pd.concat([shift, came], axis=1).min(axis=1)),
        question,
        counts=("basis", "shift", "few"),
        # In this order: what is hidden as company of a small cell hides all that would give it back.
        follows={"shift": "basis", "few": "shift"}
        | dict.fromkeys(("submitted", "frozen"), "basis")
        | dict.fromkeys(("recomputed", "difference"), "shift")
        | dict.fromkeys(("later", "rest", "came"), "few"),
        # The cells of a period add up to its total, which is shown.
        totals=(rows["code"] + " " + rows["period"]).where(of_cells),
        people=found.map(lambda one: one.counts_persons).astype(bool),
        network=found.map(lambda one: one.of_network_alone).astype(bool) | came.notna(),
    )


def _least(numbers: pd.DataFrame) -> pd.Series[float]:
    """The smallest of each row by size, 0 and what is unknown apart."""
    return numbers.astype("float64").abs().replace(0.0, float("nan")).min(axis=1)
