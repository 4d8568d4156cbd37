"""A synthetic programme of believable size, with the troubles that real programmes have.

Everybody and everything in it is invented. It is written as a workbook and loaded like any other.
"""

from data_access.demo.book import sheets, workbook

__all__ = ["sheets", "workbook"]
