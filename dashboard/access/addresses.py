"""Addresses of our own, as opposed to whatever a link or a form may bring."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def own(address: str | None) -> str | None:
    """The address where it is a path here, None where it could lead elsewhere.

    Browsers take ``//host``, the same with backslashes and a path with a tab or line break in it for other hosts.
    """
    if not address or not address.startswith("/") or not address.isprintable() or "\\" in address:
        return None
    parts = urlsplit(address)
    return None if address.startswith("//") or parts.scheme or parts.netloc else address


def same_origin() -> bool:
    """Whether a page of ours, or no browser at all, sends this request.

    Browsers add Sec-Fetch-Site (all since 2023) and Origin to everything that can change something. As our pages send
    no referrer, the Origin of their forms is "null", which alone proves nothing: a stranger's frame sends the same.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    ours = (None, request.host_url.rstrip("/"))
    return origin in ours if site is None else site == "same-origin" and origin in (*ours, "null")
