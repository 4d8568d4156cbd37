"""Single entries on the screen: the list, sorted and searched by the address, and samples to check on paper."""

from dashboard.evidence.listing import listed
from dashboard.evidence.reason import reason
from dashboard.evidence.sample import drawn
from dashboard.evidence.subject import Subject

__all__ = ["Subject", "drawn", "listed", "reason"]
