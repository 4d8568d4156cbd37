"""Documents for print, made with typst: tagged PDF (PDF/UA-1), all in one style (``style.typ``)."""

from dashboard.exports.typst.document import pdf
from dashboard.exports.typst.parts import Bullet, Column, Fact, Mark, Table, bullet, mark
from dashboard.exports.typst.signs import LOST, lost, printed

__all__ = ["LOST", "Bullet", "Column", "Fact", "Mark", "Table", "bullet", "lost", "mark", "pdf", "printed"]
