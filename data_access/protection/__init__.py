"""Hides the numbers of people that a viewer may not see. Every query ends in ``protect``.

- ``names``: each number of people has a name: its topic, what it says, of which part, on which day.
- ``system``: all numbers that a role could see, with the equations between them (parts add up to their total, a
  cumulative number does not fall).
- ``attack``: for a hidden number the smallest and the largest value that everything shown allows: its interval.
- ``secondary``: hiding small numbers alone is not enough, as totals give them back; it chooses which others to hide.
- ``suppression``: ``protect`` empties the cells of one frame that were not released to the viewer's role.
- ``frame``: ``PublishableFrame``, what ``protect`` returns and what charts, panels and files take.

The first four decide, once for each delivery, and ``data_access.releases`` uses them for it; the last two only look the
decision up (``data_access.released``).
"""

from data_access.protection.frame import PublishableFrame
from data_access.protection.suppression import protect

__all__ = ["PublishableFrame", "protect"]
