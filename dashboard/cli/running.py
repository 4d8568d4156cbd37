"""Runs a command and says in a sentence why it could not do what was asked."""

from __future__ import annotations

import importlib
import sys
import traceback
from argparse import Namespace

from dashboard.cli.complaint import Complaint
from dashboard.settings import Unset, from_environment
from data_access import accounts, removal, reports
from data_access.database import Busy, Unreachable

# What the one at the terminal can do something about
EXPECTED = (
    Busy, Complaint, Unset, Unreachable, accounts.Refused, removal.Early, removal.WrongKey, reports.Refused,
)  # fmt: skip


def outcome(given: Namespace) -> int:
    """The exit code of the command; its reasons for another than 0 stand on standard error."""
    try:
        module = importlib.import_module(f"dashboard.cli.{given.module}")
        return int(getattr(module, given.function)(given, from_environment()))
    except KeyboardInterrupt:
        return 130
    except EXPECTED as reason:
        sys.stderr.write(f"{reason}\n")
    except Exception as error:  # noqa: BLE001 - a trace of calls with its message may hold what a file holds
        sys.stderr.write(f"This should not have happened: {type(error).__name__} at {_calls(error)}\n")
    return 1


def _calls(error: Exception) -> str:
    """Where it happened, the innermost call first."""
    calls = reversed(traceback.extract_tb(error.__traceback__))
    return " < ".join(f"{call.filename}:{call.lineno}" for call in calls)
