"""Keys for what signing in keeps, each made of SECRET_KEY for one purpose: nothing made for one fits another."""

from __future__ import annotations

import hashlib
import hmac

from dashboard.installation import installation


def derived(purpose: str) -> bytes:
    """The key of 256 bits for that purpose."""
    return hmac.digest(installation().settings.key("secret_key"), purpose.encode(), hashlib.sha256)


def keyed_hash(purpose: str, text: str) -> str:
    """What is kept in place of ``text``: 64 hexadecimal digits that nobody without the key can test a guess on."""
    # A lone surrogate, which a form may bring, has no other bytes.
    return hmac.digest(derived(purpose), text.encode(errors="surrogatepass"), hashlib.sha256).hex()
