"""Panels as files, and the routes that hand them out."""

from dashboard.exports.routes import register

__all__ = ["register"]
