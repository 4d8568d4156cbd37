"""Passwords: Argon2id with the parameters of RFC 9106 that argon2-cffi brings."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# NIST SP 800-63B asks for length and for nothing else; the upper bound keeps a request cheap.
SHORTEST, LONGEST = 12, 1000

_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long where there is no account (``kept`` None)."""
    try:
        right = len(password) <= LONGEST and _hasher.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return right and kept is not None


def outdated(kept: str) -> bool:
    """Whether the hash was made with older parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobody() -> str:
    return hashed("the password of nobody")
