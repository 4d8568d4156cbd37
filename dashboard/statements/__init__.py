"""What the service says of itself, open to everybody: accessibility, privacy, and feedback on both."""

from dashboard.statements.routes import register

__all__ = ["register"]
