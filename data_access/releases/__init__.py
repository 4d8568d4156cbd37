"""What restricted readers may see: made at each load and report, kept, and only looked up by the pages."""

from data_access.releases.making import ROLES, audit, current, ensure, make, set_thresholds
from data_access.releases.systems import Audit

__all__ = ["ROLES", "Audit", "audit", "current", "ensure", "make", "set_thresholds"]
