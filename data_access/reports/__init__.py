"""Reports to the financier: one per reporting period, frozen when it is prepared.

A frozen version keeps its figures and words, and the number of the delivery up to which the records were known: with
that number the ledger gives the entries it rests on, whatever was loaded since (``data_access.ledger.known``).
"""

from data_access.reports.figures import cells, figures
from data_access.reports.frozen import Frozen, before, frozen, latest
from data_access.reports.moves import approve, give_back, submit
from data_access.reports.preparation import prepare
from data_access.reports.refusal import Refused
from data_access.reports.remarks import LONGEST, Remark
from data_access.reports.standing import ANNOUNCED_DAYS, Standing, listing, standing, standings
from data_access.reports.states import JUDGEMENTS, Judgement, State, Step
from data_access.reports.steps import steps
from data_access.reports.verification import Verification, verify

__all__ = [
    "ANNOUNCED_DAYS",
    "JUDGEMENTS",
    "LONGEST",
    "Frozen",
    "Judgement",
    "Refused",
    "Remark",
    "Standing",
    "State",
    "Step",
    "Verification",
    "approve",
    "before",
    "cells",
    "figures",
    "frozen",
    "give_back",
    "latest",
    "listing",
    "prepare",
    "standing",
    "standings",
    "steps",
    "submit",
    "verify",
]
