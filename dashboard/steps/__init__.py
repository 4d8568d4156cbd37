"""The steps of a report as forms send them: prepare, submit, return, approve."""

from dashboard.steps.routes import register

__all__ = ["register"]
