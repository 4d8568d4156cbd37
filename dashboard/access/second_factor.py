"""Second factors: one-time codes by time (TOTP, RFC 6238) as authenticator apps make them, and recovery codes."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import secrets
from datetime import datetime

import pyotp
import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from markupsafe import Markup

from dashboard.access.keys import derived, keyed_hash
from data_access import second_factors
from data_access.accounts import Account
from data_access.database import Connection

PERIOD = 30  # seconds, as all apps have it
DRIFT = 1  # periods that the clock of a telephone may be fast or slow
NONCE = 12  # bytes
CODES = 10
# No two signs that look alike; twelve of them are 59 bits, which nobody guesses against the lock-out.
SIGNS, GROUPS, OF = "abcdefghjkmnpqrstuvwxyz23456789", 3, 4


def new_secret() -> str:
    """A secret of 160 bits, in base32."""
    return pyotp.random_base32()


def sealed(secret: str, account_id: int) -> str:
    """The secret as it is kept: good for that account alone, and for nobody without SECRET_KEY."""
    nonce = secrets.token_bytes(NONCE)
    closed = AESGCM(derived("second factor")).encrypt(nonce, secret.encode(), str(account_id).encode())
    return base64.b64encode(nonce + closed).decode()


def opened(kept: str, account_id: int) -> str | None:
    """The secret; None where it was sealed under another SECRET_KEY or for another account."""
    try:
        closed = base64.b64decode(kept, validate=True)
        seal = AESGCM(derived("second factor"))
        return seal.decrypt(closed[:NONCE], closed[NONCE:], str(account_id).encode()).decode()
    except (InvalidTag, ValueError, binascii.Error):
        return None


def address(secret: str, email: str, issuer: str) -> str:
    """What an app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def picture(read: str, title: str) -> Markup:
    """The QR code of the text, as an SVG that scales."""
    drawn = segno.make(read, error="m").svg_inline(omitsize=True, dark="#000", light="#fff", title=title)
    return Markup(drawn)  # noqa: S704 - segno escapes the title, and the rest is numbers


def step(secret: str, code: str, at: datetime) -> int | None:
    """The period whose code it is, now or next to now; None where it is another's."""
    now = int(at.timestamp()) // PERIOD
    for one in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(one).encode(), code.encode()):
            return one
    return None


def recovery_codes() -> list[str]:
    """New codes for who has lost the telephone, each good once."""
    return ["-".join("".join(secrets.choice(SIGNS) for _ in range(OF)) for _ in range(GROUPS)) for _ in range(CODES)]


def code_hash(account_id: int, code: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    return keyed_hash("recovery code", f"{account_id} {''.join(re.findall('[a-z0-9]', code.lower()))}")


def used(connection: Connection, account: Account, typed: str, at: datetime) -> str | None:
    """Use the code up: of which kind it was, "code" or "recovery code"; None where it is none, or used already."""
    code = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(r"[0-9]{6}", code):
        taken = second_factors.use_recovery_code(connection, account.id, code_hash(account.id, code))
        return "recovery code" if taken else None
    factor = second_factors.of(connection, account.id)
    secret = factor and opened(factor.sealed, account.id)
    period = step(secret, code, at) if secret else None
    return "code" if period is not None and second_factors.use_step(connection, account.id, period) else None
