"""The audit log: who did what, in entries that are only ever added, each holding the hash of the one before."""

from data_access.audit.entry import Action, Entry
from data_access.audit.log import LOG, End, end, entries, note
from data_access.audit.verification import Broken, verify

__all__ = ["LOG", "Action", "Broken", "End", "Entry", "end", "entries", "note", "verify"]
