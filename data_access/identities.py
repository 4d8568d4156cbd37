"""Pseudonyms for people: what a file says of them is replaced at the door and never kept.

Every person of a programme has a core: HMAC-SHA256 of the normalised identity. The tables keep the core
sealed under a key of their domain (AES-SIV, RFC 5297: deterministic, so that equal people are equal in
SQL), the accelerator and the network under different ones. Rows of the two cannot be joined, and an
outsider with the database but not the key can test no guess. Only the ledger, with the key in hand,
opens the seals to count a person of both once; its own pseudonyms are made per indicator and origin,
so that its entries cannot be joined either.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from cryptography.hazmat.primitives.ciphers.aead import AESSIV

ACCELERATOR = "accelerator"
NETWORK = "network"
CORE_BYTES = 16  # 128 bits: no two of a billion people collide (p < 1e-20)


def normalised(identity: str) -> str:
    """``identity`` as it is compared: NFKC, white space trimmed and folded to one, case folded."""
    return " ".join(unicodedata.normalize("NFKC", identity).split()).casefold()


class Identities:
    """The pseudonyms of one programme under the installation's ``key`` (PSEUDONYM_KEY)."""

    def __init__(self, key: bytes, programme: str) -> None:
        self._key = key
        self._programme = programme
        self._seals = {domain: AESSIV(self._derived(f"domain:{domain}")) for domain in (ACCELERATOR, NETWORK)}
        self._person_key = self._derived("person")
        self._ledger_key = self._derived("ledger")
        self._erased_key = self._derived("erased")

    def _derived(self, purpose: str) -> bytes:
        return hmac.digest(self._key, f"{purpose}\x00{self._programme}".encode(), hashlib.sha256)

    def pseudonym(self, domain: str, identity: str) -> str:
        """What stands in a table of ``domain`` for the person: 64 hexadecimal digits."""
        return self._seals[domain].encrypt(self.person(identity), None).hex()

    def person(self, identity: str) -> bytes:
        """The person whom it names, as ``core`` gives it; in memory only, never kept."""
        return hmac.digest(self._person_key, normalised(identity).encode(), hashlib.sha256)[:CORE_BYTES]

    def core(self, domain: str, pseudonym: str) -> bytes:
        """The person behind a pseudonym, equal in all domains; in memory only, never kept.

        Raises cryptography.exceptions.InvalidTag where it was made under another key.
        """
        return self._seals[domain].decrypt(bytes.fromhex(pseudonym), None)

    def unit(self, indicator: str, origin: str, core: bytes) -> str:
        """The person's name in the ledger: 32 digits, another one for each indicator and origin."""
        return hmac.digest(self._ledger_key, f"{indicator}\x00{origin}\x00".encode() + core, hashlib.sha256).hex()[:32]

    def mark(self, core: bytes) -> str:
        """What stands for an erased person in the list of those to be left out: 32 digits, found nowhere else."""
        return hmac.digest(self._erased_key, core, hashlib.sha256).hex()[:32]

    @property
    def fingerprint(self) -> str:
        """Tells whether two keys are the same without telling the key."""
        return self._derived("fingerprint").hex()
