"""What every answer tells the browser: what it may run, what it may keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Flask, Response, request

from dashboard.access.guard import ASSETS

STANDING = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
YEAR = 365 * 24 * 3600  # seconds


def register(server: Flask, *, inline: Callable[[], Sequence[str]]) -> None:
    """Add the headers; ``inline`` gives the hashes of the scripts that stand in the page itself."""

    def add(response: Response) -> Response:
        response.headers.update(STANDING)
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = policy(inline())
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        _keep(response)
        return response

    server.after_request(add)


def policy(scripts: Sequence[str]) -> str:
    """Nothing from anywhere else. Dash and Plotly write styles into elements; Plotly draws images from blobs."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(scripts)}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _keep(response: Response) -> None:
    """Files for a year under an address that changes with them, else until asked; what somebody may see, never."""
    if request.endpoint == ASSETS and response.status_code in (200, 304):
        response.headers["Cache-Control"] = (
            f"public, max-age={YEAR}, immutable" if "m" in request.args else "public, no-cache"
        )
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
