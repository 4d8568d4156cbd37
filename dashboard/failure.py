"""What is kept of a failure."""

from __future__ import annotations

import logging
import secrets
import traceback

log = logging.getLogger(__name__)


def noted(error: BaseException, where: str) -> str:
    """Log the failure, without its message, which may hold what somebody entered; returns its reference."""
    reference = secrets.token_hex(4)
    calls = " < ".join(f"{call.filename}:{call.lineno}" for call in reversed(traceback.extract_tb(error.__traceback__)))
    log.error("%s failed, reference %s: %s at %s", where, reference, type(error).__name__, calls)
    return reference
