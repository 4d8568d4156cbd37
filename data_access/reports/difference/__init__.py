"""What has become of the figures of a report: then and now, down to the entries that came, went or changed.

An entry that stands since a later delivery came with it, one that ended with a later delivery went. Of these, pairs
that say the same rest on a row that was delivered anew and explain nothing; pairs of one unit are an entry that
changed. What is left adds up to the difference, exactly.

For the manager and the financier. As with evidence, the financier sees no single record of the network, no person's
gender, age group or organisation, and of the network no number of entries below its threshold; figures are exact.
"""

from data_access.reports.difference.figures import causes, difference
from data_access.reports.difference.moved import moved, together
from data_access.reports.difference.span import Span, after
from data_access.reports.difference.terms import terms

__all__ = ["Span", "after", "causes", "difference", "moved", "terms", "together"]
