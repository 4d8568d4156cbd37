"""The ledger: every figure is a sum over its entries (design: *How indicators are counted*).

``rebuild`` makes it anew from the rows that stand, inside the transaction that changed them.
"""

from data_access.ledger.build import rebuild
from data_access.ledger.reasons import LABELS, Reason
from data_access.ledger.union import UNIT as BOTH_REGISTERS

__all__ = ["BOTH_REGISTERS", "LABELS", "Reason", "rebuild"]
