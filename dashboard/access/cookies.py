"""The session's cookie."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class SessionCookie(SecureCookieSessionInterface):
    """Sent over https only, but for a browser that talks to its own machine, where nothing is on the wire."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's interface
        """Whether the cookie of this answer is for https alone."""
        return not _own_machine(request.host.rsplit(":", 1)[0])


def _own_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
