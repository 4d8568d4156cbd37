"""The tables. ``programme_id`` leads every primary key and index, so that they shard by programme."""

from data_access.models.accounts import memberships, users
from data_access.models.base import metadata
from data_access.models.ledger import ledger
from data_access.models.programmes import deliveries, programmes
from data_access.models.rows import ROW_TABLES, current, rows_of

__all__ = ["ROW_TABLES", "current", "deliveries", "ledger", "memberships", "metadata", "programmes", "rows_of", "users"]
