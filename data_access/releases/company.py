"""Leaves some participants out of the financier's list of entries, so that the list does not count the network.

The financier sees exact totals and a list of the accelerator's entries. The total less the listed entries would be the
network's share. Where that number is hidden at the end of a period, or was few more than at the end of the period
before, participants who first came in that period are left out of the list until they are as many as the network's
threshold, whether they counted for an indicator or not. Nobody can then tell how many of the missing entries are the
network's.

Where everybody counts who came (``counts`` = all), that would tell: the list of professionals trained has those who are
missing here, and each of them counts. So all who came in that time are left out, and how many of them came to mentoring
alone is in no list.
"""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from data_access.catalogue import indicators
from data_access.identities import NETWORK
from data_access.models import withheld
from data_access.programmes import facts
from data_access.protection import names
from data_access.queries.rows import current_rows, frame
from data_access.question import Question
from data_access.released import Release
from data_access.releases.axis import Axis


def withhold(connection: Connection, question: Question, axis: Axis, release: Release) -> None:
    """Choose further participants, as many as it takes, in the caller's writing transaction. Three queries.

    Whoever was chosen once stays so. They are taken in the order of their pseudonyms, which is as good as chance.
    """
    spans = [span for span in zip((date.min, *axis.ends), axis.ends, strict=False) if _few(span[1], release)]
    if not spans:
        return
    everybody = _everybody_counts(question)
    mine = select(withheld.c.participant).where(withheld.c.programme_id == question.programme.id)
    chosen = set(connection.execute(mine).scalars())
    came = _first_days(question)
    for after, until in spans:
        there = came[(came["day"] > after) & (came["day"] <= until)]
        others = there[~there["participant"].isin(chosen)]
        wanted = len(others) if everybody else release.thresholds.network - (len(there) - len(others))
        more = list(others["participant"].head(max(wanted, 0)))
        chosen.update(more)
        if more:
            rows = [
                {"programme_id": question.programme.id, "participant": one, "release": release.number} for one in more
            ]
            connection.execute(insert(withheld), rows)


def _few(day: date, release: Release) -> bool:
    """Whether the network's share of any indicator is hidden on the day."""
    touching = [one.code for one in indicators().values() if one.touches_network and not one.of_network_alone]
    return any(names.name(code, names.REGISTER, day, NETWORK) not in release.shown for code in touching)


def _everybody_counts(question: Question) -> bool:
    known = facts().subquery()
    mine = select(known.c.counts).where(known.c.programme_id == question.programme.id)
    return bool(question.connection.execute(mine).scalar_one() == "all")


def _first_days(question: Question) -> pd.DataFrame:
    """Columns: participant, day (of the first session held that they attended); by participant."""
    visit, session = current_rows(question, "attendance"), current_rows(question, "sessions")
    return frame(
        question,
        select(visit.c.participant, func.min(session.c.held_on).label("day"))
        .join(session, session.c.session == visit.c.session)
        .where(visit.c.present.is_(True), session.c.status == "held")
        .group_by(visit.c.participant)
        .order_by(visit.c.participant),
    )
