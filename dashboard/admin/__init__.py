"""The administrator's pages: accounts, and the audit log. They show nothing of any programme."""

from dashboard.admin.routes import register

__all__ = ["register"]
