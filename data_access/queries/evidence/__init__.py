"""What a figure is made of: the entries counted and left out, each down to the row it rests on.

The manager sees every entry. The financier sees none that rests on a single record of the network, a meeting
of it among them, and of a person neither gender, age group, organisation, cohort nor kind of session, from
which hidden cells could be counted again.
An organisation sees the entries of its own. What makes persons of both registers count once
(``ledger.BOTH_REGISTERS``) is a number in ``summary``; no reader sees it by the day.
"""

from data_access.queries.evidence.listing import Page, entries, summary
from data_access.queries.evidence.source import SourceRow, source_row

__all__ = ["Page", "SourceRow", "entries", "source_row", "summary"]
