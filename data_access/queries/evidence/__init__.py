"""What a figure is made of: the entries counted and left out, each down to the row it rests on.

The manager sees every entry. The financier sees none that rests on a single record of the network, a meeting
of it among them, and of a person neither gender, age group, organisation, cohort nor kind of session, from
which hidden cells could be counted again.
An organisation sees the entries of its own. What makes persons of both registers count once
(``ledger.BOTH_REGISTERS``) is a number in ``summary``; no reader sees it by the day.
"""

from data_access.queries.evidence.derivation import Change, Step, derivation
from data_access.queries.evidence.listing import Page, entries, register, summary
from data_access.queries.evidence.sample import LARGEST, sample
from data_access.queries.evidence.source import SourceRow, source_row
from data_access.queries.evidence.wanted import Order, Wanted

__all__ = [
    "LARGEST",
    "Change",
    "Order",
    "Page",
    "SourceRow",
    "Step",
    "Wanted",
    "derivation",
    "entries",
    "register",
    "sample",
    "source_row",
    "summary",
]
