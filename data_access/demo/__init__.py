"""A synthetic programme of believable size, with the troubles that real programmes have.

Everybody and everything in it is invented. It is written as workbooks and loaded like any other: one for
each report that was made of it by now, and today's.
"""

from data_access.demo.book import sheets, workbook
from data_access.demo.history import Spoilt, Stage, play

__all__ = ["Spoilt", "Stage", "play", "sheets", "workbook"]
