"""A handout as PowerPoint: native charts and tables that can be edited, a finding for each title."""

from dashboard.exports.handout.pptx.deck import file

__all__ = ["file"]
