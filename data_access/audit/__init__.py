"""The audit log: who did what, in entries that are only ever added, each holding the hash of the one before."""

from data_access.audit.chosen import Chosen
from data_access.audit.entry import AT_THE_COMMAND_LINE, Action, Entry
from data_access.audit.log import LOG, End, end, note
from data_access.audit.reading import Page, doers, each, entries, last, page
from data_access.audit.verification import Broken, verify

__all__ = [
    "AT_THE_COMMAND_LINE",
    "LOG",
    "Action",
    "Broken",
    "Chosen",
    "End",
    "Entry",
    "Page",
    "doers",
    "each",
    "end",
    "entries",
    "last",
    "note",
    "page",
    "verify",
]
