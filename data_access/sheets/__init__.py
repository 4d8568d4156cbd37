"""The programme workbook: one declaration per sheet.

From a declaration come the template, the labels in three languages, the parsing, the checks,
the documentation and the columns of the table that keeps the rows (``data_access.models.rows``).
"""

from data_access.sheets.column import Choice, Column, Kind, Reference, Sheet
from data_access.sheets.declarations import PERSONAL, SHEETS, sheet

__all__ = ["PERSONAL", "SHEETS", "Choice", "Column", "Kind", "Reference", "Sheet", "sheet"]
