"""What an installation sets, read from the environment; each field bears its variable's name in lower case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

LEAST_SECRET = 32  # characters; as hexadecimal digits 128 bits
LEAST_VARIETY = 8  # different characters: "xxxx…" and "00000…" are no secrets
PLACEHOLDERS = ("change", "default", "example", "insecure", "secret", "password")


class Unset(Exception):
    """A setting is missing or unfit; the text names it and what to do, never its value."""


def _strong(secret: SecretStr) -> SecretStr:
    text = secret.get_secret_value()
    if len(text) < LEAST_SECRET:
        raise ValueError(f"must have at least {LEAST_SECRET} characters")
    if len(set(text)) < LEAST_VARIETY or any(word in text.casefold() for word in PLACEHOLDERS):
        raise ValueError("is a placeholder; make a random one")
    return secret


def _address(text: str | None) -> str | None:
    if text is not None and not base(text):
        raise ValueError("must be an address such as https://dashboard.example.org")
    return text


def base(text: str) -> bool:
    """Whether links can begin with it: an address without a query or a fragment, with nobody's name in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    within = text.isprintable() and not any(sign in text for sign in " ?#@\\")
    return parts.scheme in ("http", "https") and bool(parts.hostname) and within


Secret = Annotated[SecretStr, AfterValidator(_strong)]


class Settings(BaseSettings):
    """The settings of an installation; the two secrets may be missing where nothing needs them."""

    # An error of pydantic would print the value that did not fit.
    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True, env_ignore_empty=True)

    database_url: SecretStr = SecretStr(f"sqlite:///{Path('var') / 'dashboard.sqlite'}")
    secret_key: Secret | None = None
    pseudonym_key: Secret | None = None
    default_language: Literal["fi", "sv", "en"] = "fi"
    # A session ends when nothing was asked for so long, and in any case after a working day.
    session_idle_minutes: int = Field(default=60, ge=1)
    session_hours: int = Field(default=12, ge=1)
    # Failures to sign in, in a row, that cost no wait: at one account and from one machine, where many may sit.
    sign_in_free_failures: int = Field(default=5, ge=1)
    sign_in_free_failures_per_machine: int = Field(default=20, ge=1)
    # The wait after the next failure; each one more doubles it, up to the longest.
    sign_in_first_wait_seconds: int = Field(default=30, ge=1)
    sign_in_longest_wait_minutes: int = Field(default=15, ge=1)
    sign_in_failures_remembered_hours: int = Field(default=24, ge=1)
    # Where readers find the dashboard, for the links that are sent to them.
    public_url: Annotated[str | None, AfterValidator(_address)] = None
    # Who provides the dashboard and answers for its personal data, and how they are reached, for the statements.
    service_provider: str | None = Field(default=None, max_length=200)
    service_contact: str | None = Field(default=None, max_length=200)
    # How many proxies of one's own stand before the server and tell it the reader's machine.
    trusted_proxies: int = Field(default=0, ge=0)

    # Evidence is kept so long from the end of the year of the last payment.
    retention_years: int = Field(default=5, ge=1)

    @property
    def url(self) -> str:
        """The database's address, which may hold a password."""
        return self.database_url.get_secret_value()

    def key(self, name: Literal["secret_key", "pseudonym_key"]) -> bytes:
        """One of the two secrets. Raises Unset where it is missing."""
        secret: SecretStr | None = getattr(self, name)
        if secret is None:
            raise Unset(
                f"{name.upper()} is not set: set it in the environment to a random text of at least"
                f" {LEAST_SECRET} characters, for example: python3 -c 'import secrets; print(secrets.token_hex(32))'"
            )
        return secret.get_secret_value().encode()


def from_environment() -> Settings:
    """The settings as the environment gives them. Raises Unset where one does not fit."""
    try:
        return Settings()
    except ValidationError as invalid:
        said = [(".".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, ")) for one in invalid.errors()]
        raise Unset("; ".join(f"{name.upper()}: {reason}" for name, reason in said)) from None
