"""One organisation: what it planned and did, what it received, how it rates itself, what it took up.

Every function takes the question and the organisation's code. Its own people see it in full, and so does a
manager; the steering group sees who it is and its milestones. Forbidden for everybody else, and for any other code.
The question's filters mean nothing here.
"""

from data_access.queries.organisation.assessments import assessments
from data_access.queries.organisation.facts import facts
from data_access.queries.organisation.indicators import indicators
from data_access.queries.organisation.milestones import milestones
from data_access.queries.organisation.plan import plan
from data_access.queries.organisation.practices import practices
from data_access.queries.organisation.support import hours, sessions

__all__ = ["assessments", "facts", "hours", "indicators", "milestones", "plan", "practices", "sessions"]
