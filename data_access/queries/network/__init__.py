"""The peer network: meetings, the people they reach, and what these say.

For the manager by months; for the steering group the whole programme by closed half-years, cells of fewer than
ten hidden, whatever filters are asked for; for nobody else. No answer names a member, and none joins one to an
organisation: with a register of members there is nothing here by organisation at all.
"""

from data_access.queries.network.feedback import feedback
from data_access.queries.network.meetings import chapters, meetings
from data_access.queries.network.people import frequency, people, retention

__all__ = ["chapters", "feedback", "frequency", "meetings", "people", "retention"]
