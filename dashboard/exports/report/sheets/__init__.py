"""The sheets of the workbook, each in its own module; ``ALL`` in the order of their tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.exports.excel.sheet import Sheet
from dashboard.exports.report.sheets.breakdown import sheet as breakdown
from dashboard.exports.report.sheets.changes import sheet as changes
from dashboard.exports.report.sheets.checks import sheet as checks
from dashboard.exports.report.sheets.definitions import sheet as definitions
from dashboard.exports.report.sheets.indicators import sheet as indicators
from dashboard.exports.report.sheets.register import sheet as register
from dashboard.i18n import Words
from data_access.question import Question
from data_access.reports import Frozen

ALL: Sequence[Callable[[Question, Frozen, Words], Sheet]] = (
    indicators,
    breakdown,
    register,
    definitions,
    checks,
    changes,
)
