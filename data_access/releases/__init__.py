"""Decides which numbers of people each restricted role sees: a release. Pages only look it up.

A release is made where the role's last one is not of today's records, thresholds and closed periods: after a load, at
the first visit, when a report is prepared. In the order of the work (``making.make``):

1. ``axis``: the days that may be shown. ``indicators``, ``hours``, ``network`` and ``assessments`` declare every number
   on these days, with its equations, into ``tables``.
2. ``past``: what earlier releases showed or hid binds this one.
3. ``systems``: chooses what is hidden (``data_access.protection``) and audits it.
4. ``making``: keeps the decision. ``company``: leaves some participants out of the financier's list of entries.
"""

from data_access.releases.making import ROLES, audit, current, ensure, make, set_thresholds
from data_access.releases.systems import Audit

__all__ = ["ROLES", "Audit", "audit", "current", "ensure", "make", "set_thresholds"]
