"""Answers packed with gzip: the script that draws charts is 1.4 MB plain and a third of it packed."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 1000  # bytes; smaller answers fit one packet anyhow
PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml")
# A file is packed once, as small as it gets; what is made for one reader quickly.
LASTING, PASSING = 9, 4


def register(server: Flask) -> None:
    """Pack what the browser says it can unpack."""
    server.after_request(packed)


def packed(response: Response) -> Response:
    """The response, packed where that saves something."""
    if (
        response.status_code != 200
        or not (response.mimetype or "").startswith(PACKED)
        or "gzip" not in request.headers.get("Accept-Encoding", "")
    ):
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < LEAST:
        return response
    lasting = "no-store" not in response.headers.get("Cache-Control", "")
    response.set_data(_once(body) if lasting else gzip.compress(body, PASSING))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    return response


@lru_cache(maxsize=128)  # some forty files make up the app
def _once(body: bytes) -> bytes:
    return gzip.compress(body, LASTING)
