"""A frozen report in words: everything that its PDF says, in the reader's language, as its reader may see it."""

from dashboard.exports.report.document.whole import Document, document

__all__ = ["Document", "document"]
