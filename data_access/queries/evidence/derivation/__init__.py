"""From the records to the value: the steps by which an indicator is counted, with the numbers of the case."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data_access.catalogue import Indicator
from data_access.ledger import Reason
from data_access.protection import PublishableFrame, names, protect
from data_access.queries.evidence.derivation.chains import chain
from data_access.queries.evidence.derivation.step import Change, Step, Taken
from data_access.queries.evidence.derivation.tally import Tally, tallies
from data_access.queries.evidence.visible import BOTH, NETWORK, allow
from data_access.queries.indicators.figures import facts
from data_access.queries.indicators.scope import asked
from data_access.question import Question

__all__ = ["Change", "Step", "derivation"]
_COLUMNS = ["step", "change", "reason", "register", "number", "sessions"]


def derivation(question: Question, code: str) -> PublishableFrame:
    """The steps in their order, those that change nothing left away. Seven queries, four shared with ``overview``.

    Columns: place (from 1), step (see ``Step``), change (see ``Change``), reason (of what is left out, else empty),
    register (accelerator, network; empty: the whole), number, sessions (of ``Step.ATTENDED``: how many were attended).
    Within what ``BEGINS`` or ``LEAVES``, less what is taken and with what is added, the next ``LEAVES`` is exact; the
    value is what the registers count together, with ``Step.BOTH`` added. No row where there is no value.
    A restricted reader gets no step of the network's, only by how much it changes the value, and where that is small
    no step that it would follow from.
    Raises Forbidden for the steering group and where there is no such indicator.
    """
    indicator = asked(code)
    allow(question)
    figures = next(row for row in facts(question) if row["code"] == code)
    steps = [] if figures["value"] is None else _steps(question, indicator, figures["value"])
    missing = [
        Taken(step, Change.OF_WHICH, figures[column])
        for step, column in ((Step.WITHOUT_GENDER, "missing_gender"), (Step.WITHOUT_AGE, "missing_age"))
        if steps and figures[column]
    ]
    ordered = sorted((*steps, *missing), key=lambda one: one.change is Change.BESIDE)
    rows = pd.DataFrame([one.row for one in ordered], columns=_COLUMNS)
    lacking = {Step.WITHOUT_GENDER: names.NO_GENDER, Step.WITHOUT_AGE: names.NO_AGE}
    called = [
        names.name(code, lacking[Step(step)], question.as_of) if step in lacking else None for step in rows["step"]
    ]
    named = pd.Series(called, index=rows.index, dtype="object")
    if question.viewer.restricted:
        # That a step is there says that its number is not 0, so those that are hidden are not there.
        told = named.isna() | question.release.opens(named, rows["number"])
        rows, named = rows[told].reset_index(drop=True), named[told].reset_index(drop=True)
    rows.insert(0, "place", range(1, len(rows) + 1))
    return protect(rows, question, named={"number": named})


def _steps(question: Question, indicator: Indicator, value: float) -> Sequence[Taken]:
    counted = tallies(question, indicator)
    # Sessions whose people are in no register are in none themselves.
    heads = counted.pop(None, Tally()).entries.get(Reason.HEADCOUNT_ONLY, 0) if indicator.counts_persons else 0
    both = counted.pop(BOTH, Tally()).amount
    joint = _changed(Step.BOTH, both)
    if question.viewer.restricted and indicator.counts_persons:
        if indicator.touches_network and not _told(question, indicator):
            return [Taken(Step.VALUE, Change.BEGINS, value)]
        joint = _changed(Step.NETWORK, both + counted.pop(NETWORK, Tally()).amount)
    way = [one for register, tally in counted.items() for one in chain(indicator, tally, register)]
    if way and joint.number:
        way.append(joint)
    elif len(counted) == 1:  # what the one register counts is the value itself
        way = [one for one in way if one.step is not Step.COUNTED]
    begins = not way or indicator.unit == "hours"
    beside = [Taken(Step.HEADCOUNTS, Change.BESIDE, heads, Reason.HEADCOUNT_ONLY)] if heads else []
    return [*way, Taken(Step.VALUE, Change.BEGINS if begins else Change.LEAVES, value), *beside]


def _told(question: Question, indicator: Indicator) -> bool:
    """Whether it may be seen what the network adds to what the accelerator counts."""
    return names.name(indicator.code, names.REGISTER, question.as_of, NETWORK) in question.release.shown


def _changed(step: Step, number: float) -> Taken:
    return Taken(step, Change.MORE if number > 0 else Change.LESS, abs(number), register=BOTH)
