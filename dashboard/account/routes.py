"""The addresses of the account's pages."""

from __future__ import annotations

from flask import Flask

from dashboard.account.home import home
from dashboard.account.password import password
from dashboard.account.second_factor import second_factor
from dashboard.account.sessions import sessions

HOME = "/account"


def register(server: Flask) -> None:
    """The page /account and those that it leads to, for readers of every role and for administrators."""
    server.add_url_rule(HOME, "account", home)
    for name, page in (("password", password), ("second-factor", second_factor), ("sessions", sessions)):
        server.add_url_rule(f"{HOME}/{name}", f"account-{name}", page, methods=["GET", "POST"])
