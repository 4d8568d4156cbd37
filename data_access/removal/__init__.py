"""Taking rows about persons away for good: of one at their request, of all when the time for evidence is over.

What was counted stays counted: entries on which figures or frozen reports rest are kept, each as that of nobody
(``data_access.removal.entries``), and the hash over them is sealed anew in the audit log (``reports.seals``).
"""

from data_access.removal.entries import NO_ROW
from data_access.removal.erasure import WrongKey, erase
from data_access.removal.retention import Early, Holdings, holdings, note_payment, remove

__all__ = ["NO_ROW", "Early", "Holdings", "WrongKey", "erase", "holdings", "note_payment", "remove"]
