"""The ledger as it was known with an earlier delivery."""

from __future__ import annotations

from sqlalchemy import Subquery, select, union_all

from data_access.models import ledger, ledger_history


def as_known(programme_id: int, delivery: int) -> Subquery:
    """The entries, in the columns of ``ledger``, that stood with that delivery, to select from.

    Complete for deliveries with which a report was frozen: of others the history is not kept.
    """
    columns = [column.name for column in ledger.columns]
    standing = select(ledger).where(ledger.c.programme_id == programme_id, ledger.c.since <= delivery)
    ended = select(*(ledger_history.c[name] for name in columns)).where(
        ledger_history.c.programme_id == programme_id,
        ledger_history.c.since <= delivery,
        ledger_history.c.until > delivery,
    )
    return union_all(standing, ended).subquery("ledger_as_known")
