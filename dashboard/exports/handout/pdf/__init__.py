"""A handout as PDF: tagged (PDF/UA-1), figures drawn, tables with their heads, alternatives in words."""

from dashboard.exports.handout.pdf.document import file

__all__ = ["file"]
