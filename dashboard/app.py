"""The only place where all parts meet."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import dash
from dash import Dash, html
from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import pages
from dashboard import (
    account,
    admin,
    arrivals,
    compression,
    exports,
    installation,
    layout,
    presenting,
    statements,
    steps,
)
from dashboard.access import (
    attempts,
    cookies,
    guard,
    headers,
    language,
    readers,
    refusals,
    second_step,
    set_up,
    sign_in,
    theme,
    waiting,
)
from dashboard.installation import Installation
from dashboard.screen import Screen
from dashboard.settings import Settings
from data_access.database import engine

ASSETS = Path(__file__).resolve().parents[1] / "assets"
DOCUMENT = """<!DOCTYPE html>
<html lang="{language}"{theme}>
<head>{metas}<meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">
<title>{title}</title>{css}</head>
<body>{app_entry}{config}{scripts}{renderer}</body>
</html>"""


class Served(Dash):
    """Dash, its document in the reader's language."""

    def interpolate_index(self, *args: Any, **parts: Any) -> str:  # noqa: ARG002 - Dash names all of them
        """The document around everything, with the parts that Dash brings."""
        words = language.spoken()
        own = {"title": words.gettext("Programme dashboard"), "language": words.language, "theme": theme.attribute()}
        return DOCUMENT.format(**{**parts, **own})


def create_app(settings: Settings) -> Dash:
    """A fresh app on the database of ``settings``. Raises Unset where SECRET_KEY is missing."""
    server = Flask("dashboard", static_folder=None, template_folder="access/templates")
    server.session_interface = cookies.SessionCookie()
    server.config.update(
        SECRET_KEY=settings.key("secret_key"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a sign-in page may stay open overnight
        WTF_CSRF_SSL_STRICT=False,  # asks for a referrer, which our pages do not send; the guard asks for the origin
        MAX_CONTENT_LENGTH=1_000_000,  # bytes; the largest thing anybody sends is the state of a page
    )
    hops = settings.trusted_proxies
    server.wsgi_app = ProxyFix(server.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    installation.register(server, Installation(settings, engine(settings.url)))
    # Before Dash, whose own addresses would answer strangers; closing first what is registered first.
    readers.register(server)
    guard.register(server)
    # Dash's callbacks carry no token: the guard asks where they come from.
    CSRFProtect(server).exempt("dash.dash.dispatch")
    refusals.register(server)
    language.register(server)
    theme.register(server)
    for part in (attempts, waiting, sign_in, second_step, set_up, account):
        part.register(server)
    statements.register(server)
    steps.register(server)
    admin.register(server)
    presenting.register(server)
    exports.register(server)
    app = _dash(server)
    for screen in (*screens(), presenting.SCREEN):
        layout.register(app, screen)
    arrivals.register(server)
    # What is registered last answers first: the headers decide how an answer is packed.
    compression.register(server)
    headers.register(server, inline=app.csp_hashes)
    return app


def screens() -> Sequence[Screen]:
    """The screens of all pages, for who asks without a browser."""
    return [module.SCREEN for module in _pages()]


def _dash(server: Flask) -> Dash:
    # Dash keeps one register of pages for the process; each app begins a new one.
    dash.page_registry.clear()
    app = Served(
        "dashboard",
        server=server,  # type: ignore[arg-type] # its annotation forgets that it takes a server
        use_pages=True,
        pages_folder="",
        assets_folder=str(ASSETS),
        suppress_callback_exceptions=True,
        include_pages_meta=False,
        health_endpoint="health",
        update_title="",
        add_log_handler=False,
    )
    app.layout = html.Div(dash.page_container)
    # Under this name Dash looks for the page of an address that it does not know.
    dash.register_page("not_found_404", path="/404", title=layout.title, layout=layout.nothing_here)  # type: ignore[no-untyped-call]
    return app


def _pages() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(pages.__path__, "pages."):
        yield importlib.import_module(found.name)
