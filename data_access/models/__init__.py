"""The tables. ``programme_id`` leads every primary key and index, so that they shard by programme."""

from data_access.models.accounts import memberships, users
from data_access.models.audit import audit
from data_access.models.base import metadata
from data_access.models.decks import decks
from data_access.models.feedback import feedback
from data_access.models.ledger import ledger, ledger_history
from data_access.models.programmes import ERASURE, deliveries, erasures, programmes
from data_access.models.releases import release_numbers, releases, withheld
from data_access.models.reports import report_steps, report_versions
from data_access.models.rows import ROW_TABLES, current, rows_of
from data_access.models.sign_in import recovery_codes, second_factors, set_up_links, sign_in_failures

__all__ = [
    "ERASURE",
    "ROW_TABLES",
    "audit",
    "current",
    "decks",
    "deliveries",
    "erasures",
    "feedback",
    "ledger",
    "ledger_history",
    "memberships",
    "metadata",
    "programmes",
    "recovery_codes",
    "release_numbers",
    "releases",
    "report_steps",
    "report_versions",
    "rows_of",
    "second_factors",
    "set_up_links",
    "sign_in_failures",
    "users",
    "withheld",
]
