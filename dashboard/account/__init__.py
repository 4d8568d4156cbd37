"""What readers keep of their own account: password, second factor, sessions."""

from dashboard.account.routes import register

__all__ = ["register"]
